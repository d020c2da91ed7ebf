#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/undobar.h"
#include "ui/window/batchrunner.h"
#include "ui/window/taskremoval.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace headway;
using namespace Qt::StringLiterals;

/// Deleting what can still be undone.
class TestRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsDeletedWhileItCanBeUndone();
    void undoShowsTheTasksAgain();
    void offerThatPassesIsCarriedOut();
    void nextRemovalSettlesTheOneBefore();
    void signingOutSettles();
    void whatCannotBeDeletedShowsAgain();
    void whatTheServiceForbidsShowsAgain();
    void deletionOutlivesItsSession_data();
    void deletionOutlivesItsSession();
    void deletionWithoutEndIsGivenUp();
    void barTakesNoFocusAndShowsPlainText();
    void nothingToRemoveOffersNothing();
    void manyAreLookedThroughFirst();
    void stoppedDeletionShowsTheRestAgain();

private:
    Task make(const QString &name);
    void useSession(const TaskSessionPtr &session)
    {
        m_removal->setSession(session);
        m_batches->setSession(session);
    }

    std::unique_ptr<UndoBar> m_bar;
    std::unique_ptr<BatchRunner> m_batches;
    std::unique_ptr<TaskRemoval> m_removal;
    std::shared_ptr<FakeTaskSession> m_session;
    QSet<quint32> m_hidden;
};

void TestRemoval::init()
{
    m_removal.reset();
    m_bar = std::make_unique<UndoBar>();
    m_batches = std::make_unique<BatchRunner>();
    m_removal = std::make_unique<TaskRemoval>(*m_bar, *m_batches);
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    connect(m_removal.get(), &TaskRemoval::hiddenChanged, this,
            [this](const QSet<quint32> &numbers) { m_hidden = numbers; });
    useSession(m_session);
}

Task TestRemoval::make(const QString &name)
{
    const Task task = sampleTask(name, TaskStatus::Completed, QDateTime::currentDateTimeUtc());
    m_session->begin({task});
    return m_session->stored(task.id);
}

void TestRemoval::nothingIsDeletedWhileItCanBeUndone()
{
    const Task task = make(u"a"_s);
    m_removal->remove({{task}, {}});
    QVERIFY(m_session->removed().isEmpty());
    QCOMPARE(m_hidden, QSet<quint32>{task.row});
    QVERIFY(m_bar->isVisible());
    QVERIFY(m_bar->text().contains(u"“a”"_s));
}

void TestRemoval::undoShowsTheTasksAgain()
{
    m_removal->remove({{make(u"a"_s), make(u"b"_s)}, {}});
    QVERIFY(m_bar->undoAction()->isEnabled());
    m_bar->undoAction()->trigger();
    QVERIFY(m_hidden.isEmpty());
    QVERIFY(!m_bar->isVisible());
    QVERIFY(!m_bar->undoAction()->isEnabled());
    m_bar->settle();
    QVERIFY(m_session->removed().isEmpty());
}

void TestRemoval::offerThatPassesIsCarriedOut()
{
    const Task task = make(u"a"_s);
    m_removal->remove({{task}, {}});
    m_bar->settle(); // as the timer, the button and the closing window do
    QCOMPARE(m_session->removed(), QList<TaskId>{task.id});
    QVERIFY(!m_bar->isVisible());
    m_bar->settle();
    QCOMPARE(m_session->removed().size(), 1);
}

void TestRemoval::nextRemovalSettlesTheOneBefore()
{
    const Task first = make(u"a"_s);
    const Task second = make(u"b"_s);
    m_removal->remove({{first}, {}});
    m_removal->remove({{second}, {}});
    QCOMPARE(m_session->removed(), QList<TaskId>{first.id});
    m_bar->undoAction()->trigger();
    QCOMPARE(m_session->removed(), QList<TaskId>{first.id});
}

void TestRemoval::signingOutSettles()
{
    const Task task = make(u"a"_s);
    m_removal->remove({{task}, {}});
    useSession(nullptr);
    QCOMPARE(m_session->removed(), QList<TaskId>{task.id});
    QVERIFY(m_hidden.isEmpty());
}

void TestRemoval::whatCannotBeDeletedShowsAgain()
{
    const Task task = make(u"a"_s);
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    m_removal->remove({{task}, {}});
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_bar->settle();
    QCOMPARE(failed.size(), 1);
    QVERIFY(m_hidden.isEmpty());
    m_session->failWith(Error{ErrorCode::NotFound, {}}); // somebody else was faster
    m_removal->remove({{task}, {}});
    m_bar->settle();
    QCOMPARE(failed.size(), 1);
}

void TestRemoval::whatTheServiceForbidsShowsAgain()
{
    const Task task = make(u"a"_s);
    m_removal->remove({{task}, {}});
    m_session->failWith(Error{ErrorCode::StateForbids, {}}); // it runs again
    m_bar->settle();
    QVERIFY(m_hidden.isEmpty());
}

void TestRemoval::deletionOutlivesItsSession_data()
{
    QTest::addColumn<bool>("byNumber");
    QTest::newRow("tasks") << false;
    QTest::newRow("numbers") << true;
}

void TestRemoval::deletionOutlivesItsSession()
{
    QFETCH(bool, byNumber);
    constexpr int count = 300;
    ManyTasks tasks;
    for (int i = 0; i < count; ++i) {
        const Task task = make(u"a"_s);
        if (byNumber)
            tasks.numbers += task.row;
        else
            tasks.tasks += task;
    }
    m_removal->remove(tasks);
    QTRY_VERIFY(m_bar->isVisible());
    m_session->holdAnswers();
    useSession(nullptr);
    bool isOver = false;
    m_batches->whenPromisesAreKept(std::chrono::hours(1), [&isOver] { isOver = true; });
    QVERIFY(!isOver);
    m_session->answer();
    QTRY_VERIFY(isOver);
    QCOMPARE(m_session->removed().size(), count);
}

void TestRemoval::deletionWithoutEndIsGivenUp()
{
    QSignalSpy givenUp(m_removal.get(), &TaskRemoval::givenUp);
    m_removal->remove({{make(u"a"_s), make(u"b"_s)}, {}});
    m_session->failWith(Error{ErrorCode::TooMany, {}, std::chrono::hours(1)});
    useSession(nullptr);
    bool isOver = false;
    m_batches->whenPromisesAreKept(std::chrono::milliseconds(1), [&isOver] { isOver = true; });
    QTRY_VERIFY(isOver);
    QCOMPARE(givenUp.size(), 1);
    QCOMPARE(givenUp.first().first().toInt(), 2);
}

void TestRemoval::barTakesNoFocusAndShowsPlainText()
{
    m_removal->remove({{make(u"<img src=/some/fifo>\u202e"_s + QString(1000, u'W'))}, {}});
    QVERIFY(m_bar->findChild<ElidedLabel *>());
    QVERIFY(m_bar->findChildren<QLabel *>().isEmpty()); // whose text could be read as markup
    QVERIFY(m_bar->text().size() < 250);
    QVERIFY(!m_bar->text().contains(QChar(0x202e)));
    QVERIFY(m_bar->minimumSizeHint().width() < 400);
    for (const QToolButton *button : m_bar->findChildren<QToolButton *>())
        QVERIFY(!button->hasFocus());
}

void TestRemoval::nothingToRemoveOffersNothing()
{
    m_removal->remove({});
    QVERIFY(!m_bar->isVisible());
}

void TestRemoval::manyAreLookedThroughFirst()
{
    constexpr int count = 1500;
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += sampleTask(u"a"_s, i == 7 ? TaskStatus::Processing : TaskStatus::Completed,
                            QDateTime::currentDateTimeUtc());
    m_session->begin(tasks);
    QList<quint32> numbers;
    for (const Task &task : tasks)
        numbers += m_session->stored(task.id).row;
    m_removal->remove({{}, numbers});
    QTRY_VERIFY(m_bar->isVisible());
    QCOMPARE(m_hidden.size(), count - 1);
    m_bar->undoAction()->trigger();
    QVERIFY(m_hidden.isEmpty());
    QVERIFY(m_session->removed().isEmpty());
    m_removal->remove({{}, numbers});
    QTRY_VERIFY(m_bar->isVisible());
    m_bar->settle();
    QTRY_COMPARE(m_session->removed().size(), count - 1);
    for (const QList<quint32> &page : m_session->fetched())
        QVERIFY(page.size() <= 1000);
}

void TestRemoval::stoppedDeletionShowsTheRestAgain()
{
    QList<Task> tasks;
    for (int i = 0; i < 500; ++i)
        tasks += make(u"a"_s);
    m_removal->remove({tasks, {}});
    m_session->holdAnswers();
    m_bar->settle();
    m_batches->stop();
    m_session->answer();
    QTRY_VERIFY(!m_session->removed().isEmpty());
    QTRY_COMPARE(m_hidden.size(), m_session->removed().size());
    QVERIFY(m_hidden.size() < tasks.size());
}

QTEST_MAIN(TestRemoval)
#include "tst_removal.moc"
