#pragma once

#include "models/base/error.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

/// What is wrong with a document, and the way from its root to the value: keys, and positions in lists.
struct FieldProblem
{
    QString message;
    QStringList path;
};

/// Typed reading of a JSON object. The first value of a wrong type, or missing though required, becomes the problem;
/// what is read after it is empty. Objects within share the problem of their document. Null counts as missing.
class JsonFields
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::JsonFields)

public:
    enum class Presence
    {
        Optional,
        Required
    };

    JsonFields(QJsonObject object, QStringList path, std::optional<FieldProblem> &problem);

    [[nodiscard]] const QJsonObject &object() const { return m_object; }
    [[nodiscard]] bool has(const QString &key) const;
    [[nodiscard]] bool isText(const QString &key) const { return m_object.value(key).isString(); }

    [[nodiscard]] QString text(const QString &key, Presence presence = Presence::Optional) const;
    /// Like text(), but `missing` when the key is not there.
    [[nodiscard]] QString textOr(const QString &key, const QString &missing) const;
    /// Text, or a number or truth value as text.
    [[nodiscard]] QString scalar(const QString &key, Presence presence = Presence::Optional) const;
    [[nodiscard]] QStringList texts(const QString &key) const;
    /// A list of texts, or one text.
    [[nodiscard]] QStringList textOrTexts(const QString &key) const;
    [[nodiscard]] bool flag(const QString &key, bool missing) const;
    [[nodiscard]] int number(const QString &key, int least, int most, std::optional<int> missing) const;
    /// The object under `key`, or an empty one.
    [[nodiscard]] JsonFields table(const QString &key) const;
    /// The objects of the list under `key`.
    [[nodiscard]] std::vector<JsonFields> tables(const QString &key) const;
    /// The same, where one object may stand for a list of one.
    [[nodiscard]] std::vector<JsonFields> tableOrTables(const QString &key) const;

    /// Records a problem with the value of `key`.
    void fail(const QString &key, const QString &message) const;
    /// The name of `key` for messages: "rule.threat.tactic".
    [[nodiscard]] QString name(const QString &key) const;

private:
    [[nodiscard]] QJsonValue value(const QString &key, Presence presence) const;
    void failAt(const QStringList &steps, const QString &message) const;

    QJsonObject m_object;
    QStringList m_path;
    std::optional<FieldProblem> *m_problem;
};

} // namespace wirecase
