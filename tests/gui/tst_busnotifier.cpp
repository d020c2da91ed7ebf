#include "tests/support/fakenotifications.h"
#include "tests/support/privatebus.h"
#include "ui/desktop/busnotifier.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestBusNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void notificationHasButtons();
    void markupIsEscapedWhereItIsRead();
    void serverWithoutButtonsGetsNone();
    void disturbsNobodyWhoIsInhibited();
    void buttonsAreObeyed();
    void retryIsObeyedWhereItWasOffered();
    void othersNotificationsAreNotOurs();
    void clearedOneIsClosed();
    void clearedOneIsNotSent();
    void missingServerIsTold();
    void missingBusIsTold();

private:
    void startServer();
    Announcement announcement() const;

    PrivateBus m_bus;
    std::unique_ptr<QObject> m_desktop;
    FakeNotifications *m_server = nullptr;
    std::unique_ptr<BusNotifier> m_notifier;
};

void TestBusNotifier::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestBusNotifier::init()
{
    startServer();
    m_notifier = std::make_unique<BusNotifier>(m_bus.connection(u"headway"_s));
}

void TestBusNotifier::startServer()
{
    m_desktop = std::make_unique<QObject>();
    m_server = new FakeNotifications(m_bus.connection(u"desktop"_s), m_desktop.get());
}

void TestBusNotifier::cleanup()
{
    m_notifier.reset();
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"headway"_s);
}

Announcement TestBusNotifier::announcement() const
{
    Announcement announcement;
    announcement.title = u"Failed: <b>Build</b>"_s;
    announcement.body = u"<img src=/some/fifo> & more"_s;
    announcement.isBad = true;
    announcement.task = TaskId::make();
    announcement.number = 7;
    announcement.offersRetry = true;
    return announcement;
}

void TestBusNotifier::notificationHasButtons()
{
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    const ShownNotification &shown = m_server->shown.constFirst();
    QCOMPARE(shown.title, u"Failed: <b>Build</b>"_s); // a title is never markup
    QCOMPARE(shown.actions,
             QStringList({u"default"_s, u"Show"_s, u"show"_s, u"Show"_s, u"retry"_s, u"Retry"_s}));
    QCOMPARE(shown.hints.value(u"desktop-entry"_s).toString(), u"headway"_s);
}

void TestBusNotifier::markupIsEscapedWhereItIsRead()
{
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constLast().body, u"&lt;img src=/some/fifo&gt; &amp; more"_s);
    m_server->capabilities.removeOne(u"body-markup"_s);
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 2);
    QCOMPARE(m_server->shown.constLast().body, u"<img src=/some/fifo> & more"_s);
}

void TestBusNotifier::serverWithoutButtonsGetsNone()
{
    m_server->capabilities.removeOne(u"actions"_s);
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    QVERIFY(m_server->shown.constFirst().actions.isEmpty());
}

void TestBusNotifier::disturbsNobodyWhoIsInhibited()
{
    m_server->inhibited = true;
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->inhibitedRead, 1);
    m_server->inhibited = false;
    Announcement later = announcement();
    later.title = u"later"_s;
    m_notifier->show(later);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constLast().title, u"later"_s);
}

void TestBusNotifier::buttonsAreObeyed()
{
    QSignalSpy wanted(m_notifier.get(), &BusNotifier::showWanted);
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    Announcement second = announcement();
    second.number = 8;
    m_notifier->show(second);
    QTRY_COMPARE(m_server->shown.size(), 2);
    Q_EMIT m_server->ActionInvoked(2, u"default"_s);
    Q_EMIT m_server->ActionInvoked(1, u"show"_s);
    QTRY_COMPARE(wanted.count(), 2);
    QCOMPARE(wanted.at(0).at(0).toUInt(), 8U);
    QCOMPARE(wanted.at(1).at(0).toUInt(), 7U);
}

void TestBusNotifier::retryIsObeyedWhereItWasOffered()
{
    QSignalSpy wanted(m_notifier.get(), &BusNotifier::retryWanted);
    Announcement plain = announcement();
    plain.offersRetry = false;
    m_notifier->show(plain);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QVERIFY(!m_server->shown.constFirst().actions.contains(u"retry"_s));
    const Announcement failed = announcement();
    m_notifier->show(failed);
    QTRY_COMPARE(m_server->shown.size(), 2);
    Q_EMIT m_server->ActionInvoked(1, u"retry"_s);
    Q_EMIT m_server->ActionInvoked(2, u"retry"_s);
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().value<TaskId>(), failed.task);
}

void TestBusNotifier::othersNotificationsAreNotOurs()
{
    QSignalSpy wanted(m_notifier.get(), &BusNotifier::showWanted);
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    Q_EMIT m_server->ActionInvoked(99, u"show"_s);
    Q_EMIT m_server->ActionInvoked(1, u"something"_s);
    Q_EMIT m_server->ActionInvoked(1, u"show"_s);
    QTRY_COMPARE(wanted.count(), 1);
    Q_EMIT m_server->NotificationClosed(1, 2);
    Q_EMIT m_server->ActionInvoked(1, u"show"_s); // of one that is gone
    Announcement later = announcement();
    later.number = 9;
    m_notifier->show(later);
    QTRY_COMPARE(m_server->shown.size(), 2);
    Q_EMIT m_server->ActionInvoked(2, u"show"_s);
    QTRY_COMPARE(wanted.count(), 2);
    QCOMPARE(wanted.constLast().constFirst().toUInt(), 9U);
}

void TestBusNotifier::clearedOneIsClosed()
{
    QSignalSpy wanted(m_notifier.get(), &BusNotifier::showWanted);
    m_notifier->show(announcement());
    QTRY_COMPARE(m_server->shown.size(), 1);
    m_notifier->clear(); // its number may not even be known yet
    QTRY_COMPARE(m_server->closed, QList<uint>{1});
    Q_EMIT m_server->ActionInvoked(1, u"show"_s);
    Announcement later = announcement();
    later.number = 9;
    m_notifier->show(later);
    QTRY_COMPARE(m_server->shown.size(), 2);
    Q_EMIT m_server->ActionInvoked(2, u"show"_s);
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().toUInt(), 9U);
}

void TestBusNotifier::clearedOneIsNotSent()
{
    m_notifier->show(announcement());
    m_notifier->clear();
    Announcement later = announcement();
    later.title = u"later"_s;
    m_notifier->show(later);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constFirst().title, u"later"_s);
}

void TestBusNotifier::missingServerIsTold()
{
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QSignalSpy refused(m_notifier.get(), &BusNotifier::refused);
    const Announcement lost = announcement();
    m_notifier->show(lost);
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(refused.constFirst().constFirst().value<Announcement>(), lost);
}

void TestBusNotifier::missingBusIsTold()
{
    BusNotifier notifier((QDBusConnection(u"none"_s)));
    QSignalSpy refused(&notifier, &BusNotifier::refused);
    notifier.show(announcement());
    QTRY_COMPARE(refused.count(), 1);
}

QTEST_GUILESS_MAIN(TestBusNotifier)
#include "tst_busnotifier.moc"
