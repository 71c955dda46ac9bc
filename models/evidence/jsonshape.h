#pragma once

#include "models/base/byteview.h"

#include <set>
#include <string>

namespace wirecase {

/// The names of the keys in the first objects of a JSON text, enough to tell what a document is without
/// parsing all of it. Works on a part of a document that is cut anywhere, and on JSON Lines.
struct JsonShape
{
    bool isJson = false; ///< begins as JSON does
    bool startsWithArray = false;
    std::set<std::string> keys;   ///< names of keys at any depth
    std::set<std::string> values; ///< of the keys "category" and "operationName", and names of columns

    [[nodiscard]] bool has(const char *key) const { return keys.contains(key); }
};

[[nodiscard]] JsonShape jsonShape(ByteView head);

} // namespace wirecase
