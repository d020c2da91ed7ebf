#include "tests/support/faketasksession.h"
#include "tests/support/privatebus.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/jobpublisher.h"
#include "ui/desktop/livewatch.h"

#include <QDBusAbstractAdaptor>
#include <QDBusObjectPath>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

/// One job as the desktop shows it.
class FakeJobView : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.JobViewV3")

public:
    explicit FakeJobView(QObject *parent)
        : QDBusAbstractAdaptor(parent)
    {
    }

    QVariantMap properties;
    int updates = 0;
    bool isOver = false;
    uint error = 0;

public Q_SLOTS:
    void update(const QVariantMap &changed)
    {
        ++updates;
        properties.insert(changed);
    }
    void terminate(uint code, const QString &, const QVariantMap &)
    {
        isOver = true;
        error = code;
    }

Q_SIGNALS:
    void suspendRequested();
    void resumeRequested();
    void cancelRequested();
};

/// A desktop that lists jobs.
class FakeJobServer : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.JobViewServerV2")

public:
    FakeJobServer(const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractAdaptor(parent)
        , m_bus(bus)
    {
        m_bus.registerObject(u"/JobViewServer"_s, parent);
        m_bus.registerService(u"org.kde.JobViewServer"_s);
    }

    QList<FakeJobView *> views;
    std::function<void()> meanwhile = [] {}; ///< done before a request is answered

public Q_SLOTS:
    QDBusObjectPath requestView(const QString &, int, const QVariantMap &)
    {
        meanwhile();
        auto *object = new QObject(this);
        views += new FakeJobView(object);
        const QString path = u"/jobs/%1"_s.arg(views.size());
        m_bus.registerObject(path, object);
        return QDBusObjectPath(path);
    }

private:
    QDBusConnection m_bus;
};

class TestJobPublisher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void runningTaskIsAJob();
    void taskThatRanBeforeIsAJobToo();
    void waitingTaskIsNone();
    void endIsNotToldTwice();
    void jobThatIsOverBeforeItIsListedIsTakenOff();
    void jobIsObeyed();
    void onlyAFewAreJobs();
    void serverMayComeLaterAndGo();
    void hostileTextIsTamed();
    void nothingIsLeftBehind();

private:
    void startServer();
    void stopServer();
    Task put(const QString &name, TaskStatus status = TaskStatus::Processing);
    FakeJobView *view(qsizetype i) const { return m_server->views.value(i); }

    PrivateBus m_bus;
    std::unique_ptr<QObject> m_desktop;
    FakeJobServer *m_server = nullptr;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<LiveWatch> m_watch;
    std::unique_ptr<JobPublisher> m_publisher;
};

void TestJobPublisher::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestJobPublisher::init()
{
    startServer();
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_watch = std::make_unique<LiveWatch>();
    m_publisher = std::make_unique<JobPublisher>(*m_watch, m_bus.connection(u"headway"_s), 1ms);
    m_publisher->setSession(m_session);
    m_watch->setSession(m_session);
}

void TestJobPublisher::startServer()
{
    m_desktop = std::make_unique<QObject>();
    m_server = new FakeJobServer(m_bus.connection(u"desktop"_s), m_desktop.get());
}

void TestJobPublisher::stopServer()
{
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
}

void TestJobPublisher::cleanup()
{
    m_publisher.reset();
    m_watch.reset();
    stopServer();
    QDBusConnection::disconnectFromBus(u"headway"_s);
}

Task TestJobPublisher::put(const QString &name, TaskStatus status)
{
    Task task = sampleTask(name, status, QDateTime::currentDateTimeUtc());
    task.progress.fraction = 0.25;
    m_session->put(task);
    return m_session->stored(task.id);
}

void TestJobPublisher::runningTaskIsAJob()
{
    Task task = put(u"Build"_s);
    QTRY_COMPARE(m_server->views.size(), 1);
    QTRY_COMPARE(view(0)->properties.value(u"title"_s).toString(), u"Build"_s);
    QCOMPARE(view(0)->properties.value(u"percent"_s).toUInt(), 25U);
    task.progress.fraction = 0.5;
    task.progress.text = u"half"_s;
    m_session->put(task);
    QTRY_COMPARE(view(0)->properties.value(u"percent"_s).toUInt(), 50U);
    QCOMPARE(view(0)->properties.value(u"infoMessage"_s).toString(), u"half"_s);
    QCOMPARE(m_server->views.size(), 1);
}

void TestJobPublisher::taskThatRanBeforeIsAJobToo()
{
    m_watch->setSession(nullptr);
    m_session->begin({sampleTask(u"Build"_s, TaskStatus::Processing, QDateTime())});
    m_watch->setSession(m_session);
    QTRY_COMPARE(m_server->views.size(), 1);
}

void TestJobPublisher::waitingTaskIsNone()
{
    Task waiting = put(u"Waiting"_s, TaskStatus::Pending);
    put(u"Over"_s, TaskStatus::Completed);
    put(u"Running"_s);
    QTRY_COMPARE(m_server->views.size(), 1);
    QTRY_COMPARE(view(0)->properties.value(u"title"_s).toString(), u"Running"_s);
    waiting.status = TaskStatus::Processing;
    m_session->put(waiting);
    QTRY_COMPARE(m_server->views.size(), 2);
}

void TestJobPublisher::endIsNotToldTwice()
{
    Task task = put(u"Build"_s);
    QTRY_VERIFY(view(0) && view(0)->updates > 0);
    task.status = TaskStatus::Failed;
    m_session->put(task);
    QTRY_VERIFY(view(0)->isOver);
    QCOMPARE(view(0)->error, 1U); // as one that the user has cancelled: without a word
}

void TestJobPublisher::jobThatIsOverBeforeItIsListedIsTakenOff()
{
    Task task = put(u"Build"_s);
    task.status = TaskStatus::Completed;
    m_server->meanwhile = [this, task] { m_session->put(task); };
    QTRY_COMPARE(m_server->views.size(), 1);
    QTRY_VERIFY(view(0)->isOver);
}

void TestJobPublisher::jobIsObeyed()
{
    const Task task = put(u"Build"_s);
    QTRY_VERIFY(view(0) && view(0)->updates > 0);
    Q_EMIT view(0)->suspendRequested();
    QTRY_COMPARE(m_session->stored(task.id).status, TaskStatus::Paused);
    QTRY_VERIFY(view(0)->properties.value(u"suspended"_s).toBool());
    Q_EMIT view(0)->resumeRequested();
    QTRY_COMPARE(m_session->stored(task.id).status, TaskStatus::Processing);
    Q_EMIT view(0)->cancelRequested();
    QTRY_COMPARE(m_session->cancelled(), QList<TaskId>{task.id});
}

void TestJobPublisher::onlyAFewAreJobs()
{
    QList<Task> tasks;
    for (int i = 0; i < 12; ++i)
        tasks += put(QString::number(i));
    QTRY_COMPARE(m_server->views.size(), 10);
    tasks[0].status = TaskStatus::Completed;
    m_session->put(tasks.at(0));
    m_session->put(tasks.at(11)); // which has a place now
    QTRY_COMPARE(m_server->views.size(), 11);
    QTRY_COMPARE(view(10)->properties.value(u"title"_s).toString(), u"11"_s);
}

void TestJobPublisher::serverMayComeLaterAndGo()
{
    const auto *settling = m_publisher->findChild<QTimer *>({}, Qt::FindDirectChildrenOnly);
    stopServer();
    put(u"Build"_s);
    QTRY_VERIFY(!settling->isActive()); // there is nobody to publish it to
    startServer();
    QTRY_COMPARE(m_server->views.size(), 1);
    QTRY_VERIFY(view(0)->updates > 0);
    stopServer();
    startServer();
    QTRY_COMPARE(m_server->views.size(), 1);
}

void TestJobPublisher::hostileTextIsTamed()
{
    put(u"<img src=/some/fifo>\n\u202e"_s + QString(100'000, u'x'));
    QTRY_VERIFY(view(0) && view(0)->updates > 0);
    const QString title = view(0)->properties.value(u"title"_s).toString();
    QVERIFY2(title.startsWith(u"‹img src=/some/fifo> \ufffdx"_s), qPrintable(title.left(40)));
    QVERIFY(title.size() < 200);
}

void TestJobPublisher::nothingIsLeftBehind()
{
    put(u"Build"_s);
    QTRY_VERIFY(view(0) && view(0)->updates > 0);
    m_watch->setSession(nullptr);
    QTRY_VERIFY(view(0)->isOver);
}

QTEST_GUILESS_MAIN(TestJobPublisher)
#include "tst_jobpublisher.moc"
