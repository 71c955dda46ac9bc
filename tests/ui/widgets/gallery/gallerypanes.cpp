// The pages and panes of the gallery.
#include "tests/ui/widgets/gallery/galleryrows.h"
#include "tests/ui/widgets/gallery/gallerywindow.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/fieldtree.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/linkdelegate.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/paneframe.h"
#include "ui/widgets/progressstrip.h"
#include "ui/widgets/statebuttons.h"
#include "ui/widgets/timeplot.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirecase {

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

ToneOf toneByWord()
{
    return [](const QModelIndex &index) {
        const QString word = index.data().toString();
        if (word == s("allowed") || word.startsWith(s("TLS")) || word == s("benign"))
            return Tone::Good;
        if (word == s("denied") || word == s("malicious") || index.column() == 10)
            return Tone::Bad;
        if (word == s("clear") || word == s("log only"))
            return Tone::Warning;
        if (word == s("PCAP only"))
            return Tone::Accent;
        return word == s("unknown") || word == s("open") ? Tone::Muted : Tone::Neutral;
    };
}

std::vector<QStringList> conversationRows()
{
    const auto row = [](const char *text) { return s(text).split(u'|'); };
    return {row("09:06:12|10.1.4.20:51544|10.1.5.11:389|LDAP|PCAP + log|42|9.1 kB|9.1 kB|allowed|clear|1"),
            row("09:09:45|10.1.4.20:40211|10.1.5.30:21|FTP|PCAP + log|118|61.4 kB|61.4 kB|allowed|clear|1"),
            row("09:04:12|10.1.4.20:443|198.51.100.9:60412|TLS 1.3|PCAP + log|2 210|1.9 MB|1.9 MB|allowed|TLS|"),
            row("12:58:20|10.1.4.20:49822|203.0.113.77:4444|TCP|log only|–|–|812 MB|allowed|unknown|"),
            row("12:41:00|192.0.2.14:33011|10.1.4.20:3389|RDP|log only|–|–|0 B|denied|unknown|"),
            row("13:30:10|10.1.4.20:36020|10.1.5.12:25|SMTP|PCAP only|27|7.7 kB|–|–|clear|1")};
}

} // namespace

PaneFrame *GalleryWindow::timelinePane(bool withHeader)
{
    auto *pane = new PaneFrame(s("Timeline"), this);
    auto *plot = new TimePlot(pane);
    plot->setLanes(galleryLanes(), galleryRange());
    const TimeRange whole = galleryRange();
    plot->setBrush(TimeRange{whole.beginNs + 210 * nsPerMinute, whole.beginNs + 520 * nsPerMinute});
    plot->setCurrentKey(s("a"));
    pane->setBody(plot);
    pane->setHeaderShown(withHeader);
    for (const char *text : {"UTC", "Fit", "Clear window"}) {
        auto *action = new QAction(s(text), pane);
        pane->addHeaderAction(action);
    }
    return pane;
}

PaneFrame *GalleryWindow::alertsPane()
{
    auto *pane = new PaneFrame(s("Alerts"), this);
    pane->addCountChip(s("4"));
    pane->addFilterChip(s("2 open"))->setChecked(true);
    auto *table = new DataTable(pane);
    const auto row = [](const char *text) { return s(text).split(u'|'); };
    table->setModel(new GalleryModel({{s("")}, {s("Time (UTC)")}, {s("Rule")}, {s("Caller")}, {s("Verdict")}},
                                     {row("medium|09:04:11|Full network packet capture|svc-netops|open"),
                                      row("medium|13:26:40|Full network packet capture|svc-netops|open"),
                                      row("high|13:41:02|Storage key regenerated|svc-netops|malicious"),
                                      row("low|07:10:33|Diagnostic setting deleted|j.ortiz|benign")},
                                     4, table));
    table->setItemDelegateForColumn(
        0, new SeverityDelegate([](const QModelIndex &i) { return markOf(i.data().toString()); }, table));
    table->setItemDelegateForColumn(1, new MonoDelegate(table));
    auto *verdict = new CellDelegate(table);
    verdict->setTone(toneByWord());
    table->setItemDelegateForColumn(4, verdict);
    table->setColumnChars({2, 9, 20, 9, 7});
    table->revealRow(0);
    pane->setBody(table);
    return pane;
}

PaneFrame *GalleryWindow::guidePane()
{
    auto *pane = new PaneFrame(s("Investigation guide"), this);
    auto *strip = new ProgressStrip(pane);
    strip->setProgress(2, 5);
    pane->addTopWidget(strip);
    auto *body = new QWidget(pane);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 12, 16, 12);
    auto *title = new QLabel(s("Source and destination addresses"), body);
    setFontRole(title, FontRole::Strong);
    layout->addWidget(title);
    auto *question = new QLabel(s("Which hosts are in the captured traffic, and what of it was unencrypted?"), body);
    question->setWordWrap(true);
    question->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(question);
    layout->addWidget(new LinkLabel(s("Show in traffic"), body));
    auto *broken = new LinkLabel(s("Show streams"), body);
    broken->setWhyNot(s("No packets of this conversation were captured."));
    layout->addWidget(broken);
    auto *answers = new StateButtons(body);
    answers->addState(0, s("Benign"));
    answers->addState(1, s("Suspicious"));
    answers->addState(2, s("Unclear"));
    answers->addState(3, s("N/A"));
    answers->setCurrent(1);
    layout->addWidget(answers);
    auto *note = new QLineEdit(body);
    note->setPlaceholderText(s("Add a note…"));
    layout->addWidget(note);
    layout->addStretch();
    pane->setBody(body);
    return pane;
}

QWidget *GalleryWindow::triagePage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(paneGap);
    layout->addWidget(timelinePane(true), 2);
    auto *below = new QSplitter(page);
    below->addWidget(alertsPane());
    auto *empty = new PaneFrame(s("Azure Full Network Packet Capture Detected"), this);
    empty->addCountChip(s("medium 47"))->setTone(Tone::Muted);
    empty->setEmptyState(s("Open evidence to see who started a packet capture, on what, and what it holds."),
                         new QAction(s("Open the sample case"), empty));
    empty->setBody(new QWidget(empty));
    empty->setEmptyShown(true);
    below->addWidget(empty);
    below->addWidget(guidePane());
    layout->addWidget(below, 4);
    return page;
}

PaneFrame *GalleryWindow::conversationsPane()
{
    auto *pane = new PaneFrame(s("Conversations"), this);
    pane->addCountChip(s("18 402"));
    pane->addFilterChip(s("PCAP + log 17 060"));
    pane->addFilterChip(s("log only 1 311"), Tone::Warning);
    pane->addFilterChip(s("PCAP only 31"), Tone::Accent)->setChecked(true);
    for (const char *text : {"Group by host", "Columns", "Export CSV"})
        pane->addHeaderAction(new QAction(s(text), pane));
    auto *table = new DataTable(pane);
    table->setModel(new GalleryModel({{s("First seen")},
                                      {s("Source")},
                                      {s("Destination")},
                                      {s("Protocol")},
                                      {s("Seen in")},
                                      {s("Packets"), true},
                                      {s("Bytes PCAP"), true},
                                      {s("Bytes log"), true},
                                      {s("NSG")},
                                      {s("Crypto")},
                                      {s("Secrets")}},
                                     conversationRows(), 10'000'000, table));
    for (const int column : {0, 1, 2})
        table->setItemDelegateForColumn(column, new MonoDelegate(table));
    auto *words = new CellDelegate(table);
    words->setTone(toneByWord());
    table->setItemDelegateForColumn(8, words);
    table->setItemDelegateForColumn(9, words);
    table->setItemDelegateForColumn(4, new BadgeDelegate(toneByWord(), table));
    auto *secrets = new BadgeDelegate(toneByWord(), table);
    secrets->setDotted(true);
    table->setItemDelegateForColumn(10, secrets);
    table->setColumnChars({12, 22, 24, 10, 12, 9, 10, 9, 10, 10, 8});
    table->setSortShown(0, Qt::AscendingOrder);
    connect(table, &DataTable::sortRequested, table, &DataTable::setSortShown);
    table->revealRow(0);
    pane->setBody(table);
    return pane;
}

PaneFrame *GalleryWindow::packetsPane()
{
    auto *pane = new PaneFrame(s("Packets"), this);
    pane->addCountChip(s("42 of conversation"));
    pane->addHeaderAction(new QAction(s("Follow stream"), pane));
    pane->showMessage(s("2 records of capture-2.cap could not be read; the first is at byte 4 711."), Tone::Warning,
                      new QAction(s("Show problems"), pane));
    auto *table = new DataTable(pane);
    const auto row = [](const char *text) { return s(text).split(u'|'); };
    table->setModel(
        new GalleryModel({{s("No."), true}, {s("Time")}, {s("Source")}, {s("Len"), true}, {s("Stream")}, {s("Info")}},
                         {row("1 204|09:06:12.118|10.1.4.20|74|Follow|51544 → 389 [SYN] Win=64240"),
                          row("1 207|09:06:12.121|10.1.4.20|138|Follow|bindRequest(1) cn=web,dc=corp simple"),
                          row("1 211|09:06:12.141|10.1.5.11|1 514|Follow|searchResEntry(2) cn=j.ortiz")},
                         3, table));
    table->setItemDelegateForColumn(1, new MonoDelegate(table));
    table->setItemDelegateForColumn(
        4, new LinkDelegate([](const QModelIndex &i) { return i.row() == 1 ? s("No stream") : QString(); }, table));
    table->setColumnChars({6, 13, 12, 6, 8, 30});
    pane->setBody(table);
    return pane;
}

PaneFrame *GalleryWindow::packetPane()
{
    auto *pane = new PaneFrame(s("Packet 1 207"), this);
    auto *details = new QAction(s("Details"), pane);
    details->setCheckable(true);
    details->setChecked(true);
    pane->addHeaderAction(details);
    pane->addHeaderAction(new QAction(s("Stream"), pane));
    auto *split = new QSplitter(Qt::Vertical, pane);
    split->setProperty("hairline", true);
    auto *tree = new FieldTree(split);
    auto *hex = new HexView(split);
    QByteArray bytes;
    for (int i = 0; i < 138; ++i)
        bytes.append(static_cast<char>((i * 37 + 11) & 0x7f));
    MaskedSpans masked;
    masked.add(82, 8);
    hex->setBytes(bytes, masked);
    tree->setFields(galleryFields());
    connect(tree, &FieldTree::fieldSelected, hex, &HexView::setHighlight);
    connect(hex, &HexView::byteActivated, tree, &FieldTree::revealByte);
    connect(tree, &FieldTree::revealRequested, tree, [tree](quint32 id) { tree->showSecret(id, s("made up")); });
    connect(tree, &FieldTree::hideRequested, tree, &FieldTree::hideSecret);
    tree->expandAll();
    tree->revealByte(84);
    hex->setHighlight(80, 10);
    pane->setBody(split);
    return pane;
}

QWidget *GalleryWindow::trafficPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(paneGap);
    layout->addWidget(conversationsPane(), 3);
    auto *below = new QSplitter(page);
    below->addWidget(packetsPane());
    below->addWidget(packetPane());
    layout->addWidget(below, 3);
    return page;
}

QWidget *GalleryWindow::statesPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->addWidget(timelinePane(false), 1);
    auto *pane = new PaneFrame(s("Controls"), this);
    auto *body = new QWidget(pane);
    auto *rows = new QVBoxLayout(body);
    auto *icons = new FlowLayout;
    for (int i = 0; i < static_cast<int>(IconName::Count); ++i) {
        auto *button = new QToolButton(body);
        button->setIcon(icon(static_cast<IconName>(i)));
        icons->addWidget(button);
    }
    rows->addLayout(icons);
    auto *combo = new QComboBox(body);
    combo->addItems({s("UTC"), s("Europe/Berlin")});
    rows->addWidget(combo);
    auto *box = new QCheckBox(s("Read this file"), body);
    box->setChecked(true);
    rows->addWidget(box);
    for (const Tone tone : {Tone::Neutral, Tone::Muted, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad})
        pane->addCountChip(s("tone %1").arg(static_cast<int>(tone)), tone);
    auto *off = new QPushButton(s("Not now"), body);
    off->setEnabled(false);
    rows->addWidget(off);
    rows->addStretch();
    pane->setBody(body);
    layout->addWidget(pane, 2);
    return page;
}

} // namespace wirecase
