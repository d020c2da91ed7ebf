#include "app/desktop/ground.h"
#include "core/service/instancelock.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestGround : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsDoneBeforeItIsOpened();
    void placeIsToldOnceItIsOpen();
    void directoryThatIsHeldIsAFailure();
    void canBeLeftBeforeItIsOpen();

private:
    HostOptions options() const
    {
        HostOptions wanted;
        wanted.dataDirectory = m_directory->path();
        wanted.port = 0;
        wanted.email = u"owner@example.org"_s;
        return wanted;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestGround::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

/// The window is painted then.
void TestGround::nothingIsDoneBeforeItIsOpened()
{
    Ground ground(options());
    const auto session = ground.signIn().signInAsOwner();
    QVERIFY(QDir(m_directory->path()).isEmpty());
    QVERIFY(!session.isFinished());
    QSignalSpy opened(&ground, &Ground::opened);
    ground.open();
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(session.isFinished());
    QCOMPARE(session.result().value()->email(), u"owner@example.org"_s);
}

void TestGround::placeIsToldOnceItIsOpen()
{
    Ground ground(options());
    QSignalSpy moved(&ground.signIn(), &SignIn::moved);
    ground.open();
    QTRY_COMPARE(moved.size(), 1);
    QVERIFY(moved.value(0).value(0).toString().startsWith(u"http://127.0.0.1:"_s));
}

void TestGround::directoryThatIsHeldIsAFailure()
{
    const auto held = InstanceLock::acquire(DataDirectory::resolve(m_directory->path()).lockFile());
    QVERIFY(held.isOk());
    Ground ground(options());
    QSignalSpy failed(&ground, &Ground::failed);
    ground.open();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.value(0).value(0).value<Error>().code, ErrorCode::InUse);
}

void TestGround::canBeLeftBeforeItIsOpen()
{
    const DataDirectory directory = DataDirectory::resolve(m_directory->path());
    {
        Ground ground(options());
        ground.open();
    }
    QVERIFY(InstanceLock::acquire(directory.lockFile()).isOk());
}

QTEST_MAIN(TestGround)
#include "tst_ground.moc"
