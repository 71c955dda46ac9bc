#pragma once

#include "models/detection/exception.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QStringListModel;
class QVBoxLayout;

namespace wirecase {

/// The conditions of an exception, a line each: field, operator, value. Kinds of conditions that these lines cannot say
/// are kept as they are.
class ExceptionEntriesEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ExceptionEntriesEdit(QWidget *parent = nullptr);

    /// Names to complete when a field is typed.
    void setFields(const QStringList &fields);
    void setEntries(const std::vector<ExceptionEntry> &entries);
    /// Lines without a field or a needed value are left out.
    [[nodiscard]] std::vector<ExceptionEntry> entries() const;
    [[nodiscard]] bool isComplete() const; ///< there are conditions, and none is half written
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }

public slots:
    void addLine();

signals:
    void edited(); ///< by the user

private:
    struct Line
    {
        QWidget *widget = nullptr;
        QLineEdit *field = nullptr;
        QComboBox *how = nullptr;
        QLineEdit *value = nullptr;
    };

    Line &makeLine();
    void removeLine(const QWidget *widget);
    void showValueNeeded(const Line &line);
    [[nodiscard]] static std::optional<ExceptionEntry> entryOf(const Line &line);

    QVBoxLayout *m_layout;
    QStringListModel *m_fields;
    std::vector<Line> m_lines;
    std::vector<ExceptionEntry> m_others; ///< what lines cannot say
};

} // namespace wirecase
