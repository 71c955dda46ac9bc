#include "models/kql/fieldvalues.h"

#include "models/base/timeformat.h"
#include "models/kql/kqlquoting.h"
#include "models/kql/texttests.h"

#include <QLocale>

#include <cmath>
#include <map>
#include <variant>

namespace wirecase {

namespace {

using Value = std::variant<bool, double, qint64, IpAddress, QString>;

// A longer text is a message, which nobody completes.
constexpr qsizetype longestText = 200;

QString numberText(double number)
{
    constexpr double exact = 9007199254740992.0; // 2^53: above, a double is no longer each integer
    if (std::abs(number) < exact && std::trunc(number) == number)
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

/// Looks at the values that a column is tested with, and accepts none. Asks the column to stop when it has enough.
class Collector final : public PlainTest
{
public:
    Collector(const QString &prefix, int most, const JobState &job)
        : m_prefix(prefix)
        , m_most(static_cast<std::size_t>(most))
        , m_job(job)
    {
    }

    [[nodiscard]] bool acceptsText(std::string_view utf8) const override
    {
        const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
        return text.isEmpty() || text.size() > longestText ? false : take(text, text);
    }
    [[nodiscard]] bool acceptsIp(const IpAddress &address) const override
    {
        return address.isNull() || isKnown(address) ? false : take(address, address.toString());
    }
    [[nodiscard]] bool acceptsNumber(long double exact) const override
    {
        const auto number = static_cast<double>(exact);
        return isKnown(number) ? false : take(number, numberText(number));
    }
    [[nodiscard]] bool acceptsTime(qint64 timeNs) const override
    {
        return isKnown(timeNs) ? false : take(timeNs, isoTime(timeNs));
    }
    [[nodiscard]] bool acceptsBool(bool value) const override
    {
        return take(value, value ? QStringLiteral("true") : QStringLiteral("false"));
    }

    /// The wish to stop that the column is given.
    [[nodiscard]] JobState &enough() { return m_enough; }
    /// Each source may give as many.
    void beginSource()
    {
        m_ofSource = 0;
        m_enough.cancelled = m_job.cancelled.load();
    }
    [[nodiscard]] const std::map<Value, QString> &found() const { return m_found; }

private:
    // Neighbours in a column are often equal; a value's text is dear.
    [[nodiscard]] bool isKnown(const Value &value) const
    {
        if (m_job.cancelled)
            m_enough.cancelled = true;
        return m_last == value || m_found.contains(value);
    }
    bool take(const Value &value, const QString &text) const
    {
        if (m_job.cancelled)
            m_enough.cancelled = true;
        m_last = value;
        const bool fits = m_ofSource < m_most && text.startsWith(m_prefix, Qt::CaseInsensitive);
        if (fits && m_found.emplace(value, text).second && ++m_ofSource == m_most)
            m_enough.cancelled = true;
        return false;
    }

    const QString &m_prefix;
    std::size_t m_most;
    const JobState &m_job;
    // A test is not changed by what it is asked, as far as columns know.
    mutable JobState m_enough;
    mutable std::size_t m_ofSource = 0;
    mutable std::map<Value, QString> m_found;
    mutable Value m_last = QString();
};

} // namespace

QStringList fieldValues(const std::vector<const FieldSource *> &sources, const QString &field, const QString &prefix,
                        int most, JobState &job)
{
    Collector collector(prefix, most, job);
    for (const FieldSource *source : sources) {
        const FieldColumnPtr column = source->column(field);
        if (!column)
            continue;
        collector.beginSource();
        RowBits none(source->rowCount());
        column->select(collector, none, collector.enough());
    }
    QStringList values;
    for (const auto &[value, text] : collector.found())
        values.append(kqlValue(text));
    return values;
}

QString kqlValue(const QString &text)
{
    static const QString special = QStringLiteral("\\():<>\"*{}");
    const auto needsQuotes = [](QChar c) { return c.isSpace() || special.contains(c); };
    bool quoted = text.isEmpty() || std::any_of(text.begin(), text.end(), needsQuotes);
    for (const char *word : {"and", "or", "not"})
        quoted = quoted || text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    return quoted ? kqlQuoted(text) : text;
}

} // namespace wirecase
