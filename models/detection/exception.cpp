#include "models/detection/exception.h"

#include "models/detection/globpattern.h"
#include "models/detection/rule.h"
#include "models/kql/evaluator.h"
#include "models/kql/kqlbuild.h"
#include "models/kql/texttests.h"

#include <algorithm>

namespace wirecase {

namespace {

class GlobTest final : public PlainTest
{
public:
    GlobTest(const QString &pattern, bool foldCase)
        : m_pattern(pattern, foldCase)
    {
    }

    [[nodiscard]] bool acceptsText(std::string_view utf8) const override { return m_pattern.matches(utf8); }

private:
    GlobPattern m_pattern;
};

/// The condition that is the same in KQL; null for others.
KqlNodePtr plainNode(const ExceptionEntry &entry)
{
    std::vector<KqlNodePtr> values;
    switch (entry.type) {
    case ExceptionEntry::Type::Match:
    case ExceptionEntry::Type::MatchAny:
        for (const QString &value : entry.values)
            values.push_back(kqlIs(entry.field, value));
        return kqlAny(std::move(values));
    case ExceptionEntry::Type::Exists:
        return kqlExists(entry.field);
    case ExceptionEntry::Type::Wildcard:
    case ExceptionEntry::Type::List:
    case ExceptionEntry::Type::Nested:
        break;
    }
    return nullptr;
}

/// What an item asks of the rows of one source.
class ExceptionMatch
{
public:
    ExceptionMatch(const FieldSource &source, bool foldCase, JobState &job)
        : m_source(source)
        , m_foldCase(foldCase)
        , m_job(job)
    {
    }

    Result<RowBits> all(const std::vector<ExceptionEntry> &entries, const QString &prefix) const
    {
        RowBits rows(m_source.rowCount(), !entries.empty());
        for (const ExceptionEntry &entry : entries) {
            auto bits = one(entry, prefix);
            if (m_job.cancelled)
                return Error::cancelled();
            if (!bits)
                return bits;
            if (entry.excluded)
                bits->flip();
            rows &= *bits;
        }
        return rows;
    }

private:
    Result<RowBits> one(const ExceptionEntry &entry, const QString &prefix) const
    {
        RowBits rows(m_source.rowCount());
        if (entry.type == ExceptionEntry::Type::Nested)
            return nested(entry, prefix + entry.field);
        if (entry.type == ExceptionEntry::Type::Wildcard) {
            if (const FieldColumnPtr column = m_source.column(prefix + entry.field))
                column->select(GlobTest(entry.values.value(0), m_foldCase), rows, m_job);
            return rows;
        }
        const KqlNodePtr node = plainNode(entry);
        if (!node)
            return rows;
        const KqlOptions options{m_foldCase, 0};
        auto bits = KqlEvaluator(m_source, options, m_job, prefix).evaluate(*node);
        // A value that the field cannot have is no value of any event.
        return bits ? std::move(bits) : Result<RowBits>(std::move(rows));
    }

    Result<RowBits> nested(const ExceptionEntry &entry, const QString &path) const
    {
        RowBits rows(m_source.rowCount());
        const auto objects = m_source.nested(path);
        if (!objects)
            return rows;
        const auto bits =
            ExceptionMatch(*objects->objects, m_foldCase, m_job).all(entry.entries, path + QLatin1Char('.'));
        if (!bits)
            return bits;
        for (const quint32 object : bits->rows())
            rows.set(objects->rowOf[object]);
        return rows;
    }

    const FieldSource &m_source;
    bool m_foldCase;
    JobState &m_job;
};

KqlNodePtr kqlOf(const std::vector<ExceptionEntry> &entries);

KqlNodePtr kqlOf(const ExceptionEntry &entry)
{
    KqlNodePtr node = plainNode(entry);
    if (entry.type == ExceptionEntry::Type::Wildcard) {
        if (const auto wildcard = GlobPattern(entry.values.value(0), false).asKql())
            node = std::make_shared<const KqlNode>(KqlNode{KqlIs{KqlLiteral{entry.field, false}, *wildcard}});
    } else if (entry.type == ExceptionEntry::Type::Nested) {
        if (const KqlNodePtr inner = kqlOf(entry.entries))
            node = std::make_shared<const KqlNode>(KqlNode{KqlNested{KqlLiteral{entry.field, false}, inner}});
    }
    return node && entry.excluded ? kqlNot(node) : node;
}

KqlNodePtr kqlOf(const std::vector<ExceptionEntry> &entries)
{
    std::vector<KqlNodePtr> parts;
    for (const ExceptionEntry &entry : entries) {
        const KqlNodePtr part = kqlOf(entry);
        if (!part)
            return nullptr;
        parts.push_back(part);
    }
    return parts.empty() ? nullptr : kqlAll(std::move(parts));
}

} // namespace

QString exceptionKql(const ExceptionItem &item)
{
    const KqlNodePtr node = kqlOf(item.entries);
    return node ? kqlText(*node) : QString();
}

bool isExpired(const ExceptionItem &item, qint64 nowNs)
{
    return item.expireNs && *item.expireNs <= nowNs;
}

bool isFor(const ExceptionItem &item, const Rule &rule)
{
    if (!item.ruleId.isEmpty())
        return item.ruleId == rule.id;
    return std::any_of(rule.exceptionLists.begin(), rule.exceptionLists.end(),
                       [&item](const ExceptionListRef &list) { return list.listId == item.listId; });
}

Result<RowBits> matchException(const ExceptionItem &item, const FieldSource &source, bool foldCase, JobState &job)
{
    if (!item.notApplicable.isEmpty())
        return RowBits(source.rowCount());
    return ExceptionMatch(source, foldCase, job).all(item.entries, {});
}

} // namespace wirecase
