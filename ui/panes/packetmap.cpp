#include "ui/panes/packetmap.h"

#include "models/capture/packettablemodel.h"
#include "models/casefile/casefile.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/overviewstrip.h"

#include <QHBoxLayout>
#include <QScrollBar>

#include <algorithm>

namespace wirecase {

namespace {

// Several changes in a row, of a capture that is being read say, are drawn once.
constexpr int pauseMs = 80;

std::optional<ColorRole> groundOf(ProtocolClass shown)
{
    switch (shown) {
    case ProtocolClass::Unknown:
        break;
    case ProtocolClass::Other:
        return ColorRole::Muted;
    case ProtocolClass::ClearText:
        return ColorRole::Medium;
    case ProtocolClass::Encrypted:
        return ColorRole::Good;
    }
    return std::nullopt;
}

} // namespace

PacketMap::PacketMap(DataTable &table, const PacketTableModel &model, const CaseFile &caseFile, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_model(model)
    , m_caseFile(caseFile)
    , m_strip(new OverviewStrip(this))
    , m_job(this)
{
    m_strip->setAccessibleName(tr("Overview of the packets"));
    m_strip->setToolTip(
        tr("All rows from top to bottom. Orange: clear text, green: encrypted, grey: neither. Bar at the "
           "left: the conversation in focus; square: marked; triangle: commented; stroke: found; dotted "
           "line: another file, hatched when time lies between. A click goes there."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&table, 1);
    layout->addWidget(m_strip);
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &PacketMap::work);
    connect(m_strip, &OverviewStrip::roomChanged, this, &PacketMap::refresh);
    connect(m_strip, &OverviewStrip::chosen, this, &PacketMap::go);
    connect(&model, &QAbstractItemModel::modelReset, this, &PacketMap::refresh);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &PacketMap::refresh);
    connect(&caseFile, &CaseFile::marksChanged, this, &PacketMap::refresh);
    connect(table.verticalScrollBar(), &QScrollBar::valueChanged, this, &PacketMap::showSeen);
    connect(table.verticalScrollBar(), &QScrollBar::rangeChanged, this, &PacketMap::showSeen);
    setFocusProxy(&table);
}

void PacketMap::setFound(std::shared_ptr<const std::vector<quint32>> found)
{
    m_found = std::move(found);
    refresh();
}

void PacketMap::setRelated(std::optional<ConversationId> related)
{
    if (std::exchange(m_related, related) != related)
        refresh();
}

void PacketMap::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void PacketMap::work()
{
    if (!isVisible())
        return;
    // Beside the scroll bar, which may begin below the header.
    m_strip->setTopMargin(std::max(0, m_table.verticalScrollBar()->mapTo(&m_table, QPoint(0, 0)).y()));
    PacketOverviewQuestion question;
    question.packets = m_model.capture().packets;
    question.rows = m_model.sharedRows();
    question.lines = m_strip->lineRoom();
    question.related = m_related;
    question.found = m_found;
    for (const RecordMark &mark : m_caseFile.state().marks) {
        if (const auto packet = question.packets->packetAt(mark.ref))
            (mark.comment.isEmpty() ? question.marked : question.commented).push_back(static_cast<quint32>(*packet));
    }
    m_job.start([question](JobState &job) { return packetOverview(question, job); },
                [this, rows = question.rows->size()](const Result<std::vector<PacketOverviewLine>> &lines) {
                    if (lines)
                        showLines(*lines, rows);
                });
}

void PacketMap::showLines(const std::vector<PacketOverviewLine> &lines, std::size_t rows)
{
    std::vector<OverviewLine> shown;
    shown.reserve(lines.size());
    m_signRows.clear();
    for (const PacketOverviewLine &line : lines) {
        shown.push_back({groundOf(line.commonest), line.isRelated, line.isMarked, line.isCommented, line.isFound,
                         line.seam == PacketOverviewLine::Seam::File, line.seam == PacketOverviewLine::Seam::Gap});
        m_signRows.push_back(line.signRow);
    }
    m_strip->setLines(std::move(shown));
    showSeen();
    // The rest of many rows is told to the table a part at a time.
    if (static_cast<std::size_t>(m_model.rowCount()) < rows)
        refresh();
}

void PacketMap::showSeen()
{
    const QScrollBar &bar = *m_table.verticalScrollBar();
    const double whole = static_cast<double>(bar.maximum()) + bar.pageStep();
    if (whole <= 0)
        return m_strip->setSeen(0, 1);
    m_strip->setSeen(bar.value() / whole, (static_cast<double>(bar.value()) + bar.pageStep()) / whole);
}

void PacketMap::go(double place, bool pressed)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const int line = pressed ? m_strip->signedLineNear(place) : -1;
    const bool hasSign = line >= 0 && static_cast<std::size_t>(line) < m_signRows.size();
    if (const int row = hasSign ? m_signRows[static_cast<std::size_t>(line)] : -1; row >= 0 && row < rows)
        return m_table.revealRow(row);
    const int row = std::clamp(static_cast<int>(place * rows), 0, rows - 1);
    m_table.scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
}

} // namespace wirecase
