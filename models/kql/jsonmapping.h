#pragma once

#include "models/base/result.h"
#include "models/kql/fieldsource.h"

#include <QHash>

namespace wirecase {

/// How the fields of JSON documents are mapped, in Elasticsearch's terms.
struct JsonMapping
{
    QHash<QString, FieldType> types;
    QStringList nestedPaths;            ///< whose objects `path : { ... }` asks one by one
    QHash<QString, QString> constants;  ///< constant_keyword: every document's value; null: the first seen
    QHash<QString, QString> valuesFrom; ///< for aliases and multi-fields: the field that holds the values
    QHash<QString, qsizetype> longest;  ///< texts that are longer are neither found nor there (ignore_above)
    QStringList notCompared;            ///< "field: type" of types that are not known here

    [[nodiscard]] bool isEmpty() const { return types.isEmpty() && nestedPaths.isEmpty(); }
};

/// Reads `{"field": "type", ...}`, a field's value being a type name, a "constant_keyword=value" or an object as in a
/// mapping; or a mapping as Elasticsearch gives it, from `properties`, `mappings` or the name of an index on. Fails
/// when it is no JSON object; the error's offset is the line.
[[nodiscard]] Result<JsonMapping> readJsonMapping(const QByteArray &json);

/// The type of an Elasticsearch type name ("keyword", "long", "date" ...); nothing for those that are not compared.
[[nodiscard]] std::optional<FieldType> fieldTypeNamed(const QString &elasticsearchType);

} // namespace wirecase
