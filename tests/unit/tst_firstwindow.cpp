#include "app/host/firstwindow.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_FirstWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondOneCallsTheFirst();
    void placeIsFreeWhenTheFirstHasGone();
    void socketIsTheUsersAlone();
    void callWithoutAWindowIsNotHeard();
    void nonsenseIsNotListenedTo_data();
    void nonsenseIsNotListenedTo();
    void crowdDoesNotKeepACallOut();
    void longNameIsNoObstacle();

private:
    DataDirectory directory() const { return DataDirectory::resolve(m_home->filePath(u"data"_s)); }
    bool isHeard() const
    {
        WindowCall call(directory());
        QSignalSpy ended(&call, &WindowCall::ended);
        return ended.wait(20000) && ended.first().first().toBool();
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void tst_FirstWindow::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

void tst_FirstWindow::secondOneCallsTheFirst()
{
    const auto first = FirstWindow::take(directory());
    QVERIFY(first.isOk());
    QSignalSpy wanted(first->get(), &FirstWindow::wanted);
    QCOMPARE(FirstWindow::take(directory()).error().code, ErrorCode::InUse);
    QVERIFY(isHeard());
    QCOMPARE(wanted.count(), 1);
    QVERIFY(isHeard());
    QCOMPARE(wanted.count(), 2);
}

void tst_FirstWindow::placeIsFreeWhenTheFirstHasGone()
{
    QVERIFY(FirstWindow::take(directory()).isOk());
    QVERIFY(FirstWindow::take(directory()).isOk());
    // As one leaves it that was killed.
    QFile left(directory().windowSocket());
    QVERIFY(left.open(QIODevice::WriteOnly));
    const auto next = FirstWindow::take(directory());
    QVERIFY(next.isOk());
    QVERIFY(isHeard());
}

void tst_FirstWindow::socketIsTheUsersAlone()
{
    const auto first = FirstWindow::take(directory());
    const QFileInfo socket(directory().windowSocket());
    QCOMPARE(socket.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(QFileInfo(socket.path()).permissions()
                 & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
}

void tst_FirstWindow::callWithoutAWindowIsNotHeard()
{
    QVERIFY(!isHeard());
}

void tst_FirstWindow::nonsenseIsNotListenedTo_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("another word") << QByteArray("hide\n");
    QTest::newRow("more than the word") << QByteArray("show\nshow\n");
    QTest::newRow("no end") << QByteArray("show me everything");
    QTest::newRow("NUL") << QByteArray("\0\0\0\0\0", 5);
    QTest::newRow("a flood") << QByteArray(1024 * 1024, 'x');
}

void tst_FirstWindow::nonsenseIsNotListenedTo()
{
    QFETCH(QByteArray, said);
    const auto first = FirstWindow::take(directory());
    QSignalSpy wanted(first->get(), &FirstWindow::wanted);
    QLocalSocket caller;
    QSignalSpy gone(&caller, &QLocalSocket::disconnected);
    caller.connectToServer(directory().windowSocket());
    caller.write(said);
    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 20000);
    QCOMPARE(caller.readAll(), QByteArray());
    QCOMPARE(wanted.count(), 0);
    QVERIFY(isHeard());
}

void tst_FirstWindow::crowdDoesNotKeepACallOut()
{
    const auto first = FirstWindow::take(directory());
    std::vector<std::unique_ptr<QLocalSocket>> crowd;
    for (int i = 0; i < 40; ++i) {
        crowd.push_back(std::make_unique<QLocalSocket>());
        crowd.back()->connectToServer(directory().windowSocket());
    }
    QTRY_VERIFY_WITH_TIMEOUT(isHeard(), 30000); // the silent ones are sent away after a while
}

void tst_FirstWindow::longNameIsNoObstacle()
{
    const QString deep = m_home->filePath(QString(120, u'd'));
    const auto first = FirstWindow::take(DataDirectory::resolve(deep));
    QVERIFY(first.isOk());
    QCOMPARE(FirstWindow::take(DataDirectory::resolve(deep)).error().code, ErrorCode::InUse);
}

QTEST_GUILESS_MAIN(tst_FirstWindow)
#include "tst_firstwindow.moc"
