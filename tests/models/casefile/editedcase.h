#pragma once

#include "casefixture.h"
#include "models/casefile/caseeditor.h"

#include <QTemporaryDir>

namespace wirecase {

/// A new case for each test, and its editor.
class EditedCase : public QObject
{
    Q_OBJECT

protected:
    void makeCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = steadyOptions();
        m_file = valueOr(
            CaseFile::create(m_folder->filePath(QStringLiteral("c.wirecase")), QStringLiteral("Case"), m_options));
        m_editor = std::make_unique<CaseEditor>(*m_file);
    }
    void closeCase()
    {
        m_editor.reset();
        m_file.reset();
    }
    void reopen()
    {
        const QString path = m_file->path();
        closeCase();
        m_file = valueOr(CaseFile::open(path, CaseMode::ReadWrite, m_options));
        QVERIFY(m_file);
        m_editor = std::make_unique<CaseEditor>(*m_file);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaseFile> m_file;
    std::unique_ptr<CaseEditor> m_editor;
    CaseOptions m_options;
    const CaseStep m_step = step(QStringLiteral("alert"), QStringLiteral("who"));
};

} // namespace wirecase
