#pragma once

#include "models/casefile/said.h"
#include "ui/panes/paneservices.h"

#include <QSet>
#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace wirecase {

class LinkLabel;
struct Pivot;

/// The records that an answer cites. Each opens its row, or says why it cannot be opened now. The records of one fact
/// are one line with their number, which unfolds.
class PinList : public QWidget
{
    Q_OBJECT

public:
    explicit PinList(const PaneServices &services, QWidget *parent = nullptr);

    void setPins(const std::vector<Pin> &pins);

signals:
    void removeRequested(const std::vector<wirecase::Pin> &pins);

private:
    struct Row
    {
        Pin pin;
        QString citation;
        QString whyNot;
        bool operator==(const Row &) const = default;
    };
    using Group = std::vector<Row>;

    [[nodiscard]] Row rowOf(const Pin &pin) const;
    [[nodiscard]] Pivot pivotOf(EvidenceRef ref) const;
    void addGroup(const Group &group);
    void addRecord(const Row &row, const QString &text, int indent);
    /// A line that begins with a sign and takes `link`, which gets the room.
    QHBoxLayout *addLine(LinkLabel *link, int indent);
    void addRemove(QHBoxLayout *line, const std::vector<Pin> &pins, const QString &what);
    void rebuild();
    void focusGroup(const QString &label);

    const PaneServices m_services;
    QVBoxLayout *m_layout;
    std::vector<Group> m_groups;
    QSet<QString> m_unfolded; ///< labels of groups
};

} // namespace wirecase
