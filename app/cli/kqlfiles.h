#pragma once

#include "models/kql/jsonmapping.h"

#include <QJsonObject>

#include <vector>

namespace wirecase {

struct MappingFile
{
    JsonMapping mapping;
    int problems = 0; ///< said on stderr already
    bool isReadable = true;
};
/// The mapping in the file; an empty path gives an empty one.
[[nodiscard]] MappingFile readMappingFile(const QString &path);

struct DocumentFile
{
    QStringList ids;
    std::vector<QJsonObject> documents; ///< with their _id as a field
    int problems = 0;                   ///< said on stderr already, with file and line
    bool isReadable = true;
};
/// Documents one a line, plain with an `_id` or as {_id, _source}; or the answer of a search; or an array.
[[nodiscard]] DocumentFile readDocumentFile(const QString &path);

} // namespace wirecase
