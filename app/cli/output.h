#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace wirecase {

struct ImportReport;

/// Data to stdout: one line.
void print(const QString &line);
/// One JSON document a line; the keys are in alphabetical order.
void print(const QJsonObject &document);
/// Bytes as they are; answers whether they could be written.
[[nodiscard]] bool printBytes(const QByteArray &bytes);
/// Words to stderr.
void say(const QString &line);
/// The kept places of a report, and how many more there were. `file` names it where a place does not.
void sayProblems(const ImportReport &report, const QString &file);
/// Cells separated so that they stand in columns for people; widths by column, 0 for the last.
[[nodiscard]] QString columns(const QStringList &cells, const QList<int> &widths);

} // namespace wirecase
