#include "tests/ui/panes/triagecase.h"
#include "ui/panes/conversationspane.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/panes/packetspane.h"
#include "ui/theme/applytheme.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/fieldtree.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

using namespace wirecase;

namespace {

QWidget *makeWindow(TriageCase &opened)
{
    auto *window = new QWidget;
    auto *layout = new QVBoxLayout(window);
    layout->setContentsMargins(paneGap, paneGap, paneGap, paneGap);
    auto *rows = new QSplitter(Qt::Vertical, window);
    layout->addWidget(rows);
    rows->addWidget(new ConversationsPane(opened.services(), window));
    auto *columns = new QSplitter(Qt::Horizontal, rows);
    columns->addWidget(new PacketsPane(opened.services(), window));
    columns->addWidget(new PacketDetailsPane(opened.services(), window));
    columns->setSizes({500, 500});
    rows->setSizes({460, 400});
    return window;
}

/// The first row of this kind whose secrets are as many, so that every state is to be seen.
std::optional<TrafficId> findRow(const TrafficIndex &traffic, SeenIn kind, bool withSecrets)
{
    for (quint32 i = 0; i < traffic.size(); ++i) {
        const TrafficRow row = traffic.at(TrafficId{i});
        if (row.seenIn == kind && (row.secrets > 0) == withSecrets)
            return row.id;
    }
    return std::nullopt;
}

/// Points at the packet that carries a secret and opens its fields.
void showSecret(TriageCase &opened, QWidget *window)
{
    for (const Secret &secret : opened.investigation().snapshot()->secrets->secrets()) {
        if (secret.packets.empty() || secret.kind == QLatin1String("anonymous"))
            continue;
        Focus focus = opened.context().focus();
        focus.traffic = opened.investigation().snapshot()->traffic->ofConversation(secret.conversation);
        focus.packet = secret.packets.front();
        opened.context().pointAt(focus);
        break;
    }
    QTimer::singleShot(700, window, [window] { window->findChild<FieldTree *>()->expandAll(); });
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("dark"), {}},
                       {QStringLiteral("empty"), {}},
                       {QStringLiteral("nothing"), {}},
                       {QStringLiteral("secret"), {}},
                       {QStringLiteral("logonly"), {}},
                       {QStringLiteral("kql"), {}, QStringLiteral("query")},
                       {QStringLiteral("picture"), {}, QStringLiteral("file")},
                       {QStringLiteral("size"), {}, QStringLiteral("WxH"), QStringLiteral("1380x850")}});
    parser.process(app);
    applyTheme(app, parser.isSet(QStringLiteral("dark")) ? ThemeChoice::Dark : ThemeChoice::Light);
    TriageCase opened;
    if (!parser.isSet(QStringLiteral("empty")) && !opened.load({sampleEvidence()}))
        return 1;
    opened.context().show(View::Traffic);
    opened.context().narrow({{}, {}, parser.value(QStringLiteral("kql"))});
    Focus focus;
    if (!opened.alerts().empty())
        focus.alert = opened.alerts().front().key;
    const SeenIn kind = parser.isSet(QStringLiteral("logonly")) ? SeenIn::LogOnly : SeenIn::CaptureAndLog;
    if (!parser.isSet(QStringLiteral("nothing")))
        focus.traffic = findRow(*opened.investigation().snapshot()->traffic, kind, false);
    opened.context().pointAt(focus);
    QWidget *window = makeWindow(opened);
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    window->resize(size.value(0).toInt(), size.value(1).toInt());
    window->show();
    if (parser.isSet(QStringLiteral("secret")))
        showSecret(opened, window);
    if (parser.isSet(QStringLiteral("picture"))) {
        QTimer::singleShot(2500, window, [&] {
            window->grab().save(parser.value(QStringLiteral("picture")));
            QApplication::quit();
        });
    }
    const int code = QApplication::exec();
    delete window;
    return code;
}
