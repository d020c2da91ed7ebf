#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/undobar.h"
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
    void barTakesNoFocusAndShowsPlainText();
    void nothingToRemoveOffersNothing();

private:
    Task make(const QString &name);

    std::unique_ptr<UndoBar> m_bar;
    std::unique_ptr<TaskRemoval> m_removal;
    std::shared_ptr<FakeTaskSession> m_session;
    QSet<quint32> m_hidden;
};

void TestRemoval::init()
{
    m_removal.reset();
    m_bar = std::make_unique<UndoBar>();
    m_removal = std::make_unique<TaskRemoval>(*m_bar);
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    connect(m_removal.get(), &TaskRemoval::hiddenChanged, this,
            [this](const QSet<quint32> &numbers) { m_hidden = numbers; });
    m_removal->setSession(m_session);
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
    m_removal->remove({task});
    QVERIFY(m_session->removed().isEmpty());
    QCOMPARE(m_hidden, QSet<quint32>{task.row});
    QVERIFY(m_bar->isVisible());
    QVERIFY(m_bar->text().contains(u"“a”"_s));
}

void TestRemoval::undoShowsTheTasksAgain()
{
    m_removal->remove({make(u"a"_s), make(u"b"_s)});
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
    m_removal->remove({task});
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
    m_removal->remove({first});
    m_removal->remove({second});
    QCOMPARE(m_session->removed(), QList<TaskId>{first.id});
    m_bar->undoAction()->trigger();
    QCOMPARE(m_session->removed(), QList<TaskId>{first.id});
}

void TestRemoval::signingOutSettles()
{
    const Task task = make(u"a"_s);
    m_removal->remove({task});
    m_removal->setSession(nullptr);
    QCOMPARE(m_session->removed(), QList<TaskId>{task.id});
    QVERIFY(m_hidden.isEmpty());
}

void TestRemoval::whatCannotBeDeletedShowsAgain()
{
    const Task task = make(u"a"_s);
    QSignalSpy failed(m_removal.get(), &TaskRemoval::failed);
    m_removal->remove({task});
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_bar->settle();
    QCOMPARE(failed.size(), 1);
    QVERIFY(m_hidden.isEmpty());
    m_session->failWith(Error{ErrorCode::NotFound, {}}); // somebody else was faster
    m_removal->remove({task});
    m_bar->settle();
    QCOMPARE(failed.size(), 1);
}

void TestRemoval::barTakesNoFocusAndShowsPlainText()
{
    m_removal->remove({make(u"<img src=/some/fifo>\u202e"_s + QString(1000, u'W'))});
    for (const QLabel *label : m_bar->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
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

QTEST_MAIN(TestRemoval)
#include "tst_removal.moc"
