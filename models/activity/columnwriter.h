#pragma once

#include "models/activity/ecscolumns.h"
#include "models/activity/ecsview.h"
#include "models/activity/textpool.h"

#include <array>
#include <deque>
#include <unordered_map>

namespace wirecase {

/// Puts the fields of records into columns: one group of them for each part of the ECS view (ecsParts). Parts that were
/// met before are not made again, and members are found where they stood in the record before. Used by one thread.
class ColumnWriter
{
public:
    ColumnWriter(EcsColumns &columns, TextPool &pool);

    /// Rows have to ascend. Answers which caller it was: records with the same one have the same claims, evidence and
    /// address. EcsGroup::none when that is not known.
    quint32 write(const ActivityRecord &record, quint32 row);

private:
    class Sink;

    /// A set, and what it was made of.
    struct Known
    {
        std::string inputs;
        quint32 set = EcsGroup::none;
    };
    struct Part
    {
        std::string lastInputs;
        quint32 lastSet = EcsGroup::none;
        std::unordered_map<quint64, Known> known; ///< by hash
        std::size_t knownBytes = 0;
    };
    /// A place in the trees.
    struct Node
    {
        std::string key;
        std::string field;
        EcsColumn *column = nullptr;
        RecentTexts recent;
        quint32 lastText = 0;
        std::vector<Node *> children;
        std::unordered_map<std::string_view, Node *> byKey; ///< where there are too many to look through
        std::size_t expected = 0;                           ///< the child that probably comes next
    };
    struct NamedColumn
    {
        std::string field;
        std::size_t group = 0;
        EcsColumn *column = nullptr;
    };

    void writePart(std::size_t number, const ActivityRecord &record, quint32 row);
    /// The set of part.lastInputs.
    [[nodiscard]] quint32 setFor(std::size_t number, const ActivityRecord &record);
    [[nodiscard]] quint32 textOf(double number);
    [[nodiscard]] Node *child(Node &parent, std::string_view key, EcsSink::Tree tree);
    void writeTree(Node &node, const simdjson::dom::element &value, const Sink &sink);
    void writeText(Node &node, std::string_view text, const Sink &sink);
    [[nodiscard]] EcsColumn *columnFor(std::string_view field, std::size_t group);

    EcsColumns &m_columns;
    TextPool &m_pool;
    std::vector<Part> m_parts;
    std::vector<Node> m_roots; ///< by EcsSink::Tree
    std::deque<Node> m_nodes;
    std::array<NamedColumn, 64> m_recentColumns;
    std::vector<quint32> m_durations; ///< texts by milliseconds; 0 where not known yet
    std::string m_inputs;
};

} // namespace wirecase
