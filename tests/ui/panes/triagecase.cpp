#include "tests/ui/panes/triagecase.h"

#include "models/evidence/evidenceplan.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace wirecase {

TriageCase::TriageCase()
{
    auto made = CaseFile::createUnsaved(m_folder.filePath(QStringLiteral("cases")), QStringLiteral("A case"));
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    m_case = *std::move(made);
    m_editor = std::make_unique<CaseEditor>(*m_case);
    m_settings = std::make_unique<Settings>(m_folder.filePath(QStringLiteral("settings.ini")));
    m_investigation = std::make_unique<Investigation>(*m_case, &m_jobs);
    m_pivots = std::make_unique<InvestigationPivots>([this] { return m_investigation->snapshot(); }, m_context);
}

TriageCase::~TriageCase() = default;

bool TriageCase::load(const QStringList &paths)
{
    JobState job;
    m_investigation->add(planEvidence(paths, job));
    QEventLoop loop;
    QTimer::singleShot(60'000, &loop, [&loop] { loop.exit(1); });
    QObject::connect(m_investigation.get(), &Investigation::settled, &loop, [&loop] { loop.exit(0); });
    return m_investigation->isSettled() || loop.exec() == 0;
}

PaneServices TriageCase::services()
{
    return {m_context, *m_investigation, *m_pivots, *m_case, *m_editor, *m_settings, m_jobs};
}

void TriageCase::pointAt(const Alert &alert)
{
    Focus focus = m_context.focus();
    focus.alert = alert.key;
    focus.event = alert.event;
    m_context.pointAt(focus);
}

std::vector<PlantedSecret> plantedSecrets(const Snapshot &snapshot)
{
    std::vector<PlantedSecret> planted;
    QFile file(QStringLiteral(WIRECASE_SOURCE_DIR "/tests/lab/truth.json"));
    if (!file.open(QIODevice::ReadOnly))
        return planted;
    const QJsonObject truth = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue &credential : truth[QLatin1String("credentials")].toArray()) {
        const QString capture = credential[QLatin1String("capture")].toString();
        for (const CaptureFile &held : snapshot.capture.packets->files()) {
            if (capture.isEmpty() || !held.name.endsWith(capture))
                continue;
            const auto number = static_cast<quint32>(credential[QLatin1String("packet")].toInt());
            planted.push_back({credential[QLatin1String("secret")].toString(),
                               credential[QLatin1String("user")].toString(),
                               PacketId{static_cast<quint32>(held.first) + number - 1}});
        }
    }
    return planted;
}

QString sampleEvidence()
{
    return QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");
}

} // namespace wirecase
