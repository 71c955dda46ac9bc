#pragma once

#include "models/kql/fieldsource.h"

#include <QHash>
#include <QJsonObject>

#include <vector>

namespace wirecase {

/// What JSON documents hold, field by field, as Elasticsearch would map it: dotted keys and nested objects mean the
/// same, an array is several values. For small sets of documents, which stay in memory.
class JsonFieldSource final : public FieldSource
{
public:
    using Mapping = QHash<QString, FieldType>;

    /// `mapping` gives the types of fields, `nestedPaths` those whose objects `path : { … }` asks one by one. Fields
    /// that it does not name are not there, unless it is empty: then the values tell their types.
    JsonFieldSource(std::vector<QJsonObject> documents, const Mapping &mapping, const QStringList &nestedPaths = {});

    [[nodiscard]] quint32 rowCount() const override { return static_cast<quint32>(m_documents.size()); }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override;
    [[nodiscard]] QStringList fields() const override;
    [[nodiscard]] std::optional<NestedRows> nested(const QString &path) const override;

    /// The type of an Elasticsearch type name ("keyword", "long", "date" …); nothing for those that hold no values.
    [[nodiscard]] static std::optional<FieldType> typeNamed(const QString &elasticsearchType);

private:
    std::vector<QJsonObject> m_documents;
    Mapping m_types;
    QStringList m_nestedPaths;
    bool m_guessed; ///< no mapping was given
};

} // namespace wirecase
