#include "tests/ui/widgets/gallery/galleryrows.h"

#include "models/base/maskedspans.h"
#include "models/base/numbertext.h"

#include <cmath>

namespace wirecase {

namespace {

constexpr qint64 day = 1'623'888'000'000'000'000; // 2021-06-17T00:00Z

qint64 at(int hour, int minute)
{
    return day + hour * nsPerHour + minute * nsPerMinute;
}

/// The same made-up heights every time, without a random generator.
double wave(int i, int seed)
{
    const double x = i * 0.7 + seed;
    return 1.2 + std::sin(x) * std::sin(x * 0.37) + 0.6 * std::sin(i * 2.3 + seed);
}

TimeLane marksLane()
{
    TimeLane lane;
    lane.id = QStringLiteral("alerts");
    lane.title = QStringLiteral("Alerts");
    lane.kind = TimeLane::Kind::Marks;
    lane.marks = {{at(7, 10), Mark::Low, QStringLiteral("d"), QStringLiteral("Diagnostic setting deleted")},
                  {at(9, 4), Mark::Medium, QStringLiteral("a"), QStringLiteral("Full network packet capture")},
                  {at(13, 26), Mark::Medium, QStringLiteral("b"), QStringLiteral("Full network packet capture")},
                  {at(13, 41), Mark::High, QStringLiteral("c"), QStringLiteral("Storage key regenerated")}};
    return lane;
}

TimeLane barsLane(const QString &title, TimeLane::Kind kind, int seed)
{
    TimeLane lane;
    lane.id = title;
    lane.title = title;
    lane.kind = kind;
    for (int i = 0; i < 12 * 60; ++i) {
        const bool busy = i > 190 && i < 500;
        const double value = std::max(0.1, wave(i, seed)) * (busy ? 3 : 1);
        lane.bars.push_back(
            {at(6, 0) + i * nsPerMinute, value, kind == TimeLane::Kind::Stacked && i % 4 == 0 ? value / 7 : 0});
    }
    lane.bucketText = [](double value, double part, qint64) {
        return QStringLiteral("%1, %2 denied").arg(bytesText(quint64(value * 1e6)), countText(qint64(part)));
    };
    return lane;
}

TimeLane capturesLane()
{
    using Kind = TimeInterval::Kind;
    TimeLane lane;
    lane.id = QStringLiteral("captures");
    lane.title = QStringLiteral("Captures");
    lane.kind = TimeLane::Kind::Intervals;
    lane.intervals = {
        {{at(9, 6), at(13, 0)}, Kind::Planned, QStringLiteral("p"), {}, QStringLiteral("Asked for: 18 000 s"), 0},
        {{at(9, 6), at(12, 30)}, Kind::Solid, QStringLiteral("s1"), {}, QStringLiteral("capture-1.cap"), 0},
        {{at(12, 30), at(13, 24)},
         Kind::Gap,
         QStringLiteral("g"),
         QStringLiteral("gap 54 min · 1.2 GB in flow logs only"),
         {},
         0},
        {{at(13, 24), at(14, 20)}, Kind::Solid, QStringLiteral("s2"), {}, QStringLiteral("capture-2.cap"), 0}};
    return lane;
}

} // namespace

GalleryModel::GalleryModel(std::vector<Column> columns, std::vector<QStringList> rows, int rowCount, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
    , m_rows(std::move(rows))
    , m_rowCount(rowCount)
{
}

int GalleryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rowCount;
}

int GalleryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant GalleryModel::data(const QModelIndex &index, int role) const
{
    const auto column = static_cast<std::size_t>(index.column());
    if (role == Qt::TextAlignmentRole && m_columns[column].right)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return m_rows[static_cast<std::size_t>(index.row()) % m_rows.size()].value(index.column());
}

QVariant GalleryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column &column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole && column.right)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

std::vector<TimeLane> galleryLanes()
{
    return {marksLane(), barsLane(QStringLiteral("Activity"), TimeLane::Kind::Density, 1), capturesLane(),
            barsLane(QStringLiteral("Flows B/min"), TimeLane::Kind::Stacked, 5)};
}

TimeRange galleryRange()
{
    return {at(5, 55), at(18, 5)};
}

std::vector<FieldItem> galleryFields()
{
    const auto item = [](const char *text, quint32 begin, quint32 length) {
        FieldItem field;
        field.text = QString::fromUtf8(text);
        field.begin = begin;
        field.length = length;
        return field;
    };
    FieldItem secret = item("simple: ", 82, 8);
    secret.text += secretMark();
    secret.secret = true;
    secret.id = 7;
    FieldItem bind = item("bindRequest (1)", 60, 30);
    bind.children = {item("name: cn=web,dc=corp", 66, 14), secret};
    FieldItem ldap = item("Lightweight Directory Access Protocol", 54, 36);
    ldap.children = {bind};
    FieldItem ethernet = item("Ethernet II, 00:0d:3a:f8:80:1a → 12:34:56:78:9a:bc", 0, 14);
    ethernet.children = {item("Type: IPv4", 12, 2)};
    FieldItem ip = item("Internet Protocol, 10.1.4.20 → 10.1.5.11", 14, 20);
    ip.children = {item("Source: 10.1.4.20", 26, 4)};
    FieldItem tcp = item("Transmission Control Protocol, 51544 → 389, Seq 1, Len 72", 34, 20);
    tcp.children = {item("Source port: 51544", 34, 2)};
    return {ethernet, ip, tcp, ldap};
}

} // namespace wirecase
