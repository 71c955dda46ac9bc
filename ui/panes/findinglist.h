#pragma once

#include "models/kql/kqllint.h"

#include <QWidget>

class QVBoxLayout;

namespace wirecase {

/// What is doubtful in a query, a line each: what it says, what to write instead, with a button that copies it.
class FindingList : public QWidget
{
    Q_OBJECT

public:
    explicit FindingList(QWidget *parent = nullptr);

    void setFindings(const std::vector<KqlFinding> &findings);

signals:
    void findingActivated(std::size_t finding); ///< its place is to be shown

private:
    void addFinding(const KqlFinding &finding, std::size_t number);

    QVBoxLayout *m_layout;
};

} // namespace wirecase
