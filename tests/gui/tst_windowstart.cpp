#include "tests/support/fakeclock.h"
#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/signindialog.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/openingnote.h"

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace headway;

/// What the window shows before it knows who is signed in, and what it asks for once it does.
class TestWindowStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void openingIsToldUntilTheServiceIsThere();
    void openingIsNotToldAtOnce();
    void openingIsOverWhenNobodyIsSignedIn();
    void openingIsOverWhenSomebodyElseIsSignedIn();
    void nobodyIsExpectedOnAnotherDirectory();
    void ownerOfEachDirectoryIsKept();
    void accountsAreAskedOnceAfterASwitch();

private:
    void open(const QString &key = u"one"_s);
    void close();
    void ownAs(const std::shared_ptr<FakeTaskSession> &owner);
    template <typename T>
    T *part() const
    {
        return m_window->findChild<T *>();
    }
    void switchTo(const std::shared_ptr<FakeTaskSession> &session);
    bool hasButton(const QString &text) const;
    int width() const { return part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn); }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FakeTaskSession> m_owner;
    std::shared_ptr<FakeTaskSession> m_other;
    std::unique_ptr<FakeSignIn> m_signIn;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowStart::init()
{
    m_window.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    m_owner = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    for (const auto &session : {m_owner, m_other})
        session->begin({sampleTask(u"make"_s, TaskStatus::Completed, m_clock.now())});
    ownAs(m_owner);
}

void TestWindowStart::ownAs(const std::shared_ptr<FakeTaskSession> &owner)
{
    m_window.reset();
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(owner);
}

void TestWindowStart::open(const QString &key)
{
    ServicePlace place{u"http://127.0.0.1:7717"_s, u"headway run -- make"_s};
    place.key = key;
    m_window = std::make_unique<MainWindow>(*m_signIn, *m_settings, m_clock, place);
    m_window->show();
    m_window->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestWindowStart::close()
{
    m_window->close();
    m_window.reset();
}

void TestWindowStart::switchTo(const std::shared_ptr<FakeTaskSession> &session)
{
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text().remove(u'&').startsWith("Switch account"_L1))
            action->trigger();
    }
    Q_EMIT part<SignInDialog>()->findChild<SignInForm *>()->signedIn(session);
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(session));
}

bool TestWindowStart::hasButton(const QString &text) const
{
    const QList<QToolButton *> buttons = m_window->findChildren<QToolButton *>();
    return std::any_of(buttons.begin(), buttons.end(),
                       [&text](const QToolButton *button) { return button->text() == text; });
}

void TestWindowStart::openingIsToldUntilTheServiceIsThere()
{
    open();
    close();
    m_signIn->holdAnswers();
    open();
    QVERIFY(hasButton(u"owner@example.org"_s));
    QTRY_VERIFY(part<OpeningNote>()->isVisible());
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_owner));
    QVERIFY(!part<OpeningNote>()->isVisible());
    QVERIFY(hasButton(u"owner@example.org"_s));
    QCOMPARE(m_owner->indexed().size(), 2); // one for each window
}

void TestWindowStart::openingIsNotToldAtOnce()
{
    OpeningNote note;
    note.begin();
    QVERIFY(!note.isVisible());
    QTRY_VERIFY(note.isVisible());
    note.end();
    QVERIFY(!note.isVisible());
}

void TestWindowStart::openingIsOverWhenNobodyIsSignedIn()
{
    m_signIn->failWith(ErrorCode::NotSignedIn);
    m_signIn->holdAnswers();
    open();
    QTRY_VERIFY(part<OpeningNote>()->isVisible());
    m_signIn->answer();
    QTRY_VERIFY(part<SignInForm>()->isVisible());
    QVERIFY(!part<OpeningNote>()->isVisible());
    QVERIFY(hasButton(u"Signed out"_s));
}

void TestWindowStart::openingIsOverWhenSomebodyElseIsSignedIn()
{
    open();
    const int usual = width();
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 133);
    close();
    ownAs(m_other);
    m_signIn->holdAnswers();
    open();
    QCOMPARE(width(), 133);
    QTRY_VERIFY(part<OpeningNote>()->isVisible());
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_other));
    QVERIFY(!part<OpeningNote>()->isVisible());
    QVERIFY(hasButton(u"other@example.org"_s));
    QCOMPARE(width(), usual);
    QCOMPARE(m_other->indexed().size(), 1);
}

void TestWindowStart::nobodyIsExpectedOnAnotherDirectory()
{
    open(u"one"_s);
    const int usual = width();
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 133);
    close();
    m_signIn->holdAnswers();
    open(u"two"_s);
    QVERIFY(!hasButton(u"owner@example.org"_s));
    QVERIFY(hasButton(u"Account"_s));
    QCOMPARE(width(), usual);
}

void TestWindowStart::ownerOfEachDirectoryIsKept()
{
    open(u"one"_s);
    ownAs(m_other);
    open(u"two"_s);
    m_signIn->holdAnswers();
    for (const auto &[key, email] : {std::pair(u"one"_s, u"owner@example.org"_s),
                                     std::pair(u"two"_s, u"other@example.org"_s)}) {
        open(key);
        QVERIFY(hasButton(email));
    }
}

/// Columns and order are the account's, and what is listed depends on them.
void TestWindowStart::accountsAreAskedOnceAfterASwitch()
{
    open();
    part<TaskTableView>()->sortByColumn(TaskTableModel::NameColumn, Qt::AscendingOrder);
    const TaskSort byName = m_owner->indexed().constLast();
    switchTo(m_other);
    QCOMPARE(m_other->indexed(), QList<TaskSort>{TaskSort()});
    const qsizetype asked = m_owner->indexed().size();
    switchTo(m_owner);
    QCOMPARE(m_owner->indexed().mid(asked), QList<TaskSort>{byName});
    QCOMPARE(m_other->indexed().size(), 1);
}

QTEST_MAIN(TestWindowStart)
#include "tst_windowstart.moc"
