#pragma once

#include "models/kql/jsonmapping.h"

#include <QJsonObject>

#include <vector>

namespace wirecase {

/// What JSON documents hold, field by field, as Elasticsearch would map it: dotted keys and nested objects mean the
/// same, an array is several values. For small sets of documents, which stay in memory.
class JsonFieldSource final : public FieldSource
{
public:
    using Mapping = QHash<QString, FieldType>;

    /// Fields that `mapping` does not name are not there, unless it is empty: then the values tell their types.
    JsonFieldSource(std::vector<QJsonObject> documents, JsonMapping mapping);
    JsonFieldSource(std::vector<QJsonObject> documents, const Mapping &types, const QStringList &nestedPaths = {});

    [[nodiscard]] quint32 rowCount() const override { return static_cast<quint32>(m_documents.size()); }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override;
    [[nodiscard]] QStringList fields() const override;
    [[nodiscard]] std::optional<NestedRows> nested(const QString &path) const override;

private:
    /// How the field compares: its own type, or that of the flattened field it is a key of.
    [[nodiscard]] std::optional<FieldType> typeOf(const QString &field) const;
    [[nodiscard]] std::vector<std::vector<QJsonValue>> valuesOf(const QString &field) const;

    std::vector<QJsonObject> m_documents;
    JsonMapping m_mapping;
    bool m_guessed; ///< no mapping was given
};

} // namespace wirecase
