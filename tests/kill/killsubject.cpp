// killsubject CASE SEED: opens or creates the case and acts on it, at random but by the seed, until it is killed.
// Prints "saved N" when the journal entry N was acknowledged, and "act N TEXT" before with what the entry holds.
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>
#include <random>

using namespace wirecase;

namespace {

class Actor
{
public:
    Actor(CaseFile &file, quint32 seed)
        : m_file(file)
        , m_editor(file)
        , m_random(seed)
        , m_told(file.state().journal.size())
    {
        QObject::connect(&file, &CaseFile::journalChanged, &file, [this] { tellActs(); });
        QObject::connect(&file, &CaseFile::savedChanged, &file, [this] { tellSaved(); });
    }

    // One to five acts, then the event loop: batches and single writes both occur.
    void actSome()
    {
        for (quint32 count = below(5) + 1; count > 0; --count)
            act();
    }

private:
    quint32 below(quint32 limit) { return static_cast<quint32>(m_random()) % limit; }

    void act()
    {
        const QString alert = QStringLiteral("alert%1").arg(below(3));
        const QString key = QStringLiteral("step%1").arg(below(4));
        const CaseStep step{alert, key, QLatin1String(sectionSteps), {}, key};
        Status done;
        switch (below(13)) {
        case 0:
            done = m_editor.setAnswer(step, allAnswers.at(below(allAnswers.size())));
            break;
        case 1:
            done = m_editor.setWhy(step, QString::number(m_random()));
            break;
        case 2:
            done = m_editor.setVerdict(alert, allVerdicts.at(below(allVerdicts.size())), QString::number(below(3)));
            break;
        case 3:
            if (const auto note = m_editor.addNote(alert, QString(static_cast<qsizetype>(below(4000)), u'n')); !note)
                done = note.error();
            break;
        case 4:
            done = m_editor.addPin(step, {{pinned(), below(100)}, QString::number(m_random())});
            break;
        case 5:
            done = m_editor.setHead(QString::number(m_random()), {}, {});
            break;
        case 6:
            m_editor.stack().undo();
            break;
        case 7:
            m_editor.stack().redo();
            break;
        case 8:
            done = m_editor.setStepNote(step, QString::number(m_random()));
            break;
        case 9:
            done = m_editor.setMark({pinned(), below(20)}, QString::number(below(3)));
            break;
        case 10:
            done = removeSome(step);
            break;
        case 11:
            m_editor.tellReveal({pinned(), below(20)}, QStringLiteral("a password"));
            break;
        default:
            m_file.setWorkspace(QStringLiteral("layout"), QByteArray(static_cast<qsizetype>(below(20000)), 'w'));
        }
        if (!done)
            std::fprintf(stderr, "%s\n", qPrintable(done.error().text()));
    }

    Status removeSome(const CaseStep &step)
    {
        const CaseState &state = m_file.state();
        const StepAnswer *answer = state.answer(step.alertKey, step.stepKey);
        if (answer && !answer->pins.empty())
            return m_editor.removePin(step, answer->pins.front().ref);
        if (!state.marks.empty())
            return m_editor.removeMark(state.marks.front().ref);
        return state.notes.empty() ? Status() : m_editor.setNote(state.notes.front().id, {});
    }

    EvidenceId pinned()
    {
        const QString name = QStringLiteral("%1.cap").arg(below(3));
        return m_file.registerEvidence({QStringLiteral("/evidence/") + name, name, 10, 5, {}, {}});
    }

    void tellActs()
    {
        const auto &journal = m_file.state().journal;
        for (; m_told < journal.size(); ++m_told)
            std::printf("act %llu %s\n", journal.at(m_told).sequence, journal.at(m_told).hash.constData());
        std::fflush(stdout);
    }

    void tellSaved()
    {
        if (m_file.savedSequence() == m_saved)
            return;
        m_saved = m_file.savedSequence();
        std::printf("saved %llu\n", m_saved);
        std::fflush(stdout);
    }

    CaseFile &m_file;
    CaseEditor m_editor;
    std::mt19937 m_random;
    std::size_t m_told;
    quint64 m_saved = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const QString path = arguments.at(1);
    auto file = QFileInfo::exists(path) ? CaseFile::open(path) : CaseFile::create(path, QStringLiteral("Kill"));
    if (!file) {
        std::fprintf(stderr, "%s\n", qPrintable(file.error().text()));
        return 1;
    }
    Actor actor(**file, arguments.at(2).toUInt());
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { actor.actSome(); });
    timer.start(1);
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
