#pragma once

#include "models/base/job.h"
#include "ui/panes/packetreading.h"
#include "ui/panes/pane.h"

#include <QPersistentModelIndex>

#include <optional>

class QLabel;
class QMenu;

namespace wirecase {

class ChipButton;
class DeepFields;
class FieldTree;
class HexView;
class SecretReveal;

/// The packet in focus: its fields, linked with its bytes. Secrets are masked in both.
class PacketDetailsPane : public Pane
{
    Q_OBJECT

public:
    PacketDetailsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] FieldTree *fields() const { return m_fields; }
    [[nodiscard]] HexView *bytes() const { return m_bytes; }
    [[nodiscard]] SecretReveal *reveal() const { return m_reveal; }
    [[nodiscard]] DeepFields *deepFields() const { return m_deep; }
    void pin();

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void setUpBody();
    void setUpActions();
    void setUpDeepFields();
    void read();
    void chooseFocusedBytes();
    void revealFocusedBytes();
    void showRemark();
    [[nodiscard]] std::vector<FieldItem> withRemark(std::vector<FieldItem> fields) const;
    void showReading(Result<PacketReading> reading);
    void openInnermost();
    void askDeepFields();
    void showDeepFields(const std::vector<FieldItem> &fields);
    void saySource(const QString &text, const QString &more = {});
    void showNothing(const QString &sentence);
    void showHeader();
    [[nodiscard]] QString focusedAlertText() const;
    void showField(const QModelIndex &field);
    void hover(qsizetype byte);
    void choose(qsizetype byte);
    void askReveal(quint32 field);
    void addFieldActions(const QModelIndex &field, QMenu &menu);

    FieldTree *m_fields;
    HexView *m_bytes;
    QLabel *m_fieldLine;
    QLabel *m_source; ///< who read the fields
    ChipButton *m_file;
    QAction *m_pin;
    QAction *m_revealAction;
    QAction *m_addEvidence;
    QAction *m_wireshark;
    DeepFields *m_deep;
    SecretReveal *m_reveal;
    SnapshotPtr m_snapshot;              ///< of what is read
    std::optional<PacketId> m_asked;     ///< last one given to the job
    std::optional<PacketReading> m_read; ///< what is shown
    QString m_remark;                    ///< what the case says of it
    QPersistentModelIndex m_chosen;      ///< field chosen by click or key, to come back to after hovering
    Job m_readJob;
};

} // namespace wirecase
