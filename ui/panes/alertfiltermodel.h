#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

#include <optional>

namespace wirecase {

/// The alerts of a table that are in scope, in the order of a column.
class AlertFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit AlertFilterModel(QObject *parent = nullptr);

    /// Keys of the alerts to show; nothing shows all.
    void setShown(std::optional<QSet<QString>> keys);
    [[nodiscard]] int hiddenCount() const;
    /// -1 when the alert is not shown.
    [[nodiscard]] int rowOf(const QString &alertKey) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    std::optional<QSet<QString>> m_keys;
};

} // namespace wirecase
