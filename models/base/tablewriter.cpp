#include "models/base/tablewriter.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <optional>

namespace wirecase {

namespace {

// What a spreadsheet takes for the start of a formula, also in the width that East Asian input gives.
bool startsFormula(const QString &text)
{
    static const QString starts = QStringLiteral("=+-@\t\r\n＝＋－＠");
    const QString trimmed = QString(text).replace(QChar::Nbsp, u' ').trimmed();
    return !text.isEmpty()
           && (starts.contains(text.front()) || (!trimmed.isEmpty() && starts.contains(trimmed.front())));
}

// Only where nothing of the text is lost: "007" and "1e3" stay text.
std::optional<qint64> wholeNumber(const QString &text)
{
    constexpr qint64 mostExact = 1LL << 53U; // of a JSON number, as most programs read it
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const bool isExact = isNumber && number <= mostExact && number >= -mostExact && QString::number(number) == text;
    return isExact ? std::optional(number) : std::nullopt;
}

// As JSON writes a string: in quotes, escaped.
QByteArray jsonString(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

} // namespace

TableFormat tableFormatOf(const QString &path)
{
    return path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive) ? TableFormat::Json : TableFormat::Csv;
}

QByteArray csvField(const QString &text)
{
    QString field = text;
    if (startsFormula(field))
        field.prepend(u'\'');
    const bool needsQuotes =
        field.contains(u'"') || field.contains(u',') || field.contains(u'\n') || field.contains(u'\r');
    if (needsQuotes)
        field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return field.toUtf8();
}

TableWriter::TableWriter(QIODevice &out, TableFormat format, std::vector<Column> columns)
    : m_out(out)
    , m_format(format)
    , m_columns(std::move(columns))
{
    makeTitlesDistinct();
}

// Two keys of one object that are equal would hide a value.
void TableWriter::makeTitlesDistinct()
{
    QSet<QString> seen;
    for (Column &column : m_columns) {
        const QString title = column.title;
        for (int i = 2; seen.contains(column.title); ++i)
            column.title = QStringLiteral("%1 (%2)").arg(title).arg(i);
        seen.insert(column.title);
    }
}

Status TableWriter::write(const QByteArray &bytes)
{
    if (m_out.write(bytes) == bytes.size())
        return {};
    const QString message = QCoreApplication::translate("wirecase::TableWriter", "The table could not be written: %1");
    return Error{Error::Code::Io, message.arg(m_out.errorString()), {}, -1};
}

QByteArray TableWriter::csvLine(const QStringList &cells) const
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvField(cells.at(i));
    }
    return line + "\r\n";
}

QByteArray TableWriter::jsonObject(const QStringList &cells) const
{
    QByteArray object = "{";
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QString &cell = cells.at(static_cast<qsizetype>(i));
        const auto number = m_columns[i].isNumeric ? wholeNumber(cell) : std::nullopt;
        if (i > 0)
            object += ',';
        object += jsonString(m_columns[i].title) + ':' + (number ? QByteArray::number(*number) : jsonString(cell));
    }
    return object + '}';
}

Status TableWriter::begin()
{
    if (m_format == TableFormat::Json)
        return write("[");
    QStringList titles;
    for (const Column &column : m_columns)
        titles << column.title;
    return write(csvLine(titles));
}

Status TableWriter::writeRow(const QStringList &cells)
{
    Q_ASSERT(static_cast<std::size_t>(cells.size()) == m_columns.size());
    if (m_format == TableFormat::Csv)
        return write(csvLine(cells));
    const QByteArray before = std::exchange(m_isFirst, false) ? "\n" : ",\n";
    return write(before + jsonObject(cells));
}

Status TableWriter::end()
{
    return m_format == TableFormat::Json ? write("\n]\n") : Status();
}

} // namespace wirecase
