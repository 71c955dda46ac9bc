#pragma once

#include "models/base/result.h"
#include "models/casefile/answer.h"
#include "models/casefile/said.h"
#include "ui/panes/paneservices.h"
#include "ui/theme/painting.h"

#include <QWidget>

class QLabel;

namespace wirecase {

class NoteEdit;
class PinList;
class StateButtons;

/// Red for what was confirmed, green for what is harmless, muted while it is open.
[[nodiscard]] Tone verdictTone(Verdict verdict);

/// What the analyst concludes about an alert, why, and what was pinned to the alert itself. Every change goes into the
/// case at once.
class VerdictView : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictView(const PaneServices &services, QWidget *parent = nullptr);

    void setAlert(const QString &alertKey);
    /// Takes over what the case says now.
    void showVerdict();
    void focusVerdict();

    [[nodiscard]] StateButtons *buttons() const { return m_buttons; }
    [[nodiscard]] NoteEdit *reason() const { return m_reason; }

signals:
    void failed(const wirecase::Error &error);

private:
    void store();
    void removePins(const std::vector<Pin> &pins);

    const PaneServices m_services;
    QString m_alert;
    StateButtons *m_buttons;
    NoteEdit *m_reason;
    QLabel *m_pinsTitle;
    PinList *m_pins;
};

} // namespace wirecase
