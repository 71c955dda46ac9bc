#include "models/base/slicedwork.h"

#include <QTest>

using namespace wirecase;

class TestSlicedWork : public QObject
{
    Q_OBJECT

private slots:
    void little_isDoneAtOnce();
    void much_letsTheThreadAnswerBetween();
    void cancel_endsItWithoutAnAnswer();
};

void TestSlicedWork::little_isDoneAtOnce()
{
    SlicedWork work(nullptr);
    int left = 3;
    bool done = false;
    work.start([&] { return left-- > 0; }, [&] { done = true; });
    QVERIFY(done);
    QVERIFY(!work.isRunning());
}

void TestSlicedWork::much_letsTheThreadAnswerBetween()
{
    SlicedWork work(nullptr);
    int left = 40;
    int answers = 0;
    bool done = false;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { ++answers; });
    other.start(0);
    work.start(
        [&] {
            const QDeadlineTimer busy(3);
            while (!busy.hasExpired())
                continue;
            return left-- > 0;
        },
        [&] { done = true; });
    QVERIFY(!done);
    QTRY_VERIFY(done);
    QVERIFY2(answers > 1, qPrintable(QString::number(answers)));
}

void TestSlicedWork::cancel_endsItWithoutAnAnswer()
{
    SlicedWork work(nullptr);
    bool done = false;
    work.start(
        [&] {
            work.cancel();
            return true;
        },
        [&] { done = true; });
    QVERIFY(!work.isRunning());
    QVERIFY(!done);
}

QTEST_GUILESS_MAIN(TestSlicedWork)
#include "tst_slicedwork.moc"
