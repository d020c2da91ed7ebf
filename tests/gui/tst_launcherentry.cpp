#include "tests/support/faketasksession.h"
#include "tests/support/privatebus.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/buslaunchericon.h"
#include "ui/desktop/launcherentry.h"
#include "ui/desktop/livewatch.h"

#include <QDBusAbstractInterface>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// What a launcher hears.
class Launcher : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    explicit Launcher(const QDBusConnection &bus)
        : QDBusAbstractInterface({}, u"/com/canonical/unity/launcherentry/headway"_s,
                                 "com.canonical.Unity.LauncherEntry", bus, nullptr)
    {
    }

Q_SIGNALS:
    void Update(const QString &application, const QVariantMap &properties);
};

class TestLauncherEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void progressIsToldAndTakenBack();
    void onlyChangesAreTold();

private:
    PrivateBus m_bus;
};

void TestLauncherEntry::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestLauncherEntry::progressIsToldAndTakenBack()
{
    Launcher launcher(m_bus.connection(u"launcher"_s));
    QSignalSpy updates(&launcher, &Launcher::Update);
    LiveWatch watch;
    auto entry = std::make_unique<LauncherEntry>(
        watch, std::make_unique<BusLauncherIcon>(m_bus.connection(u"headway"_s)));
    const auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    Task task = sampleTask(u"Build"_s, TaskStatus::Processing, QDateTime::currentDateTimeUtc());
    task.progress.fraction = 0.455;
    session->begin({task});
    watch.setSession(session);

    const auto last = [&updates] {
        return updates.isEmpty() ? QVariantMap() : updates.constLast().at(1).toMap();
    };
    QTRY_COMPARE(last().value(u"progress"_s).toDouble(), 0.45);
    QCOMPARE(updates.constLast().at(0).toString(), u"application://headway.desktop"_s);
    QVERIFY(last().value(u"progress-visible"_s).toBool());
    QCOMPARE(last().value(u"count"_s).toLongLong(), 1);
    QCOMPARE(last().value(u"count"_s).metaType(), QMetaType::fromType<qlonglong>());
    entry.reset();
    QTRY_VERIFY(!last().value(u"progress-visible"_s, true).toBool());
    QVERIFY(!last().value(u"count-visible"_s).toBool());
}

void TestLauncherEntry::onlyChangesAreTold()
{
    Launcher launcher(m_bus.connection(u"launcher"_s));
    QSignalSpy updates(&launcher, &Launcher::Update);
    LiveWatch watch;
    auto entry = std::make_unique<LauncherEntry>(
        watch, std::make_unique<BusLauncherIcon>(m_bus.connection(u"headway"_s)));
    const auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    watch.setSession(session);
    const Task waiting =
        sampleTask(u"Build"_s, TaskStatus::Pending, QDateTime::currentDateTimeUtc());
    for (int i = 0; i < 1000; ++i)
        session->put(waiting); // which is nothing to a launcher
    Task running = waiting;
    running.status = TaskStatus::Processing;
    for (int i = 0; i <= 1000; ++i) {
        running.progress.fraction = i / 1000.0;
        session->put(running);
    }
    QTRY_COMPARE(updates.count(), 1); // at the end of the interval, and the last
    QCOMPARE(updates.constLast().at(1).toMap().value(u"progress"_s).toDouble(), 1.0);
    entry.reset();
    QTRY_COMPARE(updates.count(), 2);
}

QTEST_GUILESS_MAIN(TestLauncherEntry)
#include "tst_launcherentry.moc"
