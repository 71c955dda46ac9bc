#pragma once

#include "models/casefile/said.h"
#include "ui/panes/paneservices.h"

#include <QWidget>

class QVBoxLayout;

namespace wirecase {

struct Pivot;

/// The records that an answer cites. Each opens its row, or says why it cannot be opened now.
class PinList : public QWidget
{
    Q_OBJECT

public:
    explicit PinList(const PaneServices &services, QWidget *parent = nullptr);

    void setPins(const std::vector<Pin> &pins);

signals:
    void removeRequested(wirecase::EvidenceRef ref);

private:
    struct Row
    {
        Pin pin;
        QString citation;
        QString whyNot;
        bool operator==(const Row &) const = default;
    };

    [[nodiscard]] Pivot pivotOf(EvidenceRef ref) const;
    void addRow(const Row &row);

    const PaneServices m_services;
    QVBoxLayout *m_layout;
    std::vector<Row> m_rows;
};

} // namespace wirecase
