#pragma once

#include "models/base/job.h"
#include "models/base/result.h"
#include "models/kql/fieldsource.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

struct Alert;
struct Rule;
class ActivityIndex;

/// One condition of an exception (elastic.md 3).
struct ExceptionEntry
{
    enum class Type
    {
        Match,
        MatchAny,
        Exists,
        Wildcard, ///< here `?` stands for one character and `\` takes a meaning away, unlike in KQL
        List,     ///< a value list, which is not part of any export
        Nested    ///< one object at `field` has to satisfy all of `entries`
    };

    Type type = Type::Match;
    QString field;
    bool excluded = false; ///< "is not"
    QStringList values;    ///< one, or several of MatchAny
    QString listId;        ///< of List
    QString listType;
    std::vector<ExceptionEntry> entries; ///< of Nested

    bool operator==(const ExceptionEntry &) const = default;
};

/// What keeps a rule from raising an alert: events that satisfy all entries.
struct ExceptionItem
{
    QString itemId;
    QString listId;
    QString name;
    QString description;
    QString namespaceType = QStringLiteral("single");
    QStringList osTypes;
    QStringList tags;
    QStringList comments; ///< among them the justification
    std::vector<ExceptionEntry> entries;
    std::optional<qint64> expireNs;
    QString ruleId;        ///< of an exception drafted here for one rule; else empty
    QStringList remarks;   ///< oddities in the file, a sentence each
    QString notApplicable; ///< why it cannot be applied here, one sentence; empty when it can

    bool operator==(const ExceptionItem &) const = default;
};

/// An Error says what is wrong with it. Kinds of entries that cannot be applied are no error; see `notApplicable`.
[[nodiscard]] Result<ExceptionItem> readExceptionItem(const QJsonObject &json);
/// As Kibana's exceptions API and import take it.
[[nodiscard]] QJsonObject exceptionJson(const ExceptionItem &item);
/// The condition in KQL: events that it keeps out. Empty when KQL cannot say it (`?`, value lists).
[[nodiscard]] QString exceptionKql(const ExceptionItem &item);

[[nodiscard]] bool isExpired(const ExceptionItem &item, qint64 nowNs);
/// Whether the rule names its list, or it was drafted for the rule.
[[nodiscard]] bool isFor(const ExceptionItem &item, const Rule &rule);

/// The rows that satisfy all entries.
[[nodiscard]] Result<RowBits> matchException(const ExceptionItem &item, const FieldSource &source, bool foldCase,
                                             JobState &job);

/// An exception that would silence the alert: who, what and where are filled in from the event that it shows. The
/// analyst edits it and says why.
[[nodiscard]] ExceptionItem draftException(const Alert &alert, const Rule &rule, const ActivityIndex &events,
                                           bool normalised);

} // namespace wirecase
