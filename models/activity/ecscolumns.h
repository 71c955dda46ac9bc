#pragma once

#include "models/kql/fieldsource.h"

#include <QStringList>

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace wirecase {

/// The values of one field, as numbers of texts in a pool, by the sets of a group.
class EcsColumn
{
public:
    static constexpr quint32 faithfulOnly = 1U << 31U; ///< marks of values that only one view has
    static constexpr quint32 normalisedOnly = 1U << 30U;

    explicit EcsColumn(std::size_t number)
        : group(number)
    {
    }

    std::size_t group; ///< of EcsColumns
    bool inFaithful = false;
    bool inNormalised = false;

    /// `text` with its mark. Sets come in ascending order, any number of values of each.
    void add(quint32 set, quint32 text)
    {
        if (!m_isDense || set != m_texts.size())
            addSparse(set);
        m_texts.push_back(text);
    }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    [[nodiscard]] quint32 set(std::size_t value) const
    {
        return m_isDense ? static_cast<quint32>(value) : m_sets[value];
    }
    [[nodiscard]] quint32 text(std::size_t value) const { return m_texts[value] & ~(faithfulOnly | normalisedOnly); }
    [[nodiscard]] quint32 mark(std::size_t value) const { return m_texts[value] & (faithfulOnly | normalisedOnly); }

private:
    void addSparse(quint32 set);

    std::vector<quint32> m_texts;
    std::vector<quint32> m_sets; ///< empty while every set has exactly one value
    bool m_isDense = true;
};

/// A field may stand in several groups.
struct EcsField
{
    FieldType type = FieldType::Keyword;
    std::deque<EcsColumn> columns; ///< one of each group, at most

    [[nodiscard]] bool isIn(bool normalised) const;
};

/// Fields that depend on the same few texts of a record. Records that agree in those share one set of values.
class EcsGroup
{
public:
    static constexpr quint32 none = ~0U;

    [[nodiscard]] quint32 addSet() { return m_sets++; }
    [[nodiscard]] quint32 sets() const { return m_sets; }
    /// Records come in ascending order.
    void give(quint32 record, quint32 set)
    {
        if (record > m_setOf.size())
            m_setOf.resize(record, none);
        m_setOf.push_back(set);
    }
    /// By record; the last ones may be missing, and have none.
    [[nodiscard]] const std::vector<quint32> &setOf() const { return m_setOf; }

private:
    std::vector<quint32> m_setOf;
    quint32 m_sets = 0;
};

/// Every ECS field of every record. Grows while records are read, then is only read.
class EcsColumns
{
public:
    /// Names beyond this many are not kept: no export has them, damage could make them.
    static constexpr std::size_t mostFields = 20'000;
    /// The group in which every record is a set of its own; it is not in groups.
    static constexpr std::size_t ownGroup = 0;

    /// The column stays where it is. Null when there are too many.
    [[nodiscard]] EcsColumn *columnFor(std::string_view field, std::size_t group);
    [[nodiscard]] EcsGroup &group(std::size_t number);
    [[nodiscard]] const EcsGroup &group(std::size_t number) const { return m_groups[number - 1]; }
    [[nodiscard]] const EcsField *find(std::string_view field) const;
    [[nodiscard]] QStringList names(bool normalised) const;

private:
    std::map<std::string, EcsField, std::less<>> m_fields;
    std::deque<EcsGroup> m_groups;
};

} // namespace wirecase
