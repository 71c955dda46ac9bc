#pragma once

#include "models/activity/activityrecord.h"

#include <span>

namespace wirecase {

/// Receives the ECS fields of a record one by one.
class EcsSink
{
public:
    /// Which view a field belongs to: what Elastic makes of the record, or that with the two vocabularies folded.
    enum class View
    {
        Both,
        Faithful,
        Normalised
    };

    virtual ~EcsSink() = default;

    virtual void text(std::string_view field, std::string_view value, View view = View::Both) = 0;
    /// A value of a field that is always an array.
    virtual void listed(std::string_view field, std::string_view value, View view = View::Both) = 0;
    virtual void number(std::string_view field, double value, View view = View::Both) = 0;
    virtual void time(std::string_view field, qint64 timeNs) = 0;
    /// Where values stand that are taken over as they are, whatever their shape.
    enum class Tree
    {
        Authorization,
        Evidence,
        Claims,
        Properties,
        Document ///< keys are names of fields
    };
    virtual void tree(Tree tree, std::string_view key, const simdjson::dom::element &value) = 0;

protected:
    EcsSink() = default;
    EcsSink(const EcsSink &) = default;
    EcsSink &operator=(const EcsSink &) = default;
};

/// The field of a member of a tree.
[[nodiscard]] std::string treeField(EcsSink::Tree tree, std::string_view key);

/// The record as Elastic's ingest pipeline shows it (elastic.md 5.2), and where it differs the normalised view (5.3).
/// A document of Elastic's is shown as it stands. event.original is left to whoever has the bytes.
void emitEcs(const ActivityRecord &record, EcsSink &sink);
/// The same of a record without regard to the document that it may have.
void emitRecordEcs(const ActivityRecord &record, EcsSink &sink);

/// Some of the fields of a record, which follow from a few of its texts: records with the same texts have the same.
struct EcsPart
{
    void (*addInputs)(const ActivityRecord &, std::string &inputs);
    void (*write)(const ActivityRecord &, EcsSink &);
    bool isVaried = false; ///< the texts seldom come again but in the next records
};
[[nodiscard]] std::span<const EcsPart> ecsParts();
/// The one of them that says who called. All that callerOf() and callerAddressOf() look at is among its texts.
inline constexpr std::size_t callerPart = 0;
/// What is not in the parts: the time and the trees.
void emitEcsRest(const ActivityRecord &record, EcsSink &sink);

/// Who did it, as text: the caller of the REST form, else the claims' user principal name, name or application id.
[[nodiscard]] std::string_view callerOf(const ActivityRecord &record);
/// The address of the caller without its port, and the port if there was one.
struct CallerAddress
{
    std::string_view address;
    std::string_view port;
};
/// Takes the port off "1.2.3.4:443" and "[::1]:443".
[[nodiscard]] CallerAddress splitAddress(std::string_view text);
/// The caller's address from the record, else from the claims.
[[nodiscard]] std::string_view callerAddressOf(const ActivityRecord &record);

} // namespace wirecase
