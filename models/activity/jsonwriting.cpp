#include "models/activity/jsonwriting.h"

namespace wirecase {

void appendQuoted(std::string &json, std::string_view text)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += digits[static_cast<unsigned char>(c) >> 4U];
            json += digits[static_cast<unsigned char>(c) & 15U];
        } else {
            json += c;
        }
    }
    json += '"';
}

} // namespace wirecase
