#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/attemptsmodel.h"
#include "ui/widgets/attemptsview.h"
#include "ui/widgets/errorcard.h"
#include "ui/widgets/fieldtable.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/outputpane.h"
#include "ui/widgets/outputview.h"
#include "ui/widgets/statetimeline.h"
#include "ui/widgets/taskdetailpane.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskDetailPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingSelectedSaysSo();
    void fieldsAndStateAreShown();
    void timesGrowWhileATaskUnderWayIsInSight();
    void errorIsShownAndCopied();
    void errorInTheOutputIsShownOnce();
    void errorThatIsSeenNowhereElseIsShown_data();
    void errorThatIsSeenNowhereElseIsShown();
    void lostTaskTellsSinceWhen();
    void signalIsNamed();
    void successShowsNoError();
    void resultIsATree();
    void chosenTabStays();
    void statesAreTold();
    void failureCanBeActedOn();
    void attemptsStandSideBySide();
    void attemptsAreLookedForWhenLookedAt();
    void missingOutputIsTold();
    void outputIsFollowedLive();
    void outputOfTheTaskBeforeNeverShows();
    void searchEndsWithTheSession();
    void unchangedFieldsKeepTheSelection();
    void hostileTextStaysTextAndIsCut();

private:
    OutputView *output() const { return m_pane->findChild<OutputView *>(); }
    QString fields() const { return m_pane->findChild<FieldTable *>()->toPlainText(); }
    ErrorCard *error() const { return m_pane->findChild<ErrorCard *>(); }
    Task make(TaskStatus status);

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<TaskDetailPane> m_pane;
};

void TestTaskDetailPane::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_pane = std::make_unique<TaskDetailPane>(m_clock);
    m_pane->setTask(sampleTask(u"first"_s, TaskStatus::Completed, m_clock.now()));
    m_pane->setTask({}); // its parts stay
    m_pane->setSession(m_session);
    m_pane->resize(400, 700);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

Task TestTaskDetailPane::make(TaskStatus status)
{
    const Task task = sampleTask(u"make"_s, status, m_clock.now());
    m_session->begin({task});
    return m_session->stored(task.id);
}

void TestTaskDetailPane::nothingSelectedSaysSo()
{
    m_pane->setTask(make(TaskStatus::Processing));
    QVERIFY(output()->isVisible());
    m_pane->setTask({});
    QVERIFY(!output()->isVisible());
    QVERIFY(!fields().contains(u"make"_s));
}

void TestTaskDetailPane::fieldsAndStateAreShown()
{
    Task task = make(TaskStatus::Processing);
    task.host = u"workstation"_s;
    m_pane->setTask(task);
    QVERIFY(fields().contains(u"workstation"_s));
    QVERIFY(fields().contains(task.id.toString()));
}

void TestTaskDetailPane::timesGrowWhileATaskUnderWayIsInSight()
{
    auto *clock = m_pane->findChild<QTimer *>(u"clock"_s);
    QVERIFY(!clock->isActive());
    m_pane->setTask(make(TaskStatus::Processing));
    QVERIFY(clock->isActive());
    const QString before = fields();
    m_clock.advance(std::chrono::hours(5));
    clock->start(0);
    QTRY_VERIFY(fields() != before);
    m_pane->hide();
    QVERIFY(!clock->isActive());
    m_pane->show();
    QVERIFY(clock->isActive());
    m_pane->setTask(make(TaskStatus::Completed));
    QVERIFY(!clock->isActive());
}

void TestTaskDetailPane::errorIsShownAndCopied()
{
    Task task = make(TaskStatus::Failed);
    task.error = u"line 1\nline 2"_s;
    task.exitCode = 2;
    m_pane->setTask(task);
    QVERIFY(error()->isVisible());
    error()->findChild<QToolButton *>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"line 1\nline 2"_s);
}

void TestTaskDetailPane::errorInTheOutputIsShownOnce()
{
    const auto *text = error()->findChild<QPlainTextEdit *>();
    Task task = make(TaskStatus::Failed);
    task.hasRunner = true;
    task.error = u"news.html:\n2 links lead nowhere"_s;
    m_session->write(task.id, "checking\nnews.html:\n2 links lead nowhere\n");
    m_pane->setTask(task);
    QTRY_VERIFY(output()->visibleText().contains(u"lead nowhere"_s));
    QTRY_VERIFY(!text->isVisible());
    QVERIFY(error()->isVisible());
    m_pane->showTab(u"overview"_s);
    QTRY_VERIFY(text->isVisible());
    m_pane->showTab(u"output"_s);
    QTRY_VERIFY(!text->isVisible());
    Task other = make(TaskStatus::Failed);
    other.hasRunner = true;
    other.error = u"said nowhere else"_s;
    m_pane->setTask(other);
    QTRY_VERIFY(text->isVisible());
}

void TestTaskDetailPane::errorThatIsSeenNowhereElseIsShown_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a brace") << u"}"_s << QByteArray("{ \"a\": {} }\n");
    QTest::newRow("a digit") << u"1"_s << QByteArray("100 files\n");
    QTest::newRow("its end alone") << u"what it was:\nline 7"_s << QByteArray("line 7\n");
    QTest::newRow("output that is gone") << u"line 7"_s << QByteArray();
}

void TestTaskDetailPane::errorThatIsSeenNowhereElseIsShown()
{
    QFETCH(QString, error);
    QFETCH(QByteArray, written);
    const auto *text = this->error()->findChild<QPlainTextEdit *>();
    Task first = make(TaskStatus::Failed);
    first.hasRunner = true;
    first.error = error;
    m_session->write(first.id, error.toUtf8() + '\n');
    m_pane->setTask(first);
    QTRY_VERIFY(!text->isVisible());
    Task second = make(TaskStatus::Failed); // another attempt, say
    second.hasRunner = true;
    second.error = error;
    if (!written.isEmpty())
        m_session->write(second.id, written);
    m_pane->setTask(second);
    QTRY_COMPARE(output()->visibleText(), QString::fromUtf8(written).trimmed());
    QTRY_VERIFY(text->isVisible());
}

void TestTaskDetailPane::lostTaskTellsSinceWhen()
{
    Task task = make(TaskStatus::Lost);
    task.error = u"Lost contact with the task"_s;
    task.quietSince = task.createdAt;
    m_pane->setTask(task);
    QVERIFY(error()->isVisible());
    QVERIFY(error()->findChild<QLabel *>()->text().startsWith("No sign of life since "_L1));
    QVERIFY(fields().contains("Last sign of life"_L1));
}

void TestTaskDetailPane::signalIsNamed()
{
    Task task = make(TaskStatus::Failed);
    task.signal = 9;
    m_pane->setTask(task);
    QCOMPARE(error()->findChild<QLabel *>()->text(), u"It failed: ended by signal 9 (SIGKILL)"_s);
    QVERIFY(fields().contains(u"9 (SIGKILL)"_s));
}

void TestTaskDetailPane::successShowsNoError()
{
    Task task = make(TaskStatus::Completed);
    task.error = u"left over"_s;
    m_pane->setTask(task);
    QVERIFY(!error()->isVisible());
}

void TestTaskDetailPane::resultIsATree()
{
    auto *tabs = m_pane->findChild<QTabWidget *>();
    auto *view = m_pane->findChild<JsonView *>();
    const int tab = tabs->indexOf(view);
    Task task = make(TaskStatus::Completed);
    m_pane->setTask(task);
    QVERIFY(!tabs->isTabVisible(tab));
    task.result = "{\"pages\":1.50,\"files\":[\"<b>a</b>\"]}";
    m_pane->setTask(task);
    QVERIFY(tabs->isTabVisible(tab));
    const QAbstractItemModel *model = view->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 0).data().toString(), u"pages"_s);
    QCOMPARE(model->index(0, 1).data().toString(), u"1.50"_s);
    tabs->setCurrentIndex(tab);
    view->setCurrentIndex(model->index(1, 0));
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"[\n  \"<b>a</b>\"\n]"_s);
}

void TestTaskDetailPane::chosenTabStays()
{
    auto *tabs = m_pane->findChild<QTabWidget *>();
    auto *result = m_pane->findChild<JsonView *>();
    Task with = make(TaskStatus::Completed);
    with.result = "[1]";
    m_pane->setTask(with);
    tabs->setCurrentWidget(result);
    const QString kept = m_pane->shownTab();
    m_pane->setTask(make(TaskStatus::Processing)); // has no result
    QVERIFY(tabs->currentWidget() != result);
    m_pane->setTask(with);
    QCOMPARE(tabs->currentWidget(), result);
    m_pane->showTab({});
    QCOMPARE(tabs->currentIndex(), 0);
    m_pane->showTab(kept);
    QCOMPARE(tabs->currentWidget(), result);
    m_pane->showTab(u"no such tab"_s);
    QCOMPARE(tabs->currentIndex(), 0);
}

void TestTaskDetailPane::statesAreTold()
{
    auto *tabs = m_pane->findChild<QTabWidget *>();
    auto *states = m_pane->findChild<StateTimeline *>();
    const Task task = make(TaskStatus::Failed);
    m_pane->setTask(task);
    m_pane->showTab(u"overview"_s);
    QCOMPARE(tabs->currentIndex(), 1);
    QVERIFY(states->isVisible());
    m_pane->grab();
    QVERIFY(states->accessibleName().contains(u"Waiting"_s));
    QVERIFY(states->accessibleName().contains(u"Running"_s));
    QVERIFY(states->accessibleName().contains(u"Failed"_s));
}

void TestTaskDetailPane::failureCanBeActedOn()
{
    QAction again(u"Again"_s);
    QSignalSpy triggered(&again, &QAction::triggered);
    m_pane->addFailureAction(&again);
    m_pane->setTask(make(TaskStatus::Failed));
    error()->findChildren<QToolButton *>().constLast()->click();
    QCOMPARE(triggered.count(), 1);
}

void TestTaskDetailPane::attemptsStandSideBySide()
{
    QList<Task> attempts;
    for (int attempt = 1; attempt <= 3; ++attempt) {
        Task task = sampleTask(u"make"_s, TaskStatus::Failed, m_clock.now().addSecs(attempt));
        task.attempt = attempt;
        task.exitCode = 10 * attempt;
        if (attempt > 1)
            task.retryOf = attempts.constLast().id;
        attempts.append(task);
    }
    m_session->begin(attempts);
    make(TaskStatus::Failed); // of the same name, but another
    m_pane->setTask(m_session->stored(attempts.at(1).id));
    m_pane->showTab(u"attempts"_s);
    auto *view = m_pane->findChild<AttemptsView *>();
    QCOMPARE(view->model()->rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(view->model()->index(row, AttemptsModel::AttemptColumn).data(),
                 QVariant(QString::number(row + 1)));
        QCOMPARE(view->model()->index(row, AttemptsModel::ExitColumn).data(),
                 QVariant(QString::number(10 * (row + 1))));
    }
    QCOMPARE(view->currentIndex().row(), 1);
    QSignalSpy wanted(m_pane.get(), &TaskDetailPane::taskWanted);
    view->selectRow(0);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().value<Task>().id, attempts.first().id);

    Task fourth = sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now().addSecs(9));
    fourth.attempt = 4;
    fourth.retryOf = attempts.constLast().id;
    m_session->put(fourth);
    QCOMPARE(view->model()->rowCount(), 4);
    m_session->drop({attempts.first().id});
    QCOMPARE(view->model()->rowCount(), 3);
    m_pane->setTask(make(TaskStatus::Completed));
    QCOMPARE(view->model()->rowCount(), 1);
}

void TestTaskDetailPane::attemptsAreLookedForWhenLookedAt()
{
    m_pane->setTask(make(TaskStatus::Failed));
    QVERIFY(m_session->listed().isEmpty());
    m_pane->showTab(u"attempts"_s);
    QCOMPARE(m_session->listed().size(), 1);
    m_pane->setTask({});
    m_pane->setTask(make(TaskStatus::Failed));
    QCOMPARE(m_session->listed().size(), 2);
}

void TestTaskDetailPane::missingOutputIsTold()
{
    Task task = make(TaskStatus::Pending);
    m_pane->setTask(task);
    QTRY_COMPARE(output()->shownEmptyText(), u"It has not begun yet."_s);
    task.status = TaskStatus::Processing;
    m_pane->setTask(task);
    QCOMPARE(output()->shownEmptyText(), u"Nothing written yet."_s);
    task.status = TaskStatus::Completed;
    m_pane->setTask(task);
    QCOMPARE(output()->shownEmptyText(), u"It has written nothing."_s);
    m_session->write(task.id, "now\n");
    QTRY_COMPARE(output()->visibleText(), u"now"_s);
    QCOMPARE(output()->shownEmptyText(), QString());
    m_pane->setTask(make(TaskStatus::Completed));
    QTRY_COMPARE(output()->shownEmptyText(), u"It has written nothing."_s);
}

void TestTaskDetailPane::outputIsFollowedLive()
{
    const Task task = make(TaskStatus::Processing);
    m_session->write(task.id, "one\ntwo\n");
    m_pane->setTask(task);
    QTRY_COMPARE(output()->visibleText(), u"one\ntwo"_s);
    m_session->write(task.id, "three\n\033[31mfour\033[0m");
    QTRY_COMPARE(output()->visibleText(), u"one\ntwo\nthree\nfour"_s);
}

void TestTaskDetailPane::outputOfTheTaskBeforeNeverShows()
{
    const Task first = make(TaskStatus::Processing);
    const Task second = make(TaskStatus::Processing);
    m_session->write(first.id, "first\n");
    m_session->write(second.id, "second\n");
    m_session->holdAnswers();
    m_pane->setTask(first);
    m_pane->setTask(second);
    m_session->answer();
    QTRY_COMPARE(output()->visibleText(), u"second"_s);
    m_session->write(first.id, "again\n");
    QTest::qWait(0);
    QCOMPARE(output()->visibleText(), u"second"_s);
}

void TestTaskDetailPane::searchEndsWithTheSession()
{
    auto *words = m_pane->findChild<OutputPane *>()->findChild<QLineEdit *>();
    m_pane->setTask(make(TaskStatus::Processing));
    words->setText(u"secret"_s);
    m_pane->setTask(make(TaskStatus::Processing));
    m_pane->setTask({});
    QCOMPARE(words->text(), u"secret"_s); // still the same reader
    m_pane->setSession(nullptr);
    QVERIFY(words->text().isEmpty());
}

void TestTaskDetailPane::unchangedFieldsKeepTheSelection()
{
    Task task = make(TaskStatus::Processing);
    task.progress.text = u"step 1"_s;
    m_pane->setTask(task);
    auto *table = m_pane->findChild<FieldTable *>();
    table->moveCursor(QTextCursor::Start);
    QVERIFY(table->find(task.id.toString()));
    const QString selected = table->textCursor().selectedText();
    task.progress.text = u"step 2, longer"_s;
    m_clock.advance(std::chrono::seconds(5));
    m_pane->setTask(task);
    QVERIFY(fields().contains(u"step 2, longer"_s));
    QCOMPARE(table->textCursor().selectedText(), selected);
}

void TestTaskDetailPane::hostileTextStaysTextAndIsCut()
{
    Task task = make(TaskStatus::Failed);
    const QString markup = u"<img src=/some/fifo><b>x</b>\u202e"_s;
    task.name = markup;
    task.progress.text = u'a' + QString(30'000, QChar(0x301));
    task.progress.currentItem = QString(4000, u'W');
    task.error = QString(1'000'000, u'e') + markup;
    task.labels = {{markup, markup}};
    m_pane->setTask(task);
    m_pane->grab();
    qsizetype shown = 0; // what the widgets have to lay out
    for (const QLabel *label : m_pane->findChildren<QLabel *>())
        shown += label->text().size();
    for (const QPlainTextEdit *text : m_pane->findChildren<QPlainTextEdit *>())
        shown += text->toPlainText().size();
    shown += fields().size();
    QVERIFY2(shown < 100'000, qPrintable(QString::number(shown)));
    QVERIFY(fields().contains(u"<img src=/some/fifo><b>x</b>\ufffd"_s));
    QVERIFY(m_pane->width() <= 400);
}

QTEST_MAIN(TestTaskDetailPane)
#include "tst_taskdetailpane.moc"
