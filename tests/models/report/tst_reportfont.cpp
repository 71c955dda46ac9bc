#include "models/report/reportfont.h"

#include <QTest>

using namespace wirecase;

class TstReportFont : public QObject
{
    Q_OBJECT

private slots:
    void stretches_keepWordsWhole_data();
    void stretches_keepWordsWhole();
    void font_printsEvidenceAsItIs();
};

void TstReportFont::stretches_keepWordsWhole_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // shaped stretches in brackets
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("Latin") << QStringLiteral("DC-1 \u2013 \u00e9\u0142") << QStringLiteral("DC-1 \u2013 \u00e9\u0142");
    QTest::newRow("Greek and Cyrillic") << QStringLiteral("\u03b1\u0436") << QStringLiteral("\u03b1\u0436");
    QTest::newRow("Arabic") << QStringLiteral("a \u0627\u0644-b c") << QStringLiteral("a {\u0627\u0644-b }c");
    QTest::newRow("a mark on a letter") << QStringLiteral("e\u0301x y") << QStringLiteral("{e\u0301x }y");
    QTest::newRow("emoji") << QStringLiteral("\U0001f468\u200d\U0001f4bb")
                           << QStringLiteral("{\U0001f468\u200d\U0001f4bb}");
    QTest::newRow("line feeds") << QStringLiteral("a\nb\n\u05d0") << QStringLiteral("a\nb\n{\u05d0}");
}

void TstReportFont::stretches_keepWordsWhole()
{
    QFETCH(QString, text);
    QString printed;
    for (const FontStretch &stretch : fontStretches(text))
        printed += stretch.shaped ? u'{' + stretch.text + u'}' : stretch.text;
    QTEST(printed, "expected");
}

// The contextual forms of some fonts print "->" as an arrow.
void TstReportFont::font_printsEvidenceAsItIs()
{
    QVERIFY(reportFont(9).styleStrategy() & QFont::PreferNoShaping);
    QVERIFY(reportFixedFont(9).styleStrategy() & QFont::PreferNoShaping);
    QVERIFY(!(shapedFont(reportFont(9)).styleStrategy() & QFont::PreferNoShaping));
}

QTEST_MAIN(TstReportFont)
#include "tst_reportfont.moc"
