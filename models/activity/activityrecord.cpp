#include "models/activity/activityrecord.h"

#include "models/activity/knownclaims.h"
#include "models/activity/recordforms.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ActivityRecord)
};

Error formatError(const QString &message)
{
    return Error{Error::Code::Format, message, {}, -1};
}

/// Numbers up to this length cannot overflow.
constexpr std::size_t harmlessNumber = 15;

bool isNumberCharacter(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

} // namespace

std::string withQuotedBigNumbers(std::string_view json)
{
    std::string result;
    bool inText = false;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at];
        if (!inText && (c == '-' || (c >= '0' && c <= '9'))) {
            std::size_t end = at;
            bool hasExponent = false;
            for (; end < json.size() && isNumberCharacter(json[end]); ++end)
                hasExponent = hasExponent || json[end] == 'e' || json[end] == 'E';
            const std::string_view number = json.substr(at, end - at);
            const bool isHarmless = !hasExponent && number.size() <= harmlessNumber;
            result += isHarmless ? std::string(number) : '"' + std::string(number) + '"';
            at = end;
            continue;
        }
        inText = (c == '"') != inText;
        result += c;
        ++at;
        if (inText && c == '\\' && at < json.size())
            result += json[at++];
    }
    return result;
}

Result<simdjson::dom::element> ActivityRecordParser::parseText(std::string_view json, bool &wasNotUtf8)
{
    simdjson::dom::element root;
    auto code = m_parser.parse(json.data(), json.size(), false).get(root);
    m_repaired.clear();
    if (code == simdjson::UTF8_ERROR) {
        wasNotUtf8 = true;
        m_repaired = QString::fromUtf8(json.data(), static_cast<qsizetype>(json.size())).toStdString();
        code = m_parser.parse(m_repaired).get(root);
    }
    if (code == simdjson::NUMBER_ERROR) {
        m_repaired = withQuotedBigNumbers(m_repaired.empty() ? json : std::string_view(m_repaired));
        code = m_parser.parse(m_repaired).get(root);
    }
    if (code == simdjson::SUCCESS)
        return root;
    return formatError(
        Text::tr("a record cannot be read as JSON (%1)").arg(QLatin1String(simdjson::error_message(code))));
}

ActivityRecordParser::ActivityRecordParser()
    : m_forms(std::make_unique<Forms>())
    , m_claims(std::make_unique<KnownClaims>())
{
}

ActivityRecordParser::~ActivityRecordParser() = default;

JsonElement ActivityRecordParser::parsedProperties(const JsonElement &properties)
{
    simdjson::dom::element parsed;
    if (!properties || !properties->is_string() || !std::string_view(*properties).starts_with('{'))
        return properties;
    const std::string_view text(*properties);
    return m_propertiesParser.parse(text.data(), text.size()).get(parsed) == simdjson::SUCCESS ? parsed : properties;
}

Result<ActivityRecord> ActivityRecordParser::parse(std::string_view json)
{
    if (auto record = parseWithKnownClaims(json))
        return *std::move(record);
    return parseWhole(json);
}

std::optional<ActivityRecord> ActivityRecordParser::parseWithKnownClaims(std::string_view json)
{
    KnownClaims::Claims *claims = m_claims->find(json);
    if (claims == nullptr)
        return std::nullopt;
    bool wasNotUtf8 = false;
    const auto root = parseText(m_claims->withoutThem(), wasNotUtf8);
    if (!root)
        return std::nullopt;
    auto record = m_forms->readPlain(*root);
    if (!record || !m_claims->isPlaceOf(record->claims, *claims)) {
        m_claims->foundInVain();
        return std::nullopt;
    }
    record->wasNotUtf8 = wasNotUtf8;
    record->claims = claims->element;
    record->claimsNumber = claims->number;
    if (!claims->texts)
        claims->texts = m_forms->claimTexts(record->claims, claims->made);
    record->claim = *claims->texts;
    readObjects(*record);
    return record;
}

Result<ActivityRecord> ActivityRecordParser::parseWhole(std::string_view json)
{
    bool wasNotUtf8 = false;
    const auto root = parseText(json, wasNotUtf8);
    if (!root)
        return root.error();
    auto record = m_forms->read(*root);
    if (!record)
        return formatError(Text::tr("a record is not an activity event"));
    record->wasNotUtf8 = wasNotUtf8;
    m_forms->readClaims(*record);
    readObjects(*record);
    return *std::move(record);
}

void ActivityRecordParser::readObjects(ActivityRecord &record)
{
    record.properties = parsedProperties(record.properties);
    m_forms->readObjects(record);
}

} // namespace wirecase
