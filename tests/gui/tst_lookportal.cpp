#include "tests/support/fakeportal.h"
#include "tests/support/privatebus.h"
#include "ui/desktop/lookportal.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

using Scheme = SystemLook::Scheme;

const QString appearance = u"org.freedesktop.appearance"_s;

} // namespace

class TestLookPortal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void portalThatComesLaterIsHeard();
    void lookIsReadAtTheStart_data();
    void lookIsReadAtTheStart();
    void changeIsToldLive();
    void otherSettingsChangeNothing();
    void missingPortalSaysNothing();
    void missingBusSaysNothing();

private:
    void startPortal();
    void open();
    SystemLook look() const { return m_told->last().first().value<SystemLook>(); }

    PrivateBus m_bus;
    std::unique_ptr<QObject> m_desktop;
    FakePortal *m_portal = nullptr;
    std::unique_ptr<LookPortal> m_look;
    std::unique_ptr<QSignalSpy> m_told;
};

void TestLookPortal::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestLookPortal::startPortal()
{
    m_desktop = std::make_unique<QObject>();
    m_portal = new FakePortal(m_bus.connection(u"desktop"_s), m_desktop.get());
}

void TestLookPortal::cleanup()
{
    m_told.reset();
    m_look.reset();
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"headway"_s);
}

void TestLookPortal::open()
{
    m_look = std::make_unique<LookPortal>(m_bus.connection(u"headway"_s));
    m_told = std::make_unique<QSignalSpy>(m_look.get(), &LookPortal::changed);
    QTRY_COMPARE(m_told->count(), 1);
}

/// The first of all, as nothing has called a bus in this process yet.
void TestLookPortal::portalThatComesLaterIsHeard()
{
    open();
    QCOMPARE(look(), SystemLook());
    startPortal();
    m_portal->put(appearance, u"color-scheme"_s, 1U);
    QTRY_COMPARE(look(), (SystemLook{Scheme::Dark, false}));
}

void TestLookPortal::lookIsReadAtTheStart_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<SystemLook>("look");
    const auto row = [](const char *name, const QString &group, const QString &key,
                        const QVariant &value, const SystemLook &look) {
        QTest::newRow(name) << group << key << value << look;
    };
    const QString gnome = u"org.gnome.desktop.a11y.interface"_s;
    row("nothing known", u"x"_s, u"y"_s, 1U, {});
    row("no preference", appearance, u"color-scheme"_s, 0U, {});
    row("dark", appearance, u"color-scheme"_s, 1U, {Scheme::Dark, false});
    row("light", appearance, u"color-scheme"_s, 2U, {Scheme::Light, false});
    row("yet unheard of", appearance, u"color-scheme"_s, 77U, {});
    row("nonsense", appearance, u"color-scheme"_s, u"dark"_s, {});
    row("contrast", appearance, u"contrast"_s, 1U, {Scheme::Unknown, true});
    row("usual contrast", appearance, u"contrast"_s, 0U, {});
    row("contrast of GNOME's", gnome, u"high-contrast"_s, true, {Scheme::Unknown, true});
}

void TestLookPortal::lookIsReadAtTheStart()
{
    QFETCH(QString, group);
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    QFETCH(SystemLook, look);
    startPortal();
    m_portal->put(group, key, value);
    open();
    QCOMPARE(this->look(), look);
}

void TestLookPortal::changeIsToldLive()
{
    startPortal();
    open();
    m_portal->put(appearance, u"color-scheme"_s, 1U);
    QTRY_COMPARE(look(), (SystemLook{Scheme::Dark, false}));
    m_portal->put(appearance, u"contrast"_s, 1U);
    QTRY_COMPARE(look(), (SystemLook{Scheme::Dark, true}));
    m_portal->put(appearance, u"contrast"_s, 0U);
    m_portal->put(appearance, u"color-scheme"_s, 2U);
    QTRY_COMPARE(look(), (SystemLook{Scheme::Light, false}));
}

void TestLookPortal::otherSettingsChangeNothing()
{
    startPortal();
    m_portal->put(appearance, u"color-scheme"_s, 1U);
    open();
    m_portal->put(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 2U);
    m_portal->put(appearance, u"contrast"_s, 1U); // the one after it has come
    QTRY_COMPARE(look(), (SystemLook{Scheme::Dark, true}));
}

void TestLookPortal::missingPortalSaysNothing()
{
    open();
    QCOMPARE(look(), SystemLook());
}

void TestLookPortal::missingBusSaysNothing()
{
    LookPortal portal(QDBusConnection(u"nothing"_s));
    QSignalSpy told(&portal, &LookPortal::changed);
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(told.first().first().value<SystemLook>(), SystemLook());
}

QTEST_MAIN(TestLookPortal)
#include "tst_lookportal.moc"
