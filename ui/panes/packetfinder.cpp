#include "ui/panes/packetfinder.h"

#include "models/base/jobboard.h"
#include "models/base/numbertext.h"
#include "models/capture/packettablemodel.h"
#include "models/context/investigationcontext.h"
#include "ui/panes/packetfindbar.h"
#include "ui/panes/packetquestion.h"

namespace wirecase {

namespace {

constexpr std::size_t mostFound = 1'000'000;

} // namespace

PacketFinder::PacketFinder(const PacketTableModel &model, const InvestigationContext &context, JobBoard &jobs,
                           QWidget *parent)
    : QObject(parent)
    , m_model(model)
    , m_context(context)
    , m_bar(new PacketFindBar(parent))
    , m_findJob(this, &jobs, tr("Finding bytes"))
    , m_countJob(this, &jobs, tr("Counting packets with the bytes"))
{
    m_bar->hide();
    connect(m_bar, &PacketFindBar::findRequested, this, &PacketFinder::find);
    connect(m_bar, &PacketFindBar::left, this, &PacketFinder::leave);
}

void PacketFinder::open()
{
    m_bar->open();
}

// The first time it only stops what is under way.
void PacketFinder::leave()
{
    if (m_findJob.isRunning() || m_countJob.isRunning()) {
        m_findJob.cancel();
        m_countJob.cancel();
        return m_bar->say(tr("Stopped."));
    }
    m_bar->hide();
    forget();
    emit left();
}

void PacketFinder::forget()
{
    m_countedKey.clear();
    m_countedRows.reset();
    m_countJob.cancel();
    if (m_found->empty())
        return;
    m_found = std::make_shared<const std::vector<quint32>>();
    emit foundChanged();
}

ByteSearchStart PacketFinder::start(bool backwards) const
{
    const Focus &focus = m_context.focus();
    const int row = focus.packet ? m_model.rowOf(*focus.packet) : -1;
    if (row < 0)
        return {backwards ? m_model.rows().size() : 0, 0, backwards};
    ByteSearchStart start{static_cast<std::size_t>(row), 0, backwards};
    if (focus.bytes)
        start.offset = backwards ? focus.bytes->begin : focus.bytes->begin + 1;
    return start;
}

void PacketFinder::find(bool backwards)
{
    if (m_bar->isHidden() || m_bar->text().isEmpty())
        return open();
    const auto pattern = m_bar->pattern();
    if (!pattern) {
        const QString where = tr("At %1: %2").arg(countText(pattern.error().offset + 1), pattern.error().message);
        return m_bar->say(where, Tone::Bad);
    }
    if (m_model.rows().empty())
        return m_bar->say(tr("No packet is shown."));
    if (m_countedKey != m_bar->key() || m_countedRows != m_model.sharedRows())
        forget();
    m_bar->say(tr("Looking…"));
    m_findJob.start(
        [packets = m_model.capture().packets, rows = m_model.sharedRows(), masks = m_model.masks(), pattern = *pattern,
         from = start(backwards)](JobState &job) {
            return findBytes(*packets, *rows, pattern, masks.get(), from, job);
        },
        [this, packets = m_model.capture().packets](const Result<ByteSearchAnswer> &answer) { show(answer, packets); });
}

void PacketFinder::show(const Result<ByteSearchAnswer> &answer, const PacketIndexPtr &packets)
{
    const PacketIndexPtr now = m_model.capture().packets;
    if (!answer)
        return m_bar->say(tr("Stopped."));
    if (!continues(*now, *packets))
        return m_bar->say(tr("The packets have changed meanwhile; look again."));
    if (!answer->hit) {
        const QString shown = countText(static_cast<qint64>(m_model.rows().size()));
        QString note = tr("None of the %1 packets shown holds it; bytes of secrets are not searched.").arg(shown);
        if (answer->problem)
            note += u' '
                    + tr("%1 could not be read: %2")
                          .arg(countText(static_cast<qint64>(answer->unreadable)), answer->problem->text());
        return m_bar->say(note, Tone::Warning);
    }
    const ByteHit &hit = *answer->hit;
    //: where a match is: packet and place in it
    m_note = tr("Packet %1, byte %2.").arg(countText(now->row(hit.packet).numberInFile), countText(hit.match.begin));
    if (hit.wrapped)
        m_note += u' ' + tr("Went on at the other end of the list.");
    m_bar->say(m_note);
    emit arrived(hit.packet, FocusBytes{hit.match.begin, hit.match.length});
    count();
}

void PacketFinder::count()
{
    if (m_countedKey == m_bar->key() && m_countedRows == m_model.sharedRows()) {
        if (!m_found->empty())
            m_bar->say(m_note + u' '
                       + tr("Packets that hold it: %1.").arg(countText(static_cast<qint64>(m_found->size()))));
        return;
    }
    const auto pattern = m_bar->pattern();
    if (!pattern)
        return;
    m_countedKey = m_bar->key();
    m_countedRows = m_model.sharedRows();
    m_countJob.start(
        [packets = m_model.capture().packets, rows = m_countedRows, masks = m_model.masks(), pattern = *pattern](
            JobState &job) { return packetsWithBytes(*packets, *rows, pattern, masks.get(), mostFound, job); },
        [this](const Result<ByteSearchTotal> &total) { showTotal(total); });
}

void PacketFinder::showTotal(const Result<ByteSearchTotal> &total)
{
    if (!total)
        return;
    m_found = std::make_shared<const std::vector<quint32>>(total->packets);
    const QString count = countText(static_cast<qint64>(total->packets.size()));
    const QString said =
        total->isCut ? tr("More than %1 packets hold it.").arg(count) : tr("Packets that hold it: %1.").arg(count);
    m_bar->say(m_note + u' ' + said);
    emit foundChanged();
}

} // namespace wirecase
