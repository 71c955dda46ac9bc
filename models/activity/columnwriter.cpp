#include "models/activity/columnwriter.h"

#include "models/base/timerange.h"

#include <QByteArray>

#include <cmath>

namespace wirecase {

namespace {

/// Beyond this much to remember a part starts to learn anew.
constexpr std::size_t mostKnownBytes = 16UL << 20U;
constexpr std::size_t mostDurations = 1U << 16U;
constexpr std::size_t treeCount = 5;
constexpr std::size_t mostNodes = 2 * EcsColumns::mostFields;
/// More members than this are looked up, not looked through.
constexpr std::size_t mostLookedThrough = 48;

} // namespace

/// What a record emits, into the columns of one set.
class ColumnWriter::Sink final : public EcsSink
{
public:
    Sink(ColumnWriter &writer, std::size_t group, quint32 set)
        : m_writer(writer)
        , m_group(group)
        , m_set(set)
    {
    }

    [[nodiscard]] std::size_t group() const { return m_group; }
    [[nodiscard]] quint32 set() const { return m_set; }

    void text(std::string_view field, std::string_view value, View view) override
    {
        put(field, m_writer.m_pool.intern(value), view);
    }
    void listed(std::string_view field, std::string_view value, View view) override { text(field, value, view); }
    void number(std::string_view field, double value, View view) override { put(field, m_writer.textOf(value), view); }
    void time(std::string_view field, qint64 timeNs) override
    {
        // The times stand with the rows; the column says only that there is the field.
        Q_UNUSED(timeNs);
        if (EcsColumn *column = m_writer.columnFor(field, m_group))
            column->inFaithful = column->inNormalised = true;
    }
    void tree(Tree tree, std::string_view key, const simdjson::dom::element &value) override
    {
        if (tree == Tree::Document && key == "event.original")
            return; // shown, but not searched: Elastic does not index it
        if (Node *node = m_writer.child(m_writer.m_roots[static_cast<std::size_t>(tree)], key, tree))
            m_writer.writeTree(*node, value, *this);
    }

private:
    void put(std::string_view field, quint32 text, View view)
    {
        EcsColumn *column = m_writer.columnFor(field, m_group);
        if (column == nullptr)
            return;
        text |= view == View::Faithful ? EcsColumn::faithfulOnly : 0;
        text |= view == View::Normalised ? EcsColumn::normalisedOnly : 0;
        column->inFaithful = column->inFaithful || view != View::Normalised;
        column->inNormalised = column->inNormalised || view != View::Faithful;
        column->add(m_set, text);
    }

    ColumnWriter &m_writer;
    std::size_t m_group;
    quint32 m_set;
};

ColumnWriter::ColumnWriter(EcsColumns &columns, TextPool &pool)
    : m_columns(columns)
    , m_pool(pool)
    , m_parts(ecsParts().size())
    , m_roots(treeCount)
    , m_durations(mostDurations, 0)
{
}

quint32 ColumnWriter::write(const ActivityRecord &record, quint32 row)
{
    Sink sink(*this, EcsColumns::ownGroup, row);
    if (isObject(record.document)) {
        emitEcs(record, sink);
        return EcsGroup::none;
    }
    for (std::size_t part = 0; part < m_parts.size(); ++part)
        writePart(part, record, row);
    emitEcsRest(record, sink);
    return m_parts[callerPart].lastSet;
}

void ColumnWriter::writePart(std::size_t number, const ActivityRecord &record, quint32 row)
{
    Part &part = m_parts[number];
    m_inputs.clear();
    ecsParts()[number].addInputs(record, m_inputs);
    if (part.lastSet == EcsGroup::none || part.lastInputs != m_inputs) {
        std::swap(part.lastInputs, m_inputs);
        part.lastSet = setFor(number, record);
    }
    m_columns.group(number + 1).give(row, part.lastSet);
}

quint32 ColumnWriter::setFor(std::size_t number, const ActivityRecord &record)
{
    Part &part = m_parts[number];
    const EcsPart &description = ecsParts()[number];
    const auto makeSet = [&] {
        const quint32 set = m_columns.group(number + 1).addSet();
        Sink sink(*this, number + 1, set);
        description.write(record, sink);
        return set;
    };
    if (description.isVaried)
        return makeSet();
    Known &known = part.known[hashOf(part.lastInputs)];
    if (known.set != EcsGroup::none && known.inputs == part.lastInputs)
        return known.set;
    const quint32 set = makeSet();
    known = {part.lastInputs, set};
    part.knownBytes += part.lastInputs.size();
    if (part.knownBytes > mostKnownBytes) {
        part.known.clear();
        part.knownBytes = 0;
    }
    return set;
}

EcsColumn *ColumnWriter::columnFor(std::string_view field, std::size_t group)
{
    NamedColumn &recent = m_recentColumns[(RecentTexts::placeOf(field) + group) % m_recentColumns.size()];
    if (recent.column == nullptr || recent.group != group || recent.field != field)
        recent = {std::string(field), group, m_columns.columnFor(field, group)};
    return recent.column;
}

quint32 ColumnWriter::textOf(double number)
{
    constexpr double exact = 1e15; // below it, whole numbers are written as such
    const bool isWhole = std::abs(number) < exact && std::floor(number) == number;
    if (!isWhole)
        return m_pool.intern(QByteArray::number(number, 'g', 17).toStdString());
    const auto whole = static_cast<qint64>(number);
    // Durations are whole milliseconds, and short ones as a rule.
    const qint64 ms = whole / nsPerMs;
    if (whole % nsPerMs != 0 || ms < 0 || ms >= static_cast<qint64>(m_durations.size()))
        return m_pool.intern(std::to_string(whole));
    quint32 &known = m_durations[static_cast<std::size_t>(ms)];
    if (known == 0)
        known = m_pool.intern(std::to_string(whole));
    return known;
}

ColumnWriter::Node *ColumnWriter::child(Node &parent, std::string_view key, EcsSink::Tree tree)
{
    std::size_t &expected = parent.expected;
    if (expected < parent.children.size() && parent.children[expected]->key == key)
        return parent.children[expected++];
    if (parent.byKey.empty()) {
        for (std::size_t i = 0; i < parent.children.size(); ++i) {
            if (parent.children[i]->key == key) {
                expected = i + 1;
                return parent.children[i];
            }
        }
    } else if (const auto known = parent.byKey.find(key); known != parent.byKey.end()) {
        return known->second;
    }
    if (m_nodes.size() >= mostNodes)
        return nullptr;
    Node &node = m_nodes.emplace_back();
    node.key = key;
    node.field = parent.field.empty() ? treeField(tree, key) : parent.field + '.' + node.key;
    parent.children.push_back(&node);
    expected = parent.children.size();
    if (expected > mostLookedThrough) {
        for (Node *known : parent.children)
            parent.byKey.try_emplace(known->key, known);
    }
    return &node;
}

void ColumnWriter::writeTree(Node &node, const simdjson::dom::element &value, const Sink &sink)
{
    switch (value.type()) {
    case simdjson::dom::element_type::STRING:
        writeText(node, std::string_view(value), sink);
        break;
    case simdjson::dom::element_type::OBJECT:
        for (const auto [key, member] : simdjson::dom::object(value)) {
            if (Node *place = child(node, key, EcsSink::Tree::Document))
                writeTree(*place, member, sink);
        }
        break;
    case simdjson::dom::element_type::ARRAY:
        for (const simdjson::dom::element element : simdjson::dom::array(value))
            writeTree(node, element, sink);
        break;
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE:
    case simdjson::dom::element_type::BOOL:
        writeText(node, scalarText(value), sink);
        break;
    }
}

void ColumnWriter::writeText(Node &node, std::string_view text, const Sink &sink)
{
    if (node.column == nullptr) {
        node.column = m_columns.columnFor(node.field, sink.group());
        if (node.column == nullptr)
            return;
        node.column->inFaithful = node.column->inNormalised = true;
    }
    // Neighbours are parts of one operation as a rule, and alike but for a little.
    if (m_pool.at(node.lastText) != text)
        node.lastText = node.recent.intern(m_pool, text);
    node.column->add(sink.set(), node.lastText);
}

} // namespace wirecase
