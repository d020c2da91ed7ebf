#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/outputpages.h"
#include "ui/models/outputrows.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

constexpr qint64 pageBytes = OutputPages::pageBytes;

OutputRows rowsOf(const QByteArray &all)
{
    return {[all](qint64 number) -> std::optional<QByteArrayView> {
                const qint64 from = number * pageBytes;
                return QByteArrayView(all).sliced(from, qMin(pageBytes, all.size() - from));
            },
            all.size()};
}

} // namespace

class TestOutputRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreTheSameFromBothSides_data();
    void rowsAreTheSameFromBothSides();
    void bytesLackTheLineEnd();
    void missingPageIsNoAnswer();
    void onlyWantedPagesAreRead();
    void grownPageIsReadOn();
    void pagesOfTheTaskBeforeNeverCome();
    void refusedPageIsAskedForWhenTheServiceIsBack();
    void refusedSizeIsAskedForWhenTheServiceIsBack();
};

void TestOutputRows::rowsAreTheSameFromBothSides_data()
{
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<int>("count");

    const QByteArray page(pageBytes, 'x');
    QTest::newRow("lines") << QByteArray("one\n\ntwo\nthree") << 4;
    QTest::newRow("ends with a line end") << QByteArray("one\ntwo\n") << 2;
    QTest::newRow("a page without") << page << 1;
    QTest::newRow("three pages without") << page.repeated(3) << 3;
    QTest::newRow("line over a page's end")
        << QByteArray("a\n" + QByteArray(pageBytes, 'x') + "\nb\n") << 3;
    QTest::newRow("line over two pages' ends")
        << QByteArray("a\n" + page.repeated(2) + "\nb\n") << 4;
    QTest::newRow("line end at a page's end")
        << QByteArray(QByteArray(pageBytes - 1, 'x') + "\nb\n") << 2;
    QTest::newRow("line end at a page's start") << QByteArray(page + "\nb\n") << 3;
    QTest::newRow("many") << QByteArray("a line of forty characters, or not quite\n").repeated(5000)
                          << 5000;
}

void TestOutputRows::rowsAreTheSameFromBothSides()
{
    QFETCH(QByteArray, all);
    QFETCH(int, count);
    const OutputRows rows = rowsOf(all);
    QList<qint64> starts;
    for (qint64 start = 0; start < all.size(); start = rows.endOf(start).value()) {
        starts.append(start);
        QVERIFY(rows.endOf(start).value() > start);
        QVERIFY(rows.endOf(start).value() - start <= 2 * pageBytes);
    }
    QCOMPARE(starts.size(), count);
    QList<qint64> backwards;
    for (qint64 end = all.size(); end > 0; end = rows.startOf(end - 1).value())
        backwards.prepend(rows.startOf(end - 1).value());
    QCOMPARE(backwards, starts);
}

void TestOutputRows::bytesLackTheLineEnd()
{
    const OutputRows rows = rowsOf("one\ntwo");
    QCOMPARE(rows.bytes(0, 4).value(), QByteArray("one"));
    QCOMPARE(rows.bytes(4, 7).value(), QByteArray("two"));
}

void TestOutputRows::missingPageIsNoAnswer()
{
    const OutputRows rows([](qint64) { return std::optional<QByteArrayView>(); }, 10);
    QVERIFY(!rows.startOf(5));
    QVERIFY(!rows.endOf(0));
    QVERIFY(!rows.bytes(0, 5));
}

void TestOutputRows::onlyWantedPagesAreRead()
{
    FakeTaskSession *session = new FakeTaskSession(u"owner@example.org"_s);
    const TaskSessionPtr owned(session);
    const TaskId task = TaskId::make();
    session->write(task, QByteArray(100 * pageBytes, '\n'));
    OutputPages pages;
    pages.setTask(owned, task);
    QCOMPARE(pages.size(), 100 * pageBytes);
    QCOMPARE(session->outputRead(), 0);
    QVERIFY(!pages.page(50, pages.size()) || session->outputRead() == pageBytes);
    QCOMPARE(pages.page(50, pages.size()).value().size(), pageBytes);
    QCOMPARE(session->outputRead(), pageBytes);
    for (int number = 0; number < 100; ++number)
        (void)pages.page(number, pages.size());
    const qint64 readOnce = session->outputRead();
    QVERIFY(pages.page(99, pages.size()));
    QCOMPARE(session->outputRead(), readOnce);
    (void)pages.page(0, pages.size()); // forgotten by now
    QVERIFY(session->outputRead() > readOnce);
}

void TestOutputRows::grownPageIsReadOn()
{
    FakeTaskSession *session = new FakeTaskSession(u"owner@example.org"_s);
    const TaskSessionPtr owned(session);
    const TaskId task = TaskId::make();
    session->write(task, "one\n");
    OutputPages pages;
    pages.setTask(owned, task);
    (void)pages.page(0, 4);
    QCOMPARE(pages.page(0, 4).value().toByteArray(), QByteArray("one\n"));
    QSignalSpy grew(&pages, &OutputPages::grew);
    session->write(task, "two\n");
    QCOMPARE(grew.count(), 1);
    QCOMPARE(pages.page(0, 4).value().toByteArray(), QByteArray("one\n"));
    (void)pages.page(0, 8);
    QCOMPARE(pages.page(0, 8).value().toByteArray(), QByteArray("one\ntwo\n"));
    QCOMPARE(session->outputRead(), 8);
}

void TestOutputRows::pagesOfTheTaskBeforeNeverCome()
{
    FakeTaskSession *session = new FakeTaskSession(u"owner@example.org"_s);
    const TaskSessionPtr owned(session);
    const TaskId first = TaskId::make();
    const TaskId second = TaskId::make();
    session->write(first, "first\n");
    session->write(second, "other\n");
    OutputPages pages;
    pages.setTask(owned, first);
    session->holdAnswers();
    (void)pages.page(0, 6);
    pages.setTask(owned, second);
    session->answer();
    (void)pages.page(0, 6);
    QTRY_COMPARE(pages.page(0, 6).value_or(QByteArrayView()).toByteArray(), QByteArray("other\n"));
}

void TestOutputRows::refusedPageIsAskedForWhenTheServiceIsBack()
{
    FakeTaskSession *session = new FakeTaskSession(u"owner@example.org"_s);
    const TaskSessionPtr owned(session);
    const TaskId task = TaskId::make();
    session->write(task, "one\n");
    OutputPages pages;
    pages.setTask(owned, task);
    session->failWith(Error{ErrorCode::Unreachable, {}});
    QVERIFY(!pages.page(0, 4));
    session->failWith({});
    QVERIFY(!pages.page(0, 4)); // it is not asked again and again
    QCOMPARE(session->outputRead(), 4);
    Q_EMIT session->resumed();
    (void)pages.page(0, 4);
    QVERIFY(pages.page(0, 4));
}

void TestOutputRows::refusedSizeIsAskedForWhenTheServiceIsBack()
{
    FakeTaskSession *session = new FakeTaskSession(u"owner@example.org"_s);
    const TaskSessionPtr owned(session);
    const TaskId task = TaskId::make();
    session->write(task, "one\n");
    session->failWith(Error{ErrorCode::Unreachable, {}});
    OutputPages pages;
    pages.setTask(owned, task);
    QCOMPARE(pages.size(), 0);
    session->failWith({});
    Q_EMIT session->resumed();
    QCOMPARE(pages.size(), 4);
}

QTEST_GUILESS_MAIN(TestOutputRows)
#include "tst_outputrows.moc"
