#include "app/cli/output.h"

#include "models/base/printable.h"
#include "models/evidence/importreport.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace wirecase {

namespace {

void write(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stream);
    std::fputc('\n', stream);
}

/// Texts from evidence must not steer the terminal.
QByteArray harmless(const QString &lines)
{
    QStringList shown;
    for (const QString &line : lines.split(u'\n'))
        shown << printable(line);
    return shown.join(u'\n').toUtf8();
}

} // namespace

void print(const QString &line)
{
    write(stdout, harmless(line));
}

void print(const QJsonObject &document)
{
    write(stdout, QJsonDocument(document).toJson(QJsonDocument::Compact));
}

bool printBytes(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stdout) == size;
}

void say(const QString &line)
{
    write(stderr, harmless(line));
}

void sayProblems(const ImportReport &report, const QString &file)
{
    for (Error place : report.places) {
        if (place.file.isEmpty())
            place.file = file;
        say(place.text());
    }
    if (report.problems > report.places.size()) {
        const auto more = static_cast<int>(std::min<quint64>(report.problems - report.places.size(), 1'000'000'000));
        say(QCoreApplication::translate("wirecase::Output", "%1: and %n more problem(s)", nullptr, more)
                .arg(printable(file)));
    }
}

QString columns(const QStringList &cells, const QList<int> &widths)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const int width = widths.value(i, 0);
        line += width < 0 ? cells.at(i).rightJustified(-width) : cells.at(i).leftJustified(width);
        if (i + 1 < cells.size())
            line += QStringLiteral("  ");
    }
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

} // namespace wirecase
