#pragma once

#include "activitysamples.h"

#include <vector>

namespace wirecase {

/// One way in which a set of events is exported.
struct ExportForm
{
    const char *name;
    QByteArray (*write)(const QList<SampleEvent> &);
    bool isCoarse = false; ///< titles instead of names, or times without a zone
};

[[nodiscard]] const std::vector<ExportForm> &exportForms();

/// The cells as one line of CSV, all in quotes.
[[nodiscard]] QByteArray csvLine(const QStringList &cells, char separator = ',');
[[nodiscard]] QByteArray utf16(const QByteArray &utf8);
/// The event as the pipeline of Elastic makes it of the diagnostic record; nested.
[[nodiscard]] QJsonObject elasticForm(const SampleEvent &event, bool withOriginal);
/// A row of the portal's CSV.
[[nodiscard]] QByteArray portalRow(const SampleEvent &event, const QString &title, const QString &type);
[[nodiscard]] QByteArray portalHeader();

} // namespace wirecase
