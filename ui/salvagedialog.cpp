#include "ui/salvagedialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace wirecase {

SalvageDialog::SalvageDialog(const Error &damage, QWidget *parent)
    : QDialog(parent)
    , m_path(damage.file)
    , m_text(new QLabel(this))
    , m_places(new QPlainTextEdit(this))
    , m_progress(new QProgressBar(this))
    , m_salvage(nullptr)
    , m_job(this)
{
    setWindowTitle(tr("Case cannot be opened"));
    resize(640, 360);
    setUp(damage.text());
    connect(&m_poll, &QTimer::timeout, this, &SalvageDialog::showProgress);
    look();
}

void SalvageDialog::setUp(const QString &damage)
{
    auto *cause = new QLabel(damage, this);
    for (QLabel *label : {cause, m_text}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_places->setReadOnly(true);
    m_places->setAccessibleName(tr("Damaged places"));
    m_places->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_salvage = buttons->addButton(tr("Salvage into a new case"), QDialogButtonBox::ActionRole);
    m_salvage->setObjectName(QStringLiteral("salvage"));
    m_salvage->setEnabled(false);
    connect(m_salvage, &QPushButton::clicked, this, &SalvageDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(cause);
    layout->addWidget(m_text);
    layout->addWidget(m_progress);
    layout->addWidget(m_places, 1);
    layout->addStretch();
    layout->addWidget(buttons);
}

void SalvageDialog::look()
{
    m_text->setText(tr("Looking for what can still be read…"));
    m_poll.start(100);
    m_job.start([path = m_path](JobState &job) { return readDamagedCase(path, job); },
                [this](const Result<CaseSalvage> &found) { showFound(found); });
}

void SalvageDialog::showFound(const Result<CaseSalvage> &found)
{
    m_poll.stop();
    m_progress->hide();
    if (!found) {
        m_text->setText(found.error().message);
        return;
    }
    m_found = std::make_shared<const CaseSalvage>(*found);
    const QString offer = tr("What can be read can be written into a new case. The damaged file stays as it is.");
    m_text->setText(m_found->summary().join(u'\n') + QStringLiteral("\n\n") + offer);
    for (const Error &place : m_found->places)
        m_places->appendPlainText(tr("At byte %1: %2").arg(place.offset).arg(place.message));
    m_places->setVisible(!m_found->places.empty());
    m_salvage->setEnabled(true);
    m_salvage->setDefault(true);
}

QString SalvageDialog::targetPath()
{
    const QString beside = salvagedPath(m_path);
    if (QFileInfo(QFileInfo(beside).absolutePath()).isWritable())
        return beside;
    return QFileDialog::getSaveFileName(this, tr("Salvage into"), QFileInfo(beside).fileName(),
                                        tr("Wirecase case (*.wirecase)"), nullptr, QFileDialog::DontConfirmOverwrite);
}

void SalvageDialog::write()
{
    const QString path = targetPath();
    if (path.isEmpty())
        return;
    m_salvage->setEnabled(false);
    m_job.start([found = m_found, path](JobState &) { return writeSalvaged(*found, path); },
                [this, path](const Status &written) {
                    if (!written) {
                        m_text->setText(written.error().text());
                        m_salvage->setEnabled(true);
                        return;
                    }
                    emit salvaged(path);
                    accept();
                });
}

void SalvageDialog::showProgress()
{
    const auto state = m_job.state();
    if (!state)
        return;
    m_progress->setMaximum(static_cast<int>(std::min<qint64>(state->total, 1'000'000'000)));
    m_progress->setValue(static_cast<int>(std::min<qint64>(state->done, 1'000'000'000)));
}

} // namespace wirecase
