#include "models/capture/bytepattern.h"

#include <QCoreApplication>
#include <QStringEncoder>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::BytePattern)
};

// PCRE's own limits for one match, and what stands before the expression then.
const QLatin1String limits("(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=2000)(*LIMIT_HEAP=20000)");
// Stands for a masked byte: no byte is this character, so a match cannot tell one masked byte from another.
constexpr char16_t maskedByte = 0xe000;

Error problem(const QString &message, qsizetype offset)
{
    Error error;
    error.code = Error::Code::Format;
    error.message = message;
    error.offset = offset;
    return error;
}

std::optional<Error> wrongSize(const QString &text)
{
    if (text.isEmpty())
        return problem(Text::tr("There is nothing to look for."), 0);
    if (text.size() > BytePattern::mostCharacters)
        return problem(Text::tr("At most %1 characters can be looked for.").arg(BytePattern::mostCharacters),
                       BytePattern::mostCharacters);
    return std::nullopt;
}

bool startsWith(ByteView bytes, const QByteArray &with)
{
    return textOf(bytes).starts_with(std::string_view(with.constData(), static_cast<std::size_t>(with.size())));
}

int hexValue(QChar digit)
{
    const char16_t c = digit.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const auto lower = static_cast<char16_t>(c | 0x20U);
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

bool isBetweenBytes(QChar c)
{
    return c.isSpace() || QStringLiteral(":-,.").contains(c);
}

bool hasPrefix(const QString &hex, qsizetype at)
{
    return at + 1 < hex.size() && hex[at] == u'0' && hex[at + 1].toLower() == u'x';
}

std::size_t pairOf(char first, char second)
{
    return static_cast<std::size_t>(static_cast<quint8>(first)) << 8U | static_cast<quint8>(second);
}

/// Whether a match may depend on bytes that it does not cover. Says so too often rather than too seldom.
bool looksAround(const QString &expression)
{
    static const QRegularExpression negation(QStringLiteral(R"((?<!\\)\[\^)"));
    static const QRegularExpression around(QStringLiteral(R"(\(\?|\(\*|\^|\$|\\[bBAzZGKRX]|[+*?}]\+)"));
    return QString(expression).replace(negation, QStringLiteral("[")).contains(around);
}

QString otherCase(const QString &character)
{
    const QString lower = character.toLower();
    return lower == character ? character.toUpper() : lower;
}

} // namespace

Result<BytePattern> BytePattern::fromText(const QString &text, Qt::CaseSensitivity cs)
{
    if (const auto wrong = wrongSize(text))
        return *wrong;
    BytePattern pattern;
    for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringEncoder encode(encoding, QStringConverter::Flag::Stateless);
        Units units;
        for (qsizetype i = 0; i < text.size();) {
            const qsizetype length = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
            const QString character = text.mid(i, length);
            const QByteArray one = encode(character);
            units.push_back({one, cs == Qt::CaseSensitive ? one : QByteArray(encode(otherCase(character)))});
            i += length;
        }
        pattern.add(std::move(units));
    }
    return pattern;
}

Result<BytePattern> BytePattern::fromHex(const QString &hex)
{
    if (const auto wrong = wrongSize(hex))
        return *wrong;
    Units units;
    for (qsizetype i = 0; i < hex.size();) {
        if (isBetweenBytes(hex[i])) {
            ++i;
            continue;
        }
        if (hasPrefix(hex, i)) {
            i += 2;
            if (i < hex.size() && hexValue(hex[i]) >= 0)
                continue;
            return problem(Text::tr("Hex digits are missing after 0x."), i);
        }
        const int high = hexValue(hex[i]);
        if (high < 0)
            return problem(Text::tr("This is no hex digit: %1").arg(hex[i]), i);
        const int low = i + 1 < hex.size() ? hexValue(hex[i + 1]) : -1;
        if (low < 0)
            return problem(Text::tr("A byte has two hex digits."), i + 1);
        const QByteArray byte(1, static_cast<char>(high * 16 + low));
        units.push_back({byte, byte});
        i += 2;
    }
    if (units.empty())
        return problem(Text::tr("There is nothing to look for."), 0);
    BytePattern pattern;
    pattern.add(std::move(units));
    return pattern;
}

Result<BytePattern> BytePattern::fromRegex(const QString &expression, Qt::CaseSensitivity cs)
{
    if (const auto wrong = wrongSize(expression))
        return *wrong;
    BytePattern pattern;
    pattern.m_isRegex = true;
    pattern.m_looksAround = wirecase::looksAround(expression);
    pattern.m_regex.setPattern(limits + expression);
    if (cs == Qt::CaseInsensitive)
        pattern.m_regex.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
    if (!pattern.m_regex.isValid())
        return problem(pattern.m_regex.errorString(),
                       std::max<qsizetype>(0, pattern.m_regex.patternErrorOffset() - limits.size()));
    pattern.m_regex.optimize();
    return pattern;
}

void BytePattern::add(Units units)
{
    m_begins.resize(1UL << 16U);
    const Unit &first = units.front();
    for (const QByteArray &begin : {first.one, first.other}) {
        if (begin.size() > 1) {
            m_begins[pairOf(begin[0], begin[1])] = 1;
        } else if (units.size() > 1) {
            m_begins[pairOf(begin[0], units[1].one[0])] = 1;
            m_begins[pairOf(begin[0], units[1].other[0])] = 1;
        } else {
            for (int next = 0; next < 256; ++next)
                m_begins[pairOf(begin[0], static_cast<char>(next))] = 1;
        }
    }
    m_literals.push_back(std::move(units));
}

std::optional<ByteMatch> BytePattern::literalAt(ByteView bytes, std::size_t place) const
{
    for (const Units &units : m_literals) {
        std::size_t at = place;
        const bool matches = std::all_of(units.begin(), units.end(), [&](const Unit &unit) {
            const ByteView rest = bytes.subspan(at);
            const QByteArray &found = startsWith(rest, unit.one) ? unit.one : unit.other;
            at += startsWith(rest, found) ? static_cast<std::size_t>(found.size()) : 0;
            return startsWith(rest, found);
        });
        if (matches)
            return ByteMatch{static_cast<quint32>(place), static_cast<quint32>(at - place)};
    }
    return std::nullopt;
}

std::optional<ByteMatch> BytePattern::firstLiteral(ByteView bytes, std::size_t from) const
{
    const char *text = textOf(bytes).data();
    for (std::size_t i = from; i + 1 < bytes.size(); ++i) {
        if (m_begins[pairOf(text[i], text[i + 1])] == 0)
            continue;
        if (const auto match = literalAt(bytes, i))
            return match;
    }
    return bytes.empty() || from >= bytes.size() ? std::nullopt : literalAt(bytes, bytes.size() - 1);
}

QString BytePattern::characters(ByteView bytes, const MaskedSpans &masks)
{
    QString text =
        QString::fromLatin1(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    for (const MaskedSpans::Span &span : masks.spans()) {
        for (qsizetype i = span.begin; i < std::min(span.begin + span.length, text.size()); ++i)
            text[i] = QChar(maskedByte);
    }
    return text;
}

std::optional<ByteMatch> BytePattern::firstOfRegex(const QString &bytes, qsizetype from, bool *gaveUp) const
{
    for (qsizetype at = from; at < bytes.size();) {
        const QRegularExpressionMatch match = m_regex.match(bytes, at);
        if (gaveUp)
            *gaveUp = !match.isValid();
        if (!match.hasMatch())
            return std::nullopt;
        // Neither nothing at all nor anything masked.
        if (match.capturedLength() > 0 && !match.capturedView().contains(QChar(maskedByte)))
            return ByteMatch{static_cast<quint32>(match.capturedStart()), static_cast<quint32>(match.capturedLength())};
        at = std::max(at, match.capturedStart()) + 1;
    }
    return std::nullopt;
}

bool BytePattern::mayMatch(ByteView bytes, const MaskedSpans &masks) const
{
    if (!m_isRegex)
        return firstIn(bytes, masks).has_value();
    bool gaveUp = false;
    return m_looksAround || firstOfRegex(characters(bytes, masks), 0, &gaveUp).has_value() || gaveUp;
}

std::optional<ByteMatch> BytePattern::firstIn(ByteView bytes, const MaskedSpans &masks, quint32 from) const
{
    if (m_isRegex)
        return firstOfRegex(characters(bytes, masks), from);
    for (auto match = firstLiteral(bytes, from); match; match = firstLiteral(bytes, match->begin + 1ULL)) {
        if (!masks.overlaps(match->begin, match->length))
            return match;
    }
    return std::nullopt;
}

std::optional<ByteMatch> BytePattern::lastIn(ByteView bytes, const MaskedSpans &masks, quint32 before) const
{
    std::optional<ByteMatch> last;
    const QString text = m_isRegex ? characters(bytes, masks) : QString();
    quint32 from = 0;
    while (true) {
        const auto match = m_isRegex ? firstOfRegex(text, from) : firstIn(bytes, masks, from);
        if (!match || match->begin >= before)
            return last;
        last = match;
        from = match->begin + 1;
    }
}

} // namespace wirecase
