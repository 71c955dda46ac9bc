#pragma once

#include "models/guide/guide.h"

#include <QJsonObject>

namespace wirecase {

struct Alert;
struct Snapshot;

/// What `{{field}}` in a guide can stand for: the event's ECS document and what its alert adds to it.
[[nodiscard]] QJsonObject alertDocument(const Snapshot &snapshot, const Alert &alert);

/// The values of a field in the document as texts; empty when it has none.
[[nodiscard]] QStringList valueTexts(const QJsonObject &document, const QString &field);

/// The text with each `{{field}}` that the document knows replaced by its values; the others stay as they are.
[[nodiscard]] QString filledText(const QString &text, const QJsonObject &document);

/// The guide as it reads for one alert. Keys of steps stay.
[[nodiscard]] Guide filledGuide(Guide guide, const QJsonObject &document);

/// The KQL of an action's conditions; empty when it has none. Values that the document does not know stay `{{field}}`
/// and are named in `unknown`.
[[nodiscard]] QString actionKql(const GuideAction &action, const QJsonObject &document, QStringList *unknown = nullptr);

/// `field : value` for one or several values.
[[nodiscard]] QString fieldKql(const QString &field, const QStringList &values);

} // namespace wirecase
