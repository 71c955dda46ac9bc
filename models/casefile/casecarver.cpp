#include "models/casefile/casecarver.h"

#include "models/casefile/casecells.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <map>
#include <set>

namespace wirecase {

namespace {

constexpr std::size_t placesKept = 100;
constexpr std::size_t freeListOffset = 32; // in the file's header
constexpr qsizetype hashLength = 64;

struct TableSpec
{
    const char *name;
    CaseLeaf::Kind kind;
    std::array<CellValue::Type, 3> shape; ///< of its columns; the key of a table with row ids is stored as null
    std::size_t columns;
};

using Type = CellValue::Type;

// By DocumentWrite::Place; the journal is last.
constexpr std::size_t journalTable = 4;
constexpr std::array tables{
    TableSpec{"said", CaseLeaf::Kind::Index, {Type::Text, Type::Text, Type::Text}, 3},
    TableSpec{"evidence", CaseLeaf::Kind::Table, {Type::Null, Type::Text, Type::Null}, 2},
    TableSpec{"derived", CaseLeaf::Kind::Table, {Type::Text, Type::Text, Type::Null}, 2},
    TableSpec{"workspace", CaseLeaf::Kind::Table, {Type::Text, Type::Blob, Type::Null}, 2},
    TableSpec{"journal", CaseLeaf::Kind::Table, {Type::Null, Type::Text, Type::Text}, 3},
};

bool isObject(const QByteArray &text)
{
    return !QJsonDocument::fromJson(text).object().isEmpty();
}

bool hasShape(const TableSpec &spec, CaseLeaf::Kind kind, const CaseCell &cell)
{
    if (kind == CaseLeaf::Kind::IndexInterior)
        kind = CaseLeaf::Kind::Index;
    if (kind != spec.kind || cell.values.size() != spec.columns)
        return false;
    for (std::size_t i = 0; i < spec.columns; ++i) {
        if (cell.values[i].type != spec.shape.at(i))
            return false;
    }
    return true;
}

/// The table that such a row belongs to, wherever it was found.
std::optional<std::size_t> tableOf(CaseLeaf::Kind kind, const CaseCell &cell)
{
    for (std::size_t table = 0; table < tables.size(); ++table) {
        if (hasShape(tables.at(table), kind, cell))
            return table;
    }
    return std::nullopt;
}

class Carver
{
public:
    Carver(const CasePages &pages, QString file, JobState &job)
        : m_pages(pages)
        , m_file(std::move(file))
        , m_job(job)
    {
    }

    CarvedCase run()
    {
        m_job.total = m_pages.count();
        const std::array roots = findRoots();
        std::array<bool, tables.size()> whole{};
        for (std::size_t table = 0; table < tables.size(); ++table)
            whole.at(table) = roots.at(table) != 0 && walk(roots.at(table), table) && m_pages.strayCount() == 0;
        constexpr auto derived = static_cast<std::size_t>(DocumentWrite::Place::Derived); // not in the first schema
        for (std::size_t table = 0; table < tables.size(); ++table)
            m_carved.tablesAreLost = m_carved.tablesAreLost || (roots.at(table) == 0 && table != derived);
        m_carved.saidIsWhole = whole.front();
        m_carved.journalIsWhole = whole.at(journalTable);
        if (m_carved.damaged > 0 || !whole.front() || !whole.at(journalTable))
            searchEverywhere();
        for (auto &[key, document] : m_documents)
            m_carved.rows.documents.push_back(std::move(document));
        for (auto &[sequence, entry] : m_journal)
            m_carved.rows.journal.push_back(std::move(entry));
        return std::move(m_carved);
    }

private:
    std::array<quint32, tables.size()> findRoots()
    {
        std::array<quint32, tables.size()> roots{};
        visit(
            1,
            [&](CaseLeaf::Kind, const CaseCell &cell) {
                if (cell.values.size() != 5 || cell.values[0].bytes != "table")
                    return false;
                for (std::size_t table = 0; table < tables.size(); ++table) {
                    if (cell.values[1].bytes == tables.at(table).name)
                        roots.at(table) = static_cast<quint32>(cell.values[3].number);
                }
                return true;
            },
            false);
        return roots;
    }

    bool walk(quint32 root, std::size_t table)
    {
        return visit(
            root,
            [&](CaseLeaf::Kind kind, const CaseCell &cell) {
                return hasShape(tables.at(table), kind, cell) && take(table, cell);
            },
            true);
    }

    /// Hands every cell below `root` to `use`; false when some of the tree cannot be read.
    template <typename Use>
    bool visit(quint32 root, Use use, bool eachCounts)
    {
        bool whole = true;
        std::vector<quint32> waiting{root};
        while (!waiting.empty() && !m_job.cancelled) {
            const quint32 number = waiting.back();
            waiting.pop_back();
            const bool isNew = m_visited.insert(number).second;
            const CaseLeaf leaf = isNew ? readCells(m_pages, m_pages.page(number), number == 1) : CaseLeaf();
            m_job.done = static_cast<qint64>(m_visited.size());
            quint32 damaged = leaf.damaged + (leaf.kind == CaseLeaf::Kind::None ? 1 : 0);
            for (const CaseCell &cell : leaf.cells)
                damaged += !use(leaf.kind, cell) && eachCounts ? 1 : 0;
            waiting.insert(waiting.end(), leaf.children.rbegin(), leaf.children.rend());
            if (damaged == 0)
                continue;
            whole = false;
            note(number, leaf);
        }
        return whole && !m_job.cancelled;
    }

    void note(quint32 number, const CaseLeaf &leaf)
    {
        ++m_carved.damaged;
        if (m_carved.places.size() == placesKept)
            return;
        const bool missing = number == 0 || m_pages.page(number).isEmpty();
        const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::CaseSalvage", text); };
        const QString message = missing                             ? tr("Page %1 is missing: the file is cut short.")
                                : leaf.kind == CaseLeaf::Kind::None ? tr("Page %1 is damaged.")
                                                                    : tr("Some rows of page %1 are damaged.");
        m_carved.places.push_back(
            {Error::Code::Format, message.arg(number), m_file, number == 0 ? -1 : m_pages.offsetOf(number)});
    }

    void searchEverywhere()
    {
        const std::set<quint32> unused = freePages();
        for (quint32 number = 1; number <= m_pages.count() && !m_job.cancelled; ++number) {
            m_job.done = number;
            if (!m_visited.contains(number) && !unused.contains(number))
                takeAll(readCells(m_pages, m_pages.page(number), false));
        }
        for (std::size_t i = 0; i < m_pages.strayCount() && !m_job.cancelled; ++i)
            takeAll(readCells(m_pages, m_pages.stray(i), false));
    }

    void takeAll(const CaseLeaf &leaf)
    {
        for (const CaseCell &cell : leaf.cells) {
            if (const auto table = tableOf(leaf.kind, cell))
                take(*table, cell);
        }
    }

    [[nodiscard]] std::set<quint32> freePages() const
    {
        std::set<quint32> unused;
        quint32 trunk = be32(bytesOf(m_pages.page(1)), freeListOffset).value_or(0);
        while (trunk != 0 && trunk <= m_pages.count() && unused.insert(trunk).second) {
            const QByteArray bytes = m_pages.page(trunk);
            const quint32 most = m_pages.usableSize() / 4 - 2;
            const quint32 count = std::min(be32(bytesOf(bytes), 4).value_or(0), most);
            for (quint32 i = 0; i < count; ++i)
                unused.insert(be32(bytesOf(bytes), 8 + 4 * std::size_t(i)).value_or(0));
            trunk = be32(bytesOf(bytes), 0).value_or(0);
        }
        return unused;
    }

    /// False when the row is not what its table holds.
    bool take(std::size_t table, const CaseCell &cell)
    {
        if (table == journalTable) {
            const QByteArray &hash = cell.values[2].bytes;
            if (cell.rowId <= 0 || hash.size() != hashLength || !isObject(cell.values[1].bytes))
                return false;
            const auto sequence = static_cast<quint64>(cell.rowId);
            m_journal.try_emplace(sequence, JournalWrite{sequence, cell.values[1].bytes, hash});
            return true;
        }
        const auto place = static_cast<DocumentWrite::Place>(table);
        DocumentWrite document{place, {}, {}, cell.values.back().bytes};
        if (place == DocumentWrite::Place::Said)
            document.kind = QString::fromUtf8(cell.values[0].bytes);
        document.key = place == DocumentWrite::Place::Evidence
                           ? QString::number(cell.rowId)
                           : QString::fromUtf8(cell.values[tables.at(table).columns - 2].bytes);
        if (place != DocumentWrite::Place::Workspace && !isObject(*document.body))
            return false;
        m_documents.try_emplace({place, document.kind, document.key}, std::move(document));
        return true;
    }

    const CasePages &m_pages;
    QString m_file;
    JobState &m_job;
    CarvedCase m_carved;
    std::set<quint32> m_visited;
    std::map<std::tuple<DocumentWrite::Place, QString, QString>, DocumentWrite> m_documents;
    std::map<quint64, JournalWrite> m_journal;
};

} // namespace

CarvedCase carveCase(const CasePages &pages, const QString &file, JobState &job)
{
    return Carver(pages, file, job).run();
}

} // namespace wirecase
