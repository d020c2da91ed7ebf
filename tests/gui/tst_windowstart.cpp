#include "tests/support/sampletasks.h"
#include "tests/support/windowfixture.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/openingnote.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/taskdetails.h"
#include "ui/window/plotspage.h"
#include "ui/window/settingspages.h"
#include "ui/window/timelinepage.h"

#include <QDialog>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace headway;

/// What the window shows before it knows who is signed in, and what it asks for once it does.
class TestWindowStart : public WindowFixture
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
    void windowSignsInWhenTheServiceComes();
    void nobodyIsSignedInWhereThatIsWanted();
    void windowIsThereBeforeTheService();
    void ownersViewIsThereBeforeTheService();
    void whatNobodySeesAtFirstIsMadeLater();
    void signInIsAskedForWhenTheStartFails();

private:
    void ownAs(const std::shared_ptr<FakeTaskSession> &owner);
    OpeningNote *note() const { return m_window->statusBar()->findChild<OpeningNote *>(); }
    bool hasButton(const QString &text) const;
    int width() const { return part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn); }
};

void TestWindowStart::init()
{
    beginAnew();
    for (const auto &session : {m_owner, m_other})
        session->begin({sampleTask(u"make"_s, TaskStatus::Completed, m_clock.now())});
}

void TestWindowStart::ownAs(const std::shared_ptr<FakeTaskSession> &owner)
{
    m_window.reset();
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(owner);
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
    QTRY_VERIFY(note()->isVisible());
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_owner));
    QVERIFY(!note()->isVisible());
    QVERIFY(hasButton(u"owner@example.org"_s));
    QCOMPARE(m_owner->indexed().size(), 2); // one for each window
}

void TestWindowStart::openingIsNotToldAtOnce()
{
    OpeningNote note(u"Opening…"_s);
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
    QTRY_VERIFY(note()->isVisible());
    m_signIn->answer();
    QTRY_VERIFY(part<SignInForm>()->isVisible());
    QVERIFY(!note()->isVisible());
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
    QTRY_VERIFY(note()->isVisible());
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_other));
    QVERIFY(!note()->isVisible());
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

void TestWindowStart::windowSignsInWhenTheServiceComes()
{
    m_signIn->failWith(ErrorCode::Unreachable);
    open();
    QVERIFY(part<ConnectionBar>()->isVisible());
    m_signIn->comeBack();
    QVERIFY(!part<ConnectionBar>()->isVisible());
    QVERIFY(action(u"Signed in as owner@example.org"_s));
}

void TestWindowStart::nobodyIsSignedInWhereThatIsWanted()
{
    store(*m_settings, asksAtStart, true);
    open();
    QVERIFY(part<SignInForm>()->isVisible());
}

void TestWindowStart::windowIsThereBeforeTheService()
{
    m_signIn->holdAnswers();
    open();
    QVERIFY(part<TaskTableView>()->isVisible());
    QVERIFY(!part<SignInForm>()->isVisible());
    QVERIFY(!action(u"Start a Task"_s)->isEnabled());
    m_window->showMessage(u"something to know"_s);
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_owner));
    QVERIFY(seesText(u"something to know"_s));
}

void TestWindowStart::ownersViewIsThereBeforeTheService()
{
    open();
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 133);
    part<SearchBox>()->setText(u"make"_s);
    action(u"Details"_s)->setChecked(false);
    close();
    m_signIn->holdAnswers();
    open();
    QCOMPARE(part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn), 133);
    QVERIFY(!part<TaskDetailPane>()->isVisible());
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 144); // meanwhile
    m_signIn->answer();
    QTRY_COMPARE(m_window->session(), TaskSessionPtr(m_owner));
    QCOMPARE(part<SearchBox>()->text(), u"make"_s);
    QCOMPARE(part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn), 144);
}

/// Each of these is many widgets, and all that the first picture waits for is counted.
void TestWindowStart::whatNobodySeesAtFirstIsMadeLater()
{
    m_signIn->holdAnswers();
    open();
    QVERIFY(!part<TimelinePage>());
    QVERIFY(!part<PlotsPage>());
    QVERIFY(!part<TaskDetails>());
    QVERIFY(m_window->findChildren<QDialog *>().isEmpty());
    constexpr qsizetype enough = 140;
    QCOMPARE_LE(m_window->findChildren<QWidget *>().size(), enough);
    m_signIn->answer();
    QTRY_VERIFY(m_window->session());
    QTRY_COMPARE(rows(), 1);
    part<TaskTableView>()->select(0);
    QTRY_VERIFY(part<TaskDetails>());
    QVERIFY(part<TaskDetails>()->isVisible());
}

void TestWindowStart::signInIsAskedForWhenTheStartFails()
{
    m_signIn->failWith(ErrorCode::NotSignedIn);
    open();
    QVERIFY(part<SignInForm>()->isVisible());
    QVERIFY(!part<TaskTableView>()->isVisible());
}

QTEST_MAIN(TestWindowStart)
#include "tst_windowstart.moc"
