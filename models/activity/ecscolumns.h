#pragma once

#include "models/activity/ecsview.h"
#include "models/activity/textpool.h"
#include "models/kql/fieldsource.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace wirecase {

/// The values of one field over all records, as numbers of texts in a pool.
struct EcsColumn
{
    FieldType type = FieldType::Keyword;
    std::vector<quint32> records;
    std::vector<quint32> texts; ///< with one of the two bits below where only one view has the value
    bool inFaithful = false;
    bool inNormalised = false;

    static constexpr quint32 faithfulOnly = 1U << 31U;
    static constexpr quint32 normalisedOnly = 1U << 30U;
};

/// Every ECS field of every record, by column. Grows while records are read, then is only read.
class EcsColumns
{
public:
    /// Names beyond this many are not kept: no export has them, damage could make them.
    static constexpr std::size_t mostFields = 20'000;

    [[nodiscard]] EcsColumn *columnFor(std::string_view field);
    [[nodiscard]] const EcsColumn *find(std::string_view field) const;
    [[nodiscard]] QStringList names(bool normalised) const;

private:
    std::map<std::string, EcsColumn, std::less<>> m_columns;
};

/// Puts the fields of one record into the columns.
class ColumnSink final : public EcsSink
{
public:
    ColumnSink(EcsColumns &columns, TextPool &pool, quint32 record)
        : m_columns(columns)
        , m_pool(pool)
        , m_record(record)
    {
    }

    void text(std::string_view field, std::string_view value, View view) override { add(field, value, view); }
    void listed(std::string_view field, std::string_view value, View view) override { add(field, value, view); }
    void number(std::string_view field, double value, View view) override;
    void time(std::string_view field, qint64 timeNs) override;
    void tree(const std::string &field, const simdjson::dom::element &value) override;

private:
    void add(std::string_view field, std::string_view value, View view);
    void addTree(std::string &path, const simdjson::dom::element &value);

    EcsColumns &m_columns;
    TextPool &m_pool;
    quint32 m_record;
};

} // namespace wirecase
