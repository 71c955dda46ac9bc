#pragma once

#include <QAbstractItemModel>
#include <QHash>

#include <vector>

namespace wirecase {

/// A field of a packet or document: what it says and which bytes say it. A secret's text is masked already.
struct FieldItem
{
    QString text;
    quint32 begin = 0;
    quint32 length = 0; ///< 0: of no bytes
    bool secret = false;
    quint32 id = 0;     ///< given back when its reveal is asked for
    QString filterName; ///< for the tooltip and "filter on this", may be empty
    std::vector<FieldItem> children;
};

/// Fields as a tree of one column.
class FieldTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role
    {
        BeginRole = Qt::UserRole + 1,
        LengthRole,
        SecretRole,
        IdRole,
        FilterNameRole,
        RevealedRole
    };

    explicit FieldTreeModel(QObject *parent = nullptr);
    ~FieldTreeModel() override;

    void setFields(std::vector<FieldItem> fields);
    /// Shows the clear value of a secret until the fields are set again or `hideSecret()`.
    void showSecret(quint32 id, const QString &value);
    void hideSecret(quint32 id);

    /// The deepest and shortest field that holds this byte; invalid when none does.
    [[nodiscard]] QModelIndex fieldAt(quint32 position) const;

    /// The first field of exactly these bytes; invalid when there is none.
    [[nodiscard]] QModelIndex fieldOf(quint32 begin, quint32 length) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        FieldItem item; ///< without its children
        int parent = -1;
        int row = 0;
        std::vector<int> children;
    };

    void appendAll(std::vector<FieldItem> fields);
    [[nodiscard]] QModelIndex indexOfNode(int node) const;
    void announce(quint32 id);

    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
    QHash<quint32, QString> m_revealed;
};

} // namespace wirecase
