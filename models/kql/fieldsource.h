#pragma once

#include "models/base/ipaddress.h"
#include "models/base/job.h"
#include "models/kql/rowbits.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace wirecase {

/// How a field is mapped, in Elasticsearch's terms; it decides how a KQL leaf compares.
enum class FieldType
{
    Keyword,
    Text,
    Ip,
    Number,
    Date,
    Boolean,
    /// Whole values like those of a keyword, but a wildcard is taken apart at its spaces: what Kibana does for all that
    /// is not plainly a keyword (keys of flattened fields, the types wildcard and constant_keyword).
    Flattened
};

/// What a leaf asks of a value. A column calls the function of its own type; the others are not asked.
/// Made by the evaluator for one leaf and one field type; used on a worker thread.
class ValueTest
{
public:
    virtual ~ValueTest() = default;

    [[nodiscard]] virtual bool acceptsText(std::string_view utf8) const = 0;
    [[nodiscard]] virtual bool acceptsIp(const IpAddress &address) const = 0;
    [[nodiscard]] virtual bool acceptsNumber(long double number) const = 0;
    [[nodiscard]] virtual bool acceptsTime(qint64 timeNs) const = 0;
    [[nodiscard]] virtual bool acceptsBool(bool value) const = 0;

protected:
    ValueTest() = default;
    ValueTest(const ValueTest &) = default;
    ValueTest &operator=(const ValueTest &) = default;
};

/// One field over all rows. A row may have no value or several; it is selected when any of its values is accepted.
class FieldColumn
{
public:
    virtual ~FieldColumn() = default;

    [[nodiscard]] virtual FieldType type() const = 0;
    /// Sets the bit of every row with an accepted value. Columns with a dictionary test each distinct value once.
    /// May return early when `job` is cancelled; the answer is then dropped by the caller.
    virtual void select(const ValueTest &test, RowBits &rows, JobState &job) const = 0;

    using SeeValue = std::function<void(quint32 row, std::string_view text)>;
    /// Shows every value as text, a time in nanoseconds, in any order of rows: what rows are grouped by. Columns of
    /// sources that are only filtered show nothing. May return early when `job` is cancelled.
    virtual void visit(const SeeValue &see, JobState &job) const
    {
        Q_UNUSED(see);
        Q_UNUSED(job);
    }

protected:
    FieldColumn() = default;
    FieldColumn(const FieldColumn &) = default;
    FieldColumn &operator=(const FieldColumn &) = default;
};

using FieldColumnPtr = std::unique_ptr<const FieldColumn>;

class FieldSource;

/// The objects of a nested field, each with the row that it stands in. `objects` has the full field names.
struct NestedRows
{
    std::shared_ptr<const FieldSource> objects;
    std::vector<quint32> rowOf; ///< for each object
};

/// Rows with named fields, by column. Implemented by every index that can be filtered; immutable, shared by threads.
class FieldSource
{
public:
    virtual ~FieldSource() = default;

    [[nodiscard]] virtual quint32 rowCount() const = 0;
    /// Null when the source has no such field: the leaf then matches nothing ("unmapped").
    [[nodiscard]] virtual FieldColumnPtr column(const QString &field) const = 0;
    /// Every field name that column() knows, sorted; used for wildcards in field names, completion and the linter.
    [[nodiscard]] virtual QStringList fields() const = 0;
    /// The objects at `path`, for `path : { ... }`: one object has to satisfy all of it. Most sources have none.
    [[nodiscard]] virtual std::optional<NestedRows> nested(const QString &path) const
    {
        Q_UNUSED(path);
        return std::nullopt;
    }

protected:
    FieldSource() = default;
    FieldSource(const FieldSource &) = default;
    FieldSource &operator=(const FieldSource &) = default;
};

using FieldSources = std::vector<const FieldSource *>; ///< borrowed

} // namespace wirecase
