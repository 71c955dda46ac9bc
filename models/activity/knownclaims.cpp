#include "models/activity/knownclaims.h"

#include "models/activity/textpool.h"
#include "models/activity/textwindow.h"

#include <QRandomGenerator>

namespace wirecase {

namespace {

constexpr std::size_t mostClaims = 1024;
constexpr std::size_t longestClaims = 16UL * 1024;
constexpr int mostInVain = 16;
constexpr std::string_view claimsKey = "\"claims\":";

/// The first object under the key, up to the first brace that closes: claims are flat. Empty when there is none.
std::string_view claimsIn(std::string_view record)
{
    for (std::size_t at = record.find('{'); at != std::string_view::npos; at = record.find('{', at + 1)) {
        if (!record.substr(0, at).ends_with(claimsKey))
            continue;
        const std::size_t end = record.find('}', at);
        return end == std::string_view::npos ? std::string_view() : record.substr(at, end + 1 - at);
    }
    return {};
}

} // namespace

KnownClaims::KnownClaims()
    : m_placeKey("wirecase-claims-" + std::to_string(QRandomGenerator::system()->generate64()))
{
}

KnownClaims::Claims *KnownClaims::find(std::string_view record)
{
    const bool isWorthIt = m_lastNumber < mostClaims || m_found > m_lastNumber;
    if (m_vain > mostInVain || !isWorthIt)
        return nullptr;
    const std::string_view json = claimsIn(record);
    if (json.empty() || json.size() > longestClaims)
        return nullptr;
    Claims *claims = knownAs(json);
    if (claims == nullptr)
        return nullptr;
    const auto begin = static_cast<std::size_t>(json.data() - record.data());
    m_rest.assign(record.substr(0, begin));
    m_rest += "{\"" + m_placeKey + "\":" + std::to_string(claims->number) + '}';
    m_rest += record.substr(begin + json.size());
    m_restLength = m_rest.size();
    m_rest.append(TextWindow::padding, ' ');
    return claims;
}

KnownClaims::Claims *KnownClaims::knownAs(std::string_view json)
{
    const quint64 hash = hashOf(json);
    if (const auto known = m_claims.find(hash); known != m_claims.end())
        return known->second->json == json ? found(*known->second) : nullptr;
    if (const auto known = m_older.find(hash); known != m_older.end() && known->second->json == json) {
        std::unique_ptr<Claims> claims = std::move(known->second);
        m_older.erase(known);
        return found(*keep(hash, std::move(claims)));
    }
    return keep(hash, learnt(json));
}

std::unique_ptr<KnownClaims::Claims> KnownClaims::learnt(std::string_view json)
{
    auto claims = std::make_unique<Claims>();
    claims->json = json;
    // Followed by as many bytes as the parser may read: json is in a record.
    if (m_parser.parse_into_document(claims->document, json.data(), json.size(), false).get(claims->element)
        != simdjson::SUCCESS)
        return nullptr;
    claims->number = ++m_lastNumber;
    return claims;
}

KnownClaims::Claims *KnownClaims::keep(quint64 hash, std::unique_ptr<Claims> claims)
{
    if (!claims)
        return nullptr;
    if (m_claims.size() >= mostClaims) {
        m_older = std::move(m_claims);
        m_claims.clear();
    }
    return m_claims.insert_or_assign(hash, std::move(claims)).first->second.get();
}

std::string_view KnownClaims::withoutThem() const
{
    return std::string_view(m_rest).substr(0, m_restLength);
}

bool KnownClaims::isPlaceOf(const JsonElement &element, const Claims &claims) const
{
    const JsonElement number = memberOf(element, m_placeKey);
    return number && number->is_uint64() && std::uint64_t(*number) == claims.number;
}

} // namespace wirecase
