#include "app/cli/kqlfiles.h"

#include "app/cli/output.h"
#include "app/cli/reading.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlFiles)
};

void sayAt(const QString &path, qint64 line, const QString &problem)
{
    say(Text::tr("%1, line %2: %3").arg(path).arg(line).arg(problem));
}

/// Reads one file of documents. One use.
class DocumentReader
{
public:
    explicit DocumentReader(const QString &path)
        : m_path(path)
    {
    }

    DocumentFile read(const QByteArray &bytes)
    {
        if (const QJsonDocument whole = QJsonDocument::fromJson(bytes); !isOneLine(bytes) && !whole.isNull()) {
            const QJsonObject hits = whole.object().value(QLatin1String("hits")).toObject();
            addAll(whole.isArray() ? whole.array() : hits.value(QLatin1String("hits")).toArray());
            if (!whole.isArray() && hits.isEmpty())
                add(whole.object(), 1);
            return std::move(m_file);
        }
        qint64 number = 0;
        for (const QByteArray &line : bytes.split('\n')) {
            ++number;
            if (!line.trimmed().isEmpty())
                addLine(line, number);
        }
        return std::move(m_file);
    }

private:
    static bool isOneLine(const QByteArray &bytes) { return !bytes.trimmed().contains('\n'); }

    void addLine(const QByteArray &line, qint64 number)
    {
        QJsonParseError error;
        const QJsonDocument json = QJsonDocument::fromJson(line, &error);
        const QJsonObject hits = json.object().value(QLatin1String("hits")).toObject();
        if (error.error != QJsonParseError::NoError)
            return problem(number, error.errorString());
        if (json.isArray() || !hits.isEmpty())
            return addAll(json.isArray() ? json.array() : hits.value(QLatin1String("hits")).toArray());
        add(json.object(), number);
    }

    void addAll(const QJsonArray &documents)
    {
        for (qsizetype i = 0; i < documents.size(); ++i)
            add(documents[i].toObject(), i + 1);
    }

    void add(const QJsonObject &document, qint64 number)
    {
        const QString id = document.value(QLatin1String("_id")).toVariant().toString();
        if (id.isEmpty())
            return problem(number, Text::tr("the document has no _id"));
        QJsonObject fields = document;
        if (const QJsonValue source = document.value(QLatin1String("_source")); source.isObject()) {
            fields = source.toObject();
            if (document.contains(QLatin1String("_index")))
                fields.insert(QStringLiteral("_index"), document.value(QLatin1String("_index")));
        }
        fields.insert(QStringLiteral("_id"), id);
        m_file.ids.append(id);
        m_file.documents.push_back(fields);
    }

    void problem(qint64 number, const QString &text)
    {
        sayAt(m_path, number, text);
        ++m_file.problems;
    }

    QString m_path;
    DocumentFile m_file;
};

} // namespace

MappingFile readMappingFile(const QString &path)
{
    MappingFile file;
    if (path.isEmpty())
        return file;
    const auto bytes = fileBytes(path);
    auto mapping = bytes ? readJsonMapping(*bytes) : Result<JsonMapping>(Error{});
    file.isReadable = bytes && mapping;
    if (bytes && !mapping) {
        sayAt(path, mapping.error().offset, mapping.error().message);
        ++file.problems;
    }
    if (!file.isReadable)
        return file;
    file.mapping = *std::move(mapping);
    for (const QString &field : std::as_const(file.mapping.notCompared))
        say(Text::tr("%1: %2 is of a type that is not compared here; nothing matches it.").arg(path, field));
    file.problems = static_cast<int>(file.mapping.notCompared.size());
    return file;
}

DocumentFile readDocumentFile(const QString &path)
{
    if (const auto bytes = fileBytes(path))
        return DocumentReader(path).read(*bytes);
    DocumentFile none;
    none.isReadable = false;
    return none;
}

} // namespace wirecase
