#include "tests/support/sampletasks.h"
#include "tests/support/windowfixture.h"
#include "ui/delegates/statuslook.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/scrolled.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/storagebar.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/taskdetails.h"
#include "ui/widgets/timelineview.h"
#include "ui/widgets/undobar.h"
#include "ui/window/accountbutton.h"
#include "ui/window/plotspage.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/settingspages.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/statuscounts.h"
#include "ui/window/taskspage.h"
#include "ui/window/themekeeper.h"
#include "ui/window/timelinepage.h"
#include "ui/window/toolsbar.h"
#include "ui/window/traysettings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPixmapCache>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableWidget>
#include <QTextEdit>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace headway;

class TestMainWindow : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ownerIsSignedInAtTheStart();
    void emptyListShowsTheCommandToTry();
    void longCommandMakesNoWideWindow();
    void noViewMakesTheWindowWider();
    void littleRoomIsScrolled();
    void wordsOfTheBarGiveWayBeforeButtons();
    void tabGoesFromTheBarToTheDetails();
    void viewThatIsChosenHasTheKeys();
    void othersAreToldToSignInFirst_data();
    void othersAreToldToSignInFirst();
    void searchWithNoMatchSaysSo();
    void escapeClearsTheSearch();
    void searchBeforeHoldsWhileItCannotBeUnderstood();
    void selectedTaskShowsItsDetailsLive();
    void detailsAreLiveAmongVeryManyToo();
    void taskHiddenByASearchIsSelectedAgain_data();
    void taskHiddenByASearchIsSelectedAgain();
    void whatASearchHidesIsNotActedOn();
    void selectionThatIsGivenUpIsTold();
    void groupAndSearchGoTogether();
    void savedSearchBecomesAGroup();
    void deletedTaskIsHiddenUntilUndone();
    void closingDeletesWhatWasNotUndone();
    void closingEndsTheSessionAfterAll();
    void closingDoesNothingElseAfterwards();
    void windowThatCameBackIsNotSignedOut();
    void windowCalledBackAfterItLeftBeginsAnew();
    void closingEndsTheProgramBesideATray();
    void signingOutWaitsForTheDeletion_data();
    void signingOutWaitsForTheDeletion();
    void cancelReachesTheSession();
    void signOutEmptiesTheWindow();
    void endedSessionShowsTheSignInPage();
    void nothingOfAnotherAccountAfterSwitching();
    void countsAreThisAccountsOwn();
    void failureIsToldInTheBar();
    void brokenStorageIsToldUntilItWorks();
    void fullDiskIsToldAtTheStart();
    void hostileTextIsNeverMarkup();
    void everyLabelIsPlain();
    void controlsHaveNamesForTheBlind();
    void lookIsRestored();
    void lookIsKeptWithoutAnEnd();
    void viewIsTheAccountsOwn();
    void lockHidesEverything();
    void absentServiceIsTold();
    void serviceThatMovedTellsItsAddress();
    void shortcutSheetHasEveryShortcut();
    void settingsAreOpenedAndHoldAtOnce();
    void viewsAreSwitchedAndKept();
    void barLeadsToItsTask();
    void actionsAreForTheTaskThatIsShown();
    void changeWhileABarIsAskedForIsNotLost();
    void actionsHaveNoTaskBesideThePlots();
    void styleThatIsReplacedLeavesNoPictures();
    void themeIsChosenAndKept();
    void themeChangesWhileTheWindowIsOpen();
    void systemIsFollowedWhileTheWindowIsOpen();

private:
    Task put(const QString &name, TaskStatus status = TaskStatus::Processing);
    QList<Task> putMany(int count);
};

void TestMainWindow::init()
{
    beginAnew();
    open();
}

Task TestMainWindow::put(const QString &name, TaskStatus status)
{
    const Task task = sampleTask(name, status, m_clock.now());
    auto *model = static_cast<TaskTableModel *>(part<TaskTableView>()->model());
    QSignalSpy merged(model, &TaskTableModel::countsChanged);
    m_owner->put(task);
    [&merged] { QTRY_VERIFY(merged.count() > 0); }();
    return m_owner->stored(task.id);
}

QList<Task> TestMainWindow::putMany(int count)
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now());
    m_owner->put(tasks);
    return tasks;
}

void TestMainWindow::ownerIsSignedInAtTheStart()
{
    QVERIFY(!part<SignInForm>()->isVisible());
    QVERIFY(action(u"Signed in as owner@example.org"_s));
    QVERIFY(seesText(u"http://127.0.0.1:7717"_s));
}

void TestMainWindow::emptyListShowsTheCommandToTry()
{
    QTRY_VERIFY(seesText(u"headway run -- make"_s));
    for (QToolButton *button : m_window->findChildren<QToolButton *>()) {
        if (button->isVisible() && button->text() == u"Copy"_s)
            button->click();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"headway run -- make"_s);
    QAction *start = action(u"Start a Task"_s);
    const QList<QToolButton *> buttons = part<TasksPage>()->findChildren<QToolButton *>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(), [start](const QToolButton *button) {
        return button->isVisible() && button->defaultAction() == start;
    }));
    put(u"make"_s);
    QVERIFY(part<TaskTableView>()->isVisible());
    QVERIFY(!seesText(u"headway run -- make"_s));
}

void TestMainWindow::longCommandMakesNoWideWindow()
{
    EmptyPage page(u"list"_s, u"No tasks yet"_s, u"Put this before any command."_s);
    page.addCommand(QString(300, u'x'));
    QCOMPARE_LE(page.minimumSizeHint().width(), 400);
    page.resize(400, 400);
    page.show();
    QVERIFY(page.findChild<ElidedLabel *>()->shownText().endsWith(u"…"_s));
}

void TestMainWindow::noViewMakesTheWindowWider()
{
    put(u"make"_s);
    const int width = m_window->minimumSizeHint().width();
    QCOMPARE_LE(width, 700);
    for (const QString &view : {u"Timeline"_s, u"Plots"_s, u"List"_s}) {
        action(view)->trigger();
        QCOMPARE_LE(m_window->minimumSizeHint().width(), width);
        QCOMPARE_LE(m_window->minimumSizeHint().height(), 500);
    }
}

void TestMainWindow::littleRoomIsScrolled()
{
    auto *page =
        new EmptyPage(u"list"_s, u"No tasks yet"_s, u"Put this before a command.\nGo on."_s);
    page->addCommand(u"headway run -- make"_s);
    const std::unique_ptr<QScrollArea> area(scrolled(page));
    area->resize(450, 120);
    area->show();
    QCOMPARE_GT(area->verticalScrollBar()->maximum(), 0);
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    const QRect icon = page->findChild<IconLabel *>()->geometry();
    for (const QLabel *label : page->findChildren<QLabel *>())
        QVERIFY(!label->geometry().intersects(icon));
}

void TestMainWindow::tabGoesFromTheBarToTheDetails()
{
    put(u"make"_s);
    QTRY_COMPARE(rows(), 1);
    part<TaskTableView>()->select(0);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    part<SearchBox>()->setFocus();
    for (const QWidget *next : std::initializer_list<QWidget *>{
             part<AccountButton>(), part<GroupsPane>(), part<TaskTableView>()}) {
        QTest::keyClick(m_window.get(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), next);
    }
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    QVERIFY(part<TaskDetails>()->isAncestorOf(QApplication::focusWidget()));
}

void TestMainWindow::viewThatIsChosenHasTheKeys()
{
    put(u"make"_s);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    part<SearchBox>()->setFocus();
    action(u"Timeline"_s)->trigger();
    QVERIFY(part<TimelinePage>()->isAncestorOf(QApplication::focusWidget()));
    part<SearchBox>()->setFocus();
    action(u"List"_s)->trigger();
    QVERIFY(part<TaskTableView>()->hasFocus());
}

void TestMainWindow::wordsOfTheBarGiveWayBeforeButtons()
{
    switchTo(std::make_shared<FakeTaskSession>(u"somebody.with.a.long.name@example.org"_s));
    auto *bar = part<ToolsBar>();
    auto *start = qobject_cast<QToolButton *>(bar->widgetForAction(action(u"Start a Task"_s)));
    const auto isInSight = [bar](const QWidget *button) {
        return button->isVisible() && bar->rect().contains(button->geometry());
    };
    for (int width = 1600; width >= 560; width -= 20) {
        m_window->resize(width, 600);
        QTRY_VERIFY2(isInSight(part<AccountButton>()), qPrintable(QString::number(width)));
        for (QAction *each : bar->actions())
            QVERIFY2(isInSight(bar->widgetForAction(each)), qPrintable(QString::number(width)));
        const bool hasWords = start->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
        QVERIFY(width == 1600 ? hasWords : !hasWords || width > 640);
    }
    m_window->resize(1600, 600);
    QTRY_COMPARE(start->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    QCOMPARE(part<AccountButton>()->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
}

void TestMainWindow::othersAreToldToSignInFirst_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("another account") << u"other@example.org"_s << true;
    QTest::newRow("the owner by password") << u"owner@example.org"_s << false;
}

void TestMainWindow::othersAreToldToSignInFirst()
{
    QFETCH(QString, email);
    QFETCH(bool, isTold);
    switchTo(std::make_shared<FakeTaskSession>(email));
    QTRY_VERIFY(seesText(u"headway run -- make"_s));
    QCOMPARE(seesText(u"headway login"_s), isTold);
}

void TestMainWindow::searchWithNoMatchSaysSo()
{
    put(u"make"_s);
    part<SearchBox>()->setText(u"zebra <b>"_s);
    QVERIFY(!part<TaskTableView>()->isVisible());
    QVERIFY(seesText(u"zebra <b>"_s));
    put(u"a zebra <b>"_s);
    QVERIFY(part<TaskTableView>()->isVisible());
    QCOMPARE(rows(), 1);
    part<SearchBox>()->setText(u"giraffe"_s);
    QVERIFY(!part<TaskTableView>()->isVisible());
    for (QToolButton *button : part<TasksPage>()->findChildren<QToolButton *>()) {
        if (button->isVisible() && button->defaultAction() == action(u"Show All Tasks"_s))
            button->click();
    }
    QVERIFY(part<TaskTableView>()->isVisible());
    QVERIFY(part<SearchBox>()->text().isEmpty());
    QCOMPARE(rows(), 2);
}

void TestMainWindow::escapeClearsTheSearch()
{
    put(u"make"_s);
    action(u"Search"_s)->trigger();
    QTest::keyClicks(part<SearchBox>(), u"zebra"_s);
    QCOMPARE(rows(), 0);
    QTest::keyClick(part<SearchBox>(), Qt::Key_Escape);
    QVERIFY(part<SearchBox>()->text().isEmpty());
    QCOMPARE(rows(), 1);
}

void TestMainWindow::searchBeforeHoldsWhileItCannotBeUnderstood()
{
    put(u"make"_s);
    put(u"make"_s, TaskStatus::Failed);
    put(u"test"_s, TaskStatus::Failed);
    part<SearchBox>()->setText(u"status:failed"_s);
    QCOMPARE(rows(), 2);
    part<SearchBox>()->setText(u"status:fialed"_s);
    QCOMPARE(rows(), 2);
    part<SearchBox>()->setText(u"status:failed -make"_s);
    QCOMPARE(rows(), 1);
}

void TestMainWindow::selectedTaskShowsItsDetailsLive()
{
    Task task = put(u"make"_s);
    part<TaskTableView>()->selectRow(0);
    QVERIFY(part<TaskDetailPane>()->findChild<QTextEdit *>()->toPlainText().contains(u"make"_s));
    task.status = TaskStatus::Failed;
    task.error = u"it broke"_s;
    m_owner->put(task);
    QTRY_VERIFY(seesText(u"It failed"_s));
    m_owner->drop({task.id});
    QTRY_VERIFY(!seesText(u"It failed"_s));
}

void TestMainWindow::detailsAreLiveAmongVeryManyToo()
{
    constexpr int count = 1200;
    const QList<Task> tasks = putMany(count);
    QTRY_COMPARE(rows(), count);
    part<TaskTableView>()->selectAll();
    const auto shows = [this](const QString &words) {
        return part<TaskDetailPane>()->findChild<QTextEdit *>()->toPlainText().contains(words);
    };
    const quint32 current = part<TaskTableView>()->currentNumber();
    Task task = *std::find_if(tasks.begin(), tasks.end(), [&](const Task &each) {
        return m_owner->stored(each.id).row == current;
    });
    task.progress.text = u"the second half"_s;
    QVERIFY(!shows(task.progress.text));
    m_owner->put(task);
    QTRY_VERIFY(shows(task.progress.text));
}

void TestMainWindow::taskHiddenByASearchIsSelectedAgain_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::newRow("live") << TaskStatus::Processing;
    QTest::newRow("ended") << TaskStatus::Completed;
}

void TestMainWindow::taskHiddenByASearchIsSelectedAgain()
{
    QFETCH(TaskStatus, status);
    const Task task = put(u"make"_s, status);
    put(u"zebra"_s, status);
    const QAction *act = action(isEnded(status) ? u"Delete"_s : u"Cancel"_s);
    auto *view = part<TaskTableView>();
    view->selectRow(1);
    QCOMPARE(view->currentNumber(), task.row);
    QVERIFY(act->isEnabled());
    part<SearchBox>()->setText(u"zebra"_s);
    QTRY_COMPARE(rows(), 1);
    QVERIFY(view->currentNumber() != task.row);
    QVERIFY(seesText(u"No task selected"_s));
    QVERIFY(!act->isEnabled());
    part<SearchBox>()->clear();
    QTRY_COMPARE(view->currentNumber(), task.row);
    QVERIFY(!seesText(u"No task selected"_s));
    QVERIFY(act->isEnabled());
}

void TestMainWindow::whatASearchHidesIsNotActedOn()
{
    QList<Task> tasks;
    for (int i = 0; i < 50; ++i)
        tasks += sampleTask(i < 5 ? u"zebra"_s : u"make"_s, TaskStatus::Completed, m_clock.now());
    m_owner->put(tasks);
    QTRY_COMPARE(rows(), 50);
    part<TaskTableView>()->selectAll();
    part<SearchBox>()->setText(u"zebra"_s);
    QTRY_COMPARE(rows(), 5);
    action(u"Delete"_s)->trigger();
    QCOMPARE(rows(), 0);
    part<SearchBox>()->clear();
    QTRY_COMPARE(rows(), 45);
}

void TestMainWindow::selectionThatIsGivenUpIsTold()
{
    Q_EMIT part<TaskTableView>()->selectionGivenUp();
    QVERIFY(!m_window->statusBar()->currentMessage().isEmpty());
}

void TestMainWindow::groupAndSearchGoTogether()
{
    put(u"make"_s);
    put(u"make"_s, TaskStatus::Failed);
    put(u"test"_s, TaskStatus::Failed);
    auto *groups = part<GroupsPane>();
    groups->setCurrentIndex(groups->model()->index(3, 0)); // Failed
    QCOMPARE(rows(), 2);
    part<SearchBox>()->setText(u"make"_s);
    QCOMPARE(rows(), 1);
    groups->chooseAll();
    QCOMPARE(rows(), 2);
}

void TestMainWindow::savedSearchBecomesAGroup()
{
    put(u"make"_s);
    put(u"test"_s);
    part<SearchBox>()->setText(u"test"_s);
    part<SearchBox>()->saveAction()->trigger();
    QVERIFY(part<SearchBox>()->text().isEmpty());
    QCOMPARE(rows(), 1);
    auto *editor = part<GroupsPane>()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"Tests"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(part<GroupsPane>()->currentIndex().data().toString(), u"Tests"_s);
    part<GroupsPane>()->removeAction()->trigger();
    QCOMPARE(rows(), 2);
    QVERIFY(part<UndoBar>()->text().contains(u"Tests"_s));
    part<UndoBar>()->undoAction()->trigger();
    close();
    open();
    const QAbstractItemModel *model = part<GroupsPane>()->model();
    const QModelIndex section = model->index(model->rowCount() - 1, 0);
    QCOMPARE(model->index(0, 0, section).data().toString(), u"Tests"_s);
}

void TestMainWindow::deletedTaskIsHiddenUntilUndone()
{
    const Task task = put(u"make"_s, TaskStatus::Completed);
    put(u"test"_s, TaskStatus::Completed);
    part<TaskTableView>()->selectRow(1);
    action(u"Delete"_s)->trigger();
    QCOMPARE(rows(), 1);
    QVERIFY(m_owner->removed().isEmpty());
    action(u"Undo"_s)->trigger();
    QTRY_COMPARE(rows(), 2);
    QVERIFY(m_owner->removed().isEmpty());
}

void TestMainWindow::closingDeletesWhatWasNotUndone()
{
    const Task task = put(u"make"_s, TaskStatus::Completed);
    part<TaskTableView>()->selectRow(0);
    action(u"Delete"_s)->trigger();
    m_window->close();
    QCOMPARE(m_owner->removed(), QList<TaskId>{task.id});
}

void TestMainWindow::closingEndsTheSessionAfterAll()
{
    const Task task = put(u"make"_s, TaskStatus::Completed);
    part<TaskTableView>()->selectRow(0);
    action(u"Delete"_s)->trigger();
    m_owner->holdAnswers();
    m_window->close();
    QVERIFY(m_signIn->signedOut().isEmpty()); // what is deleted comes first
    m_owner->answer();
    QTRY_COMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner});
    QCOMPARE(m_owner->removed(), QList<TaskId>{task.id});
}

void TestMainWindow::closingDoesNothingElseAfterwards()
{
    constexpr int count = 300;
    putMany(count);
    QTRY_COMPARE(rows(), count);
    part<TaskTableView>()->selectAll();
    m_owner->holdAnswers();
    action(u"Cancel"_s)->trigger();
    const qsizetype asked = m_owner->cancelled().size();
    QVERIFY(asked > 0 && asked < count);
    m_window->close();
    QCOMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner}); // it waits for no answer
    m_owner->answer();
    QTest::qWait(0);
    QCOMPARE(m_owner->cancelled().size(), asked);
}

void TestMainWindow::windowThatCameBackIsNotSignedOut()
{
    put(u"make"_s, TaskStatus::Completed);
    part<TaskTableView>()->selectRow(0);
    action(u"Delete"_s)->trigger();
    m_owner->holdAnswers();
    m_window->close();
    m_window->show();
    m_owner->answer();
    QTest::qWait(0);
    QVERIFY(m_signIn->signedOut().isEmpty());
    m_window->close();
    QCOMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner});
}

void TestMainWindow::windowCalledBackAfterItLeftBeginsAnew()
{
    put(u"make"_s, TaskStatus::Completed);
    m_window->setHasTray(true);
    m_window->quit();
    QCOMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner});
    m_window->show();
    QTRY_COMPARE(m_window->session(), m_owner);
    QVERIFY(!part<SignInForm>()->isVisible());
    QTRY_COMPARE(rows(), 1);
    store(*m_settings, closesToTray, true);
    store(*m_settings, saidClosesToTray, true);
    m_window->close(); // hides again
    QTest::qWait(0);
    QCOMPARE(m_window->session(), m_owner);
    QCOMPARE(m_signIn->signedOut().size(), 1);
}

void TestMainWindow::closingEndsTheProgramBesideATray()
{
    store(*m_settings, closesToTray, false);
    m_window->setHasTray(true);
    bool isStuck = false;
    QTimer guard;
    connect(&guard, &QTimer::timeout, qApp, [&isStuck] {
        isStuck = true;
        QCoreApplication::exit();
    });
    guard.start(std::chrono::seconds(10));
    QMetaObject::invokeMethod(m_window.get(), &QWidget::close, Qt::QueuedConnection);
    QCoreApplication::exec();
    QVERIFY(!isStuck);
}

void TestMainWindow::signingOutWaitsForTheDeletion_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1;
    QTest::newRow("more than are asked at once") << 300;
    QTest::newRow("known by number") << 1200;
}

void TestMainWindow::signingOutWaitsForTheDeletion()
{
    QFETCH(int, count);
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += sampleTask(u"make"_s, TaskStatus::Completed, m_clock.now());
    m_owner->put(tasks);
    QTRY_COMPARE(rows(), count);
    part<TaskTableView>()->selectAll();
    action(u"Delete"_s)->trigger();
    QTRY_VERIFY(part<UndoBar>()->isVisible());
    m_owner->holdAnswers();
    action(u"Sign Out"_s)->trigger();
    QVERIFY(part<SignInForm>()->isVisible());
    QVERIFY(m_signIn->signedOut().isEmpty()); // as whom it would be deleted else?
    m_owner->answer();
    QTRY_COMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner});
    QCOMPARE(m_owner->removed().size(), count);
}

void TestMainWindow::cancelReachesTheSession()
{
    const Task task = put(u"make"_s);
    QVERIFY(!action(u"Cancel"_s)->isEnabled());
    part<TaskTableView>()->selectRow(0);
    QVERIFY(action(u"Cancel"_s)->isEnabled());
    action(u"Cancel"_s)->trigger();
    QCOMPARE(m_owner->cancelled(), QList<TaskId>({task.id}));
    QTRY_VERIFY(!action(u"Cancel"_s)->isEnabled());
    QVERIFY(action(u"Delete"_s)->isEnabled());
}

void TestMainWindow::signOutEmptiesTheWindow()
{
    put(u"make"_s);
    part<TaskTableView>()->selectRow(0);
    action(u"Sign Out"_s)->trigger();
    QVERIFY(part<SignInForm>()->isVisible());
    QCOMPARE(rows(), 0);
    QVERIFY(!action(u"Cancel"_s)->isEnabled());
    QVERIFY(!part<SearchBox>()->isEnabled());
    QCOMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>({m_owner}));
    m_owner->put(sampleTask(u"behind the curtain"_s, TaskStatus::Pending, m_clock.now()));
    QTest::qWait(40);
    QCOMPARE(rows(), 0);
}

void TestMainWindow::endedSessionShowsTheSignInPage()
{
    put(u"make"_s);
    m_owner->end();
    QVERIFY(part<SignInForm>()->isVisible());
    QVERIFY(part<MessageBar>()->isVisible());
    QCOMPARE(rows(), 0);
}

void TestMainWindow::nothingOfAnotherAccountAfterSwitching()
{
    const Task mine = put(u"mine"_s);
    m_owner->write(mine.id, "my output\n");
    part<TaskTableView>()->selectRow(0);
    m_other->begin({sampleTask(u"theirs"_s, TaskStatus::Completed, m_clock.now())});
    action(u"Switch Account"_s)->trigger();
    auto *dialog = part<SignInDialog>();
    QVERIFY(dialog);
    for (QLineEdit *line : dialog->findChildren<QLineEdit *>())
        line->setText(line->echoMode() == QLineEdit::Password ? u"correct horse"_s
                                                              : u"other@example.org"_s);
    QTest::keyClick(dialog->findChildren<QLineEdit *>().last(), Qt::Key_Return);
    QVERIFY(action(u"Signed in as other@example.org"_s));
    QCOMPARE(rows(), 1);
    QTRY_COMPARE(
        part<TaskTableView>()->model()->index(0, TaskTableModel::NameColumn).data().toString(),
        u"theirs"_s);
    m_owner->put(sampleTask(u"mine again"_s, TaskStatus::Pending, m_clock.now()));
    m_owner->write(mine.id, "more of it\n");
    QTest::qWait(40);
    QCOMPARE(rows(), 1);
    for (const QTextEdit *edit : m_window->findChildren<QTextEdit *>())
        QVERIFY(!edit->toPlainText().contains(u"mine"_s));
    for (const QPlainTextEdit *edit : m_window->findChildren<QPlainTextEdit *>())
        QVERIFY(edit->toPlainText().isEmpty());
    QCOMPARE(part<StatusCounts>()->text().section(u' ', 0, 0), u"0"_s);
}

void TestMainWindow::countsAreThisAccountsOwn()
{
    put(u"a"_s);
    put(u"b"_s, TaskStatus::Failed);
    put(u"c"_s, TaskStatus::Completed);
    const auto says = [this](const QString &words) {
        return part<StatusCounts>()->text().contains(words);
    };
    QTRY_VERIFY(says(u"1 running"_s) && says(u"1 failed today"_s) && says(u"3 in all"_s));
    QTRY_VERIFY(!says(u" 0 updates/s"_s));
    QTRY_VERIFY(says(u" 0 updates/s"_s)); // and it rests
}

void TestMainWindow::failureIsToldInTheBar()
{
    put(u"make"_s);
    part<TaskTableView>()->selectRow(0);
    QVERIFY(!part<MessageBar>()->isVisible());
    m_owner->failWith(Error{ErrorCode::StorageFull, u"internal detail"_s});
    action(u"Cancel"_s)->trigger();
    QVERIFY(part<MessageBar>()->isVisible());
    QVERIFY(part<MessageBar>()->text().contains(u"disk is full"_s));
    QVERIFY(!part<MessageBar>()->text().contains(u"internal detail"_s));
    part<MessageBar>()->findChild<QToolButton *>()->click();
    QVERIFY(!part<MessageBar>()->isVisible());
}

void TestMainWindow::brokenStorageIsToldUntilItWorks()
{
    QVERIFY(!part<StorageBar>()->isVisible());
    m_signIn->setStorage(StorageState::Full);
    QVERIFY(part<StorageBar>()->isVisible());
    QVERIFY(part<StorageBar>()->text().contains(u"disk is full"_s));
    m_signIn->setStorage(StorageState::Failed);
    QVERIFY(part<StorageBar>()->isVisible());
    QVERIFY(part<StorageBar>()->text().contains(u"cannot write"_s));
    action(u"Sign Out"_s)->trigger();
    QVERIFY(part<StorageBar>()->isVisible()); // it is not this account's alone
    m_signIn->setStorage(StorageState::Damaged);
    QVERIFY(part<StorageBar>()->text().contains(u"start it again"_s));
    m_signIn->setStorage(StorageState::Working);
    QVERIFY(!part<StorageBar>()->isVisible());
}

void TestMainWindow::fullDiskIsToldAtTheStart()
{
    m_signIn->setStorage(StorageState::Full);
    open();
    QVERIFY(part<StorageBar>()->isVisible());
}

void TestMainWindow::hostileTextIsNeverMarkup()
{
    Task task = sampleTask(u"<img src=/some/fifo>\u202e"_s + QString(1000, u'W'),
                           TaskStatus::Failed, m_clock.now());
    task.error = u"<h1>x</h1>"_s + QString(1'000'000, u'e');
    task.progress.text = u'a' + QString(30'000, QChar(0x301));
    m_owner->put(task);
    QTRY_COMPARE(rows(), 1);
    part<TaskTableView>()->selectRow(0);
    m_window->grab();
    for (const QWidget *widget : m_window->findChildren<QWidget *>())
        QVERIFY2(!widget->toolTip().contains(u"<img"_s), qPrintable(widget->toolTip()));
    QVERIFY(m_window->width() <= 1400);
}

void TestMainWindow::everyLabelIsPlain()
{
    put(u"make"_s, TaskStatus::Failed);
    part<TaskTableView>()->selectRow(0);
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        const bool isOurFormLabel = label->buddy() != nullptr;
        QVERIFY2(isOurFormLabel || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
}

void TestMainWindow::controlsHaveNamesForTheBlind()
{
    put(u"make"_s);
    QVERIFY(!part<TaskTableView>()->accessibleName().isEmpty());
    QVERIFY(!part<SearchBox>()->accessibleName().isEmpty());
    for (const QToolButton *button : m_window->findChildren<QToolButton *>()) {
        if (button->isVisible() && button->text().isEmpty()
            && !button->objectName().startsWith(u"qt_"_s))
            QVERIFY2(!button->accessibleName().isEmpty() || !button->toolTip().isEmpty(),
                     button->metaObject()->className());
    }
}

void TestMainWindow::lookIsRestored()
{
    put(u"make"_s);
    m_window->resize(1111, 555);
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 133);
    action(u"Details"_s)->setChecked(false);
    action(u"Groups"_s)->setChecked(false);
    close();
    open();
    QCOMPARE(m_window->size(), QSize(1111, 555));
    QCOMPARE(part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn), 133);
    QVERIFY(!part<TaskDetailPane>()->isVisible());
    QVERIFY(!part<GroupsPane>()->isVisible());
    action(u"Groups"_s)->setChecked(true);
    QVERIFY(part<GroupsPane>()->isVisible());
    action(u"Details"_s)->setChecked(true);
    QVERIFY(part<TaskDetailPane>()->isVisible());
}

void TestMainWindow::lookIsKeptWithoutAnEnd()
{
    m_window->resize(1111, 555);
    action(u"Details"_s)->setChecked(false);
    QWidget other;
    other.show();
    other.activateWindow();
    QTRY_VERIFY(!m_window->isActiveWindow());
    m_window.reset();
    open();
    QCOMPARE(m_window->size(), QSize(1111, 555));
    QVERIFY(!part<TaskDetailPane>()->isVisible());
}

void TestMainWindow::viewIsTheAccountsOwn()
{
    put(u"make"_s);
    const auto width = [this] {
        return part<TaskTableView>()->columnWidth(TaskTableModel::ElapsedColumn);
    };
    const int usual = width();
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 133);
    action(u"Details"_s)->setChecked(false);
    part<TaskDetailPane>()->showTab(u"overview"_s);
    part<SearchBox>()->setText(u"make"_s);
    switchTo(m_other);
    QVERIFY(action(u"Details"_s)->isChecked());
    QCOMPARE(part<TaskDetailPane>()->shownTab(), QString());
    QCOMPARE(part<SearchBox>()->text(), QString());
    QCOMPARE(width(), usual);
    part<TaskTableView>()->setColumnWidth(TaskTableModel::ElapsedColumn, 99);
    close();
    open();
    QCOMPARE(width(), 133);
    QVERIFY(!action(u"Details"_s)->isChecked());
    QCOMPARE(part<TaskDetailPane>()->shownTab(), u"overview"_s);
    QCOMPARE(part<SearchBox>()->text(), u"make"_s);
}

void TestMainWindow::lockHidesEverything()
{
    put(u"secret work"_s, TaskStatus::Completed);
    part<TaskTableView>()->selectRow(0);
    action(u"Delete"_s)->trigger(); // names the task in what it offers to undo
    action(u"Settings"_s)->trigger();
    action(u"Lock"_s)->trigger();
    QVERIFY(m_signIn->signedOut().contains(m_owner));
    QCOMPARE(rows(), 0);
    QVERIFY(part<SignInForm>()->isVisible());
    QVERIFY(!seesText(u"secret work"_s));
    for (const QDialog *dialog : m_window->findChildren<QDialog *>())
        QVERIFY(!dialog->isVisible());
    const QList<QLineEdit *> fields = part<SignInForm>()->findChildren<QLineEdit *>();
    QVERIFY(std::any_of(fields.begin(), fields.end(), [](const QLineEdit *field) {
        return field->text() == u"owner@example.org"_s;
    }));
    QVERIFY(!action(u"Lock"_s)->isEnabled());
}

void TestMainWindow::absentServiceIsTold()
{
    put(u"make"_s);
    Q_EMIT m_owner->interrupted(Error{ErrorCode::Unreachable, {}});
    QVERIFY(part<ConnectionBar>()->isVisible());
    QCOMPARE(rows(), 1);
    Q_EMIT m_owner->resumed();
    QVERIFY(!part<ConnectionBar>()->isVisible());
}

void TestMainWindow::serviceThatMovedTellsItsAddress()
{
    Q_EMIT m_signIn->moved(u"http://127.0.0.1:4242"_s);
    QVERIFY(seesText(u"http://127.0.0.1:4242"_s));
    QVERIFY(!seesText(u"http://127.0.0.1:7717"_s));
    action(u"Settings"_s)->trigger();
    const auto *page = part<ServicePage>();
    QVERIFY(page);
    const QList<QLineEdit *> lines = page->findChildren<QLineEdit *>();
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QLineEdit *line) {
        return line->text() == u"http://127.0.0.1:4242"_s;
    }));
}

void TestMainWindow::shortcutSheetHasEveryShortcut()
{
    action(u"Keyboard Shortcuts"_s)->trigger();
    const auto *table = part<ShortcutSheet>()->findChild<QTableWidget *>();
    QStringList keys;
    for (int row = 0; row < table->rowCount(); ++row) {
        if (table->columnSpan(row, 0) == 1) // else it is a heading
            keys += table->item(row, 1)->text().split(u", "_s);
    }
    QVERIFY(keys.contains(u"F1"_s) && keys.contains(u"?"_s) && keys.contains(u"Ctrl+L"_s));
    QVERIFY(keys.contains(u"Home"_s) && keys.contains(u"End"_s) && !keys.contains(QString()));
    for (const QAction *each : m_window->findChildren<QAction *>()) {
        for (const QKeySequence &sequence : each->shortcuts())
            QVERIFY2(keys.contains(sequence.toString(QKeySequence::NativeText)),
                     qPrintable(each->text()));
    }
}

void TestMainWindow::settingsAreOpenedAndHoldAtOnce()
{
    Theme chosen = Theme::System;
    connect(m_window.get(), &MainWindow::themeChosen, this, [&](Theme theme) { chosen = theme; });
    action(u"Settings"_s)->trigger();
    Q_EMIT part<SettingsDialog>()->themeChosen(Theme::Dark);
    QCOMPARE(chosen, Theme::Dark);
    QVERIFY(action(u"Dark"_s)->isChecked());
    QCOMPARE(m_settings->value(themeSetting.key).toString(), u"dark"_s);
}

void TestMainWindow::viewsAreSwitchedAndKept()
{
    QVERIFY(!part<TimelinePage>()); // made when it is first seen
    put(u"make"_s);
    action(u"Timeline"_s)->trigger();
    QVERIFY(part<TimelinePage>()->isVisible());
    QVERIFY(part<TaskDetailPane>()->isVisible());
    m_window->close();
    open();
    QVERIFY(part<TimelinePage>()->isVisible());
    action(u"Plots"_s)->trigger();
    QVERIFY(part<PlotsPage>()->isVisible());
    QVERIFY(!part<TaskDetailPane>()->isVisible());
    QTest::keyClicks(part<SearchBox>(), u"a"_s); // what is found shows in the list
    QVERIFY(!part<PlotsPage>()->isVisible());
    QVERIFY(action(u"List"_s)->isChecked());
}

void TestMainWindow::barLeadsToItsTask()
{
    const Task task = put(u"a bar"_s);
    action(u"Timeline"_s)->trigger();
    QVERIFY(part<TaskDetailPane>()->isVisible());
    Q_EMIT part<TimelineView>()->taskSelected(m_owner->stored(task.id).row);
    QVERIFY(part<TimelinePage>()->isVisible());
    QCOMPARE(part<TaskTableView>()->currentNumber(), m_owner->stored(task.id).row);
    QVERIFY(part<TaskDetailPane>()->findChild<QTextEdit *>()->toPlainText().contains(u"a bar"_s));
    Q_EMIT part<TimelineView>()->taskActivated(m_owner->stored(task.id).row);
    QVERIFY(!part<TimelinePage>()->isVisible());
    QVERIFY(part<TaskTableView>()->isVisible());
}

void TestMainWindow::actionsAreForTheTaskThatIsShown()
{
    const Task found = put(u"docs"_s);
    const Task hidden = put(u"tests"_s);
    part<SearchBox>()->setText(u"docs"_s);
    QTRY_COMPARE(rows(), 1);
    part<TaskTableView>()->select(0);
    QCOMPARE(part<TasksPage>()->selectedTasks().value(0).id, found.id);
    action(u"Timeline"_s)->trigger();
    Q_EMIT part<TimelineView>()->taskSelected(hidden.row);
    QVERIFY(part<TaskDetailPane>()->findChild<QTextEdit *>()->toPlainText().contains(u"tests"_s));
    QCOMPARE(part<TasksPage>()->selectedTasks().size(), 1);
    QCOMPARE(part<TasksPage>()->selectedTasks().first().id, hidden.id);
    action(u"Pause"_s)->trigger();
    QCOMPARE(m_owner->stored(found.id).status, TaskStatus::Processing);
    QCOMPARE(m_owner->stored(hidden.id).status, TaskStatus::Paused);
    QCOMPARE(part<TasksPage>()->selectedTasks().first().status, TaskStatus::Paused);
    m_owner->drop({hidden.id});
    QVERIFY(part<TasksPage>()->selectedTasks().isEmpty());
    QVERIFY(!action(u"Pause"_s)->isEnabled());
}

void TestMainWindow::changeWhileABarIsAskedForIsNotLost()
{
    Task hidden = put(u"tests"_s);
    put(u"docs"_s);
    part<SearchBox>()->setText(u"docs"_s);
    QTRY_COMPARE(rows(), 1);
    action(u"Timeline"_s)->trigger();
    m_owner->holdAnswers();
    Q_EMIT part<TimelineView>()->taskSelected(hidden.row);
    hidden.status = TaskStatus::Failed;
    m_owner->put(hidden);
    m_owner->answer();
    QTRY_COMPARE(part<TasksPage>()->selectedTasks().size(), 1);
    QCOMPARE(part<TasksPage>()->selectedTasks().first().status, TaskStatus::Failed);
}

void TestMainWindow::actionsHaveNoTaskBesideThePlots()
{
    put(u"make"_s);
    part<TaskTableView>()->select(0);
    QVERIFY(action(u"Cancel"_s)->isEnabled());
    action(u"Plots"_s)->trigger();
    QVERIFY(!action(u"Cancel"_s)->isEnabled());
    action(u"List"_s)->trigger();
    QVERIFY(action(u"Cancel"_s)->isEnabled());
}

/// They are found by its address, where another may come to lie.
void TestMainWindow::styleThatIsReplacedLeavesNoPictures()
{
    applyTheme(*qApp, Theme::Light);
    QPixmapCache::insert(u"part of a bar"_s, QPixmap(1, 1));
    applyTheme(*qApp, Theme::Dark);
    QVERIFY(!QPixmapCache::find(u"part of a bar"_s, nullptr));
    applyTheme(*qApp, Theme::System);
}

void TestMainWindow::themeIsChosenAndKept()
{
    Theme chosen = Theme::System;
    connect(m_window.get(), &MainWindow::themeChosen, this, [&](Theme theme) { chosen = theme; });
    action(u"Dark"_s)->trigger();
    QCOMPARE(chosen, Theme::Dark);
    QCOMPARE(m_settings->value(themeSetting.key).toString(), u"dark"_s);
    QCOMPARE(themeFromWord(u"nonsense"_s), Theme::System);
}

void TestMainWindow::themeChangesWhileTheWindowIsOpen()
{
    put(u"make"_s);
    part<TaskTableView>()->selectRow(0);
    const auto brightness = [this](Theme theme) {
        applyTheme(*qApp, theme);
        QTest::qWait(0);
        return m_window->grab().toImage().scaled(1, 1).pixelColor(0, 0).lightness();
    };
    QVERIFY(brightness(Theme::Dark) < 100);
    QVERIFY(brightness(Theme::Light) > 150);
    QVERIFY(brightness(Theme::Dark) < 100);
    applyTheme(*qApp, Theme::System);
}

void TestMainWindow::systemIsFollowedWhileTheWindowIsOpen()
{
    put(u"make"_s);
    part<TaskTableView>()->selectRow(0);
    const auto colours = [this] { return part<TaskTableView>()->palette(); };
    SettingsDialog dialog(*m_signIn, *m_settings, {}, m_owner); // another window of ours
    dialog.show();
    ThemeKeeper keeper(*qApp, Theme::System, {});
    QTRY_VERIFY(!isDark(colours()));
    keeper.setSystemLook({SystemLook::Scheme::Dark, false});
    QTRY_VERIFY(isDark(colours()) && !isHighContrast(colours()));
    QTRY_VERIFY(isDark(dialog.palette()));
    QTRY_VERIFY(isDark(part<ErrorCard>()->palette()));
    QTRY_VERIFY(isDark(part<MessageBar>()->palette()));
    keeper.setSystemLook({SystemLook::Scheme::Dark, true});
    QTRY_VERIFY(isDark(colours()) && isHighContrast(colours()));
    QTRY_VERIFY(isHighContrast(dialog.palette()));
    QTRY_VERIFY(isHighContrast(part<ErrorCard>()->palette()));
    keeper.setTheme(Theme::Light); // chosen: the system is not asked any more
    keeper.setSystemLook({SystemLook::Scheme::Dark, false});
    QTRY_VERIFY(!isDark(colours()));
    keeper.setTheme(Theme::HighContrast);
    qApp->setPalette(QPalette()); // as if the platform had taken its own
    QTRY_VERIFY(isHighContrast(colours()));
    keeper.setTheme(Theme::System);
    QTRY_VERIFY(isDark(colours()));
    keeper.setSystemLook({});
    QTRY_VERIFY(!isDark(colours()));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
