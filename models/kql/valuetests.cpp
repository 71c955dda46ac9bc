#include "models/kql/valuetests.h"

#include "models/kql/datemath.h"
#include "models/kql/texttests.h"

#include <cmath>
#include <functional>

namespace wirecase {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::KqlQuery", text);
}

class ExistsTest final : public PlainTest
{
public:
    [[nodiscard]] bool acceptsText(std::string_view) const override { return true; }
    [[nodiscard]] bool acceptsIp(const IpAddress &) const override { return true; }
    [[nodiscard]] bool acceptsNumber(long double) const override { return true; }
    [[nodiscard]] bool acceptsTime(qint64) const override { return true; }
    [[nodiscard]] bool acceptsBool(bool) const override { return true; }
};

/// A test made of one function for the one type it is asked for.
class IpTest final : public PlainTest
{
public:
    explicit IpTest(std::function<bool(const IpAddress &)> accepts)
        : m_accepts(std::move(accepts))
    {
    }
    [[nodiscard]] bool acceptsIp(const IpAddress &address) const override { return m_accepts(address); }

private:
    std::function<bool(const IpAddress &)> m_accepts;
};

class NumberTest final : public PlainTest
{
public:
    explicit NumberTest(std::function<bool(long double)> accepts)
        : m_accepts(std::move(accepts))
    {
    }
    [[nodiscard]] bool acceptsNumber(long double number) const override { return m_accepts(number); }
    [[nodiscard]] bool acceptsBool(bool value) const override { return m_accepts(value ? 1 : 0); }

private:
    std::function<bool(long double)> m_accepts;
};

class TimeTest final : public PlainTest
{
public:
    explicit TimeTest(const TimeRange &accepted)
        : m_accepted(accepted)
    {
    }
    [[nodiscard]] bool acceptsTime(qint64 timeNs) const override
    {
        return timeNs != noTime && timeNs >= m_accepted.beginNs && timeNs <= m_accepted.endNs;
    }

private:
    TimeRange m_accepted; ///< the end is included here
};

template <typename T>
std::function<bool(const T &)> compared(KqlOrder order, const T &bound)
{
    switch (order) {
    case KqlOrder::Less:
        return [bound](const T &value) { return value < bound; };
    case KqlOrder::LessOrEqual:
        return [bound](const T &value) { return value <= bound; };
    case KqlOrder::Greater:
        return [bound](const T &value) { return value > bound; };
    case KqlOrder::GreaterOrEqual:
        return [bound](const T &value) { return value >= bound; };
    }
    return {};
}

Error unreadable(const char *text, const KqlTerm &value)
{
    return Error{Error::Code::Format, tr(text).arg(kqlTermText(value)), {}, -1};
}

Error noNumber(const KqlTerm &value)
{
    return unreadable(QT_TRANSLATE_NOOP("wirecase::KqlQuery", "\"%1\" is not a number"), value);
}

Error noAddress(const KqlTerm &value)
{
    return unreadable(QT_TRANSLATE_NOOP("wirecase::KqlQuery", "\"%1\" is not an address or a block like 10.0.0.0/8"),
                      value);
}

/// Whole numbers of 64 bits are read exactly.
std::optional<long double> numberOf(const KqlTerm &value)
{
    const auto *literal = std::get_if<KqlLiteral>(&value);
    if (literal == nullptr)
        return std::nullopt;
    const QString text = literal->text.trimmed();
    bool isNumber = false;
    if (const qlonglong whole = text.toLongLong(&isNumber); isNumber)
        return static_cast<long double>(whole);
    if (const qulonglong whole = text.toULongLong(&isNumber); isNumber)
        return static_cast<long double>(whole);
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional<long double>(number) : std::nullopt;
}

std::optional<IpBlock> blockOf(const KqlTerm &value)
{
    const auto *literal = std::get_if<KqlLiteral>(&value);
    return literal != nullptr ? IpBlock::parse(literal->text) : std::nullopt;
}

Result<TimeRange> timeOf(const KqlTerm &value, const KqlOptions &options)
{
    const auto *literal = std::get_if<KqlLiteral>(&value);
    const auto range = literal != nullptr ? parseDateMath(literal->text, options.nowNs) : std::nullopt;
    if (!range)
        return unreadable(QT_TRANSLATE_NOOP("wirecase::KqlQuery", "\"%1\" is not a date"), value);
    return *range;
}

Result<long double> boolOf(const KqlTerm &value)
{
    const QString text = kqlTermText(value); // a wildcard has a star in it
    if (text == QLatin1String("true"))
        return 1.0L;
    if (text == QLatin1String("false") || text.isEmpty())
        return 0.0L;
    return unreadable(QT_TRANSLATE_NOOP("wirecase::KqlQuery", "\"%1\" is neither true nor false"), value);
}

template <typename Test, typename... Arguments>
ValueTestPtr make(Arguments &&...arguments)
{
    return std::make_unique<const Test>(std::forward<Arguments>(arguments)...);
}

Result<ValueTestPtr> dateRange(KqlOrder order, const KqlTerm &value, const KqlOptions &options)
{
    const auto span = timeOf(value, options);
    if (!span)
        return span.error();
    // What the date leaves open is filled up so that "> a day" means behind it, and "<= a day" includes it.
    constexpr qint64 first = std::numeric_limits<qint64>::min();
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    switch (order) {
    case KqlOrder::Less:
        return make<TimeTest>(TimeRange{first, span->beginNs - 1});
    case KqlOrder::LessOrEqual:
        return make<TimeTest>(TimeRange{first, span->endNs - 1});
    case KqlOrder::Greater:
        return make<TimeTest>(TimeRange{span->endNs, last});
    case KqlOrder::GreaterOrEqual:
        return make<TimeTest>(TimeRange{span->beginNs, last});
    }
    return Error{};
}

} // namespace

ValueTestPtr existsTest()
{
    return make<ExistsTest>();
}

Result<ValueTestPtr> isTest(const KqlTerm &value, FieldType type, const KqlOptions &options)
{
    const auto *wildcard = std::get_if<KqlWildcard>(&value);
    if (wildcard != nullptr && wildcard->isLone())
        return existsTest();
    if (std::holds_alternative<KqlNull>(value))
        return make<PlainTest>(); // The word null is not "missing": no value equals it.
    switch (type) {
    case FieldType::Flattened:
        if (wildcard != nullptr)
            return anyWordTest(*wildcard, options.foldCase);
        return keywordTest(value, options.foldCase);
    case FieldType::Keyword:
        return keywordTest(value, options.foldCase);
    case FieldType::Text:
        return wordTest(value);
    case FieldType::Ip:
        if (const auto block = blockOf(value))
            return make<IpTest>([block = *block](const IpAddress &address) { return block.contains(address); });
        return noAddress(value);
    case FieldType::Number:
        if (const auto number = numberOf(value))
            return make<NumberTest>(
                [number = *number](long double other) { return !(other < number) && !(other > number); });
        return noNumber(value);
    case FieldType::Date: {
        const auto span = timeOf(value, options);
        if (!span)
            return span.error();
        return make<TimeTest>(TimeRange{span->beginNs, span->endNs - 1});
    }
    case FieldType::Boolean: {
        const auto wanted = boolOf(value);
        if (!wanted)
            return wanted.error();
        return make<NumberTest>([wanted = *wanted > 0](long double other) { return (other > 0) == wanted; });
    }
    }
    return Error{};
}

Result<ValueTestPtr> rangeTest(KqlOrder order, const KqlTerm &value, FieldType type, const KqlOptions &options)
{
    switch (type) {
    case FieldType::Keyword:
    case FieldType::Flattened:
        return keywordRangeTest(order, value, options.foldCase);
    case FieldType::Text:
        return wordRangeTest(order, value);
    case FieldType::Ip: {
        const auto address = IpAddress::parse(QStringView(kqlTermText(value)));
        if (!address)
            return noAddress(value);
        return make<IpTest>(compared(order, *address));
    }
    case FieldType::Number:
        if (const auto number = numberOf(value))
            return make<NumberTest>(compared(order, *number));
        return noNumber(value);
    case FieldType::Date:
        return dateRange(order, value, options);
    case FieldType::Boolean: {
        const auto bound = boolOf(value);
        if (!bound)
            return bound.error();
        return make<NumberTest>(compared(order, *bound));
    }
    }
    return Error{};
}

Result<ValueTestPtr> freeTextTest(const KqlTerm &value, FieldType type, const KqlOptions &options)
{
    const auto *wildcard = std::get_if<KqlWildcard>(&value);
    if (wildcard == nullptr || wildcard->isLone())
        return isTest(value, type, options);
    if (type == FieldType::Keyword || type == FieldType::Flattened)
        return anyWordTest(*wildcard, options.foldCase);
    if (type == FieldType::Text)
        return wordTest(value);
    return make<PlainTest>();
}

} // namespace wirecase
