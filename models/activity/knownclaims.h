#pragma once

#include "models/activity/activityrecord.h"
#include "models/activity/recordtexts.h"

#include <memory>
#include <unordered_map>

namespace wirecase {

/// The claims of tokens met before, which are more than half of a record and come again with all that is done with one
/// token. A record is parsed without them: an object of one member stands in their place, which cannot be in the
/// record itself.
class KnownClaims
{
public:
    struct Claims
    {
        std::string json;
        quint32 number = 0; ///< of these claims only
        simdjson::dom::document document;
        simdjson::dom::element element;
        RecordTexts made;                ///< what those claims are in texts that are none
        std::optional<ClaimTexts> texts; ///< none until somebody reads them
    };

    KnownClaims();

    /// The claims in the record when they are known; withoutThem() is then the rest of it. Valid until the next call.
    [[nodiscard]] Claims *find(std::string_view record);
    /// With TextWindow::padding bytes behind it.
    [[nodiscard]] std::string_view withoutThem() const;
    /// Whether the element is what stands in place of the claims that were found.
    [[nodiscard]] bool isPlaceOf(const JsonElement &element, const Claims &claims) const;
    /// What was found did not stand where the claims of a record do. Nothing is looked for any more when that happens
    /// too often, nor when most claims are met but once.
    void foundInVain() { ++m_vain; }

private:
    using ByHash = std::unordered_map<quint64, std::unique_ptr<Claims>>;

    [[nodiscard]] Claims *knownAs(std::string_view json);
    [[nodiscard]] std::unique_ptr<Claims> learnt(std::string_view json);
    [[nodiscard]] Claims *found(Claims &claims)
    {
        ++m_found;
        return &claims;
    }
    Claims *keep(quint64 hash, std::unique_ptr<Claims> claims);

    simdjson::dom::parser m_parser;
    ByHash m_claims;
    ByHash m_older; ///< dropped when there are enough in m_claims again
    std::string m_placeKey;
    std::string m_rest;
    std::size_t m_restLength = 0;
    quint32 m_lastNumber = 0;
    quint64 m_found = 0;
    int m_vain = 0;
};

} // namespace wirecase
