#pragma once

#include "models/base/timerange.h"
#include "models/casefile/answer.h"
#include "models/evidence/evidenceref.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <concepts>
#include <vector>

// A struct of the case names its fields once, in a visitFields() of casefields.h; JsonOut and JsonIn walk over that one
// list to write and to read it. Empty values are left out, and what is left out is read as the default.

namespace wirecase {

template <typename T, typename Plain>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Plain>;

class JsonOut
{
public:
    template <typename T>
    void operator()(const char *key, const T &value)
    {
        const QJsonValue json = valueOf(value);
        if (!json.isUndefined())
            object.insert(QLatin1String(key), json);
    }

    template <typename T>
    static QJsonObject objectOf(const T &value)
    {
        JsonOut out;
        visitFields(out, value);
        return out.object;
    }

    QJsonObject object;

private:
    static QJsonValue unlessEmpty(const QString &text)
    {
        return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    }
    static QJsonValue valueOf(const QString &text) { return unlessEmpty(text); }
    static QJsonValue valueOf(const QByteArray &bytes) { return unlessEmpty(QString::fromLatin1(bytes.toHex())); }
    static QJsonValue valueOf(bool value) { return value ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined); }
    static QJsonValue valueOf(int value) { return value; }
    static QJsonValue valueOf(qint64 value) { return value == noTime ? QJsonValue(QJsonValue::Undefined) : value; }
    static QJsonValue valueOf(quint64 value) { return static_cast<qint64>(value); }
    static QJsonValue valueOf(EvidenceId id) { return static_cast<qint64>(id); }
    static QJsonValue valueOf(Verdict verdict) { return verdictKey(verdict); }
    static QJsonValue valueOf(Answer answer) { return answerKey(answer); }
    static QJsonValue valueOf(const QStringList &texts)
    {
        return texts.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(texts));
    }
    template <typename T>
    static QJsonValue valueOf(const std::vector<T> &values)
    {
        QJsonArray array;
        for (const T &value : values) {
            const QJsonValue json = valueOf(value);
            array.append(json.isUndefined() ? QJsonValue(QJsonValue::Null) : json);
        }
        return array.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(array);
    }
    template <typename T>
    static QJsonValue valueOf(const T &value)
    {
        return objectOf(value);
    }
};

class JsonIn
{
public:
    explicit JsonIn(QJsonObject from)
        : object(std::move(from))
    {
    }

    template <typename T>
    void operator()(const char *key, T &value)
    {
        const auto found = object.constFind(QLatin1String(key));
        if (found != object.constEnd())
            read(*found, value);
    }

    template <typename T>
    static T read(const QJsonObject &from)
    {
        T value;
        JsonIn in(from);
        visitFields(in, value);
        return value;
    }

    QJsonObject object;

private:
    static void read(const QJsonValue &json, QString &text) { text = json.toString(); }
    static void read(const QJsonValue &json, QByteArray &bytes)
    {
        bytes = QByteArray::fromHex(json.toString().toLatin1());
    }
    static void read(const QJsonValue &json, bool &value) { value = json.toBool(); }
    static void read(const QJsonValue &json, int &value) { value = json.toInt(); }
    static void read(const QJsonValue &json, qint64 &value) { value = json.toInteger(noTime); }
    static void read(const QJsonValue &json, quint64 &value) { value = static_cast<quint64>(json.toInteger()); }
    static void read(const QJsonValue &json, EvidenceId &id)
    {
        id = EvidenceId(static_cast<quint32>(json.toInteger()));
    }
    static void read(const QJsonValue &json, Verdict &verdict)
    {
        verdict = verdictOfKey(json.toString()).value_or(Verdict::None);
    }
    static void read(const QJsonValue &json, Answer &answer)
    {
        answer = answerOfKey(json.toString()).value_or(Answer::None);
    }
    static void read(const QJsonValue &json, QStringList &texts)
    {
        for (const QJsonValue text : json.toArray())
            texts.append(text.toString());
    }
    template <typename T>
    static void read(const QJsonValue &json, std::vector<T> &values)
    {
        for (const QJsonValue value : json.toArray())
            read(value, values.emplace_back());
    }
    template <typename T>
    static void read(const QJsonValue &json, T &value)
    {
        value = read<T>(json.toObject());
    }
};

} // namespace wirecase
