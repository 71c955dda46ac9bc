#pragma once

#include "ui/theme/painting.h"

#include <QWidget>

#include <vector>

namespace wirecase {

class ChipButton;
class FlowLayout;

struct ScopeChip
{
    QString id;
    QString text; ///< "17 Jun 2021 08:52 – 15:10 UTC", "host 10.1.4.20"
    QString tooltip;
    Tone tone = Tone::Accent;
    bool operator==(const ScopeChip &) const = default;
};

/// The scope as chips, each with a cross.
class ScopeChips : public QWidget
{
    Q_OBJECT

public:
    explicit ScopeChips(QWidget *parent = nullptr);

    void setChips(const std::vector<ScopeChip> &chips);
    [[nodiscard]] const std::vector<ScopeChip> &chips() const { return m_chips; }

signals:
    void chipRemoved(const QString &id);
    void chipActivated(const QString &id);

private:
    void rebuild();

    FlowLayout *m_layout;
    std::vector<ScopeChip> m_chips;
    std::vector<ChipButton *> m_buttons;
};

} // namespace wirecase
