#pragma once

#include <QtGlobal>

#include <functional>

namespace wirecase {

// Rows of an index. They live as long as the index they came from and are never stored in a case.
enum class PacketId : quint32
{
}; ///< ordinal over all packets, in the order the files were given
enum class ConversationId : quint32
{
}; ///< ordinal over all conversations, in order of first packet
enum class FlowId : quint32
{
}; ///< ordinal over the flows folded from flow-log tuples
enum class EventId : quint32
{
}; ///< ordinal over the activity events
enum class TrafficId : quint32
{
}; ///< ordinal over the joined rows: conversation, flow, or both

/// An evidence file within the case. Stored in the case; stable when the file moves.
enum class EvidenceId : quint32
{
};

template <typename Id>
concept RowId = std::is_enum_v<Id> && std::is_same_v<std::underlying_type_t<Id>, quint32>;

/// The id as a position in a column.
template <RowId Id>
constexpr std::size_t indexOf(Id id)
{
    return static_cast<std::size_t>(id);
}

} // namespace wirecase
