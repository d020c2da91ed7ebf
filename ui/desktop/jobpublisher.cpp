#include "ui/desktop/jobpublisher.h"

#include "core/base/future.h"
#include "ui/desktop/buscall.h"
#include "ui/desktop/jobview.h"
#include "ui/desktop/livewatch.h"

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype publishedAtMost = 10;

} // namespace

JobPublisher::JobPublisher(const LiveWatch &watch, const QDBusConnection &bus,
                           std::chrono::milliseconds settling, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_server(u"org.kde.JobViewServer"_s, bus, QDBusServiceWatcher::WatchForOwnerChange)
    , m_settling(this)
    , m_throttle(400ms)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settling);
    connect(&m_settling, &QTimer::timeout, this, &JobPublisher::settle);
    connect(&m_throttle, &Throttle::due, this, &JobPublisher::tellDirty);
    connect(&m_server, &QDBusServiceWatcher::serviceRegistered, this, [this] { setServed(true); });
    connect(&m_server, &QDBusServiceWatcher::serviceUnregistered, this,
            [this] { setServed(false); });
    connect(&watch, &LiveWatch::begun, this, [this] { m_jobs.clear(); });
    connect(&watch, &LiveWatch::changed, this, &JobPublisher::take);
    connect(&watch, &LiveWatch::deleted, this, [this](const QList<TaskId> &ids) {
        for (const TaskId id : ids)
            forget(id);
    });
    findServer();
}

JobPublisher::~JobPublisher() = default;

void JobPublisher::findServer()
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                       u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    call.setArguments({u"org.kde.JobViewServer"_s});
    callBus(m_bus, call, this, [this](const QDBusMessage &answer) {
        if (firstOf(answer).toBool())
            setServed(true);
    });
}

void JobPublisher::setServed(bool isServed)
{
    m_isServed = isServed;
    for (Job &job : m_jobs) {
        if (job.view)
            job.view->abandon();
        job.view.reset();
    }
    if (isServed && !m_jobs.isEmpty())
        m_settling.start();
}

void JobPublisher::take(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (!isProcessing(task.status)) {
            forget(task.id);
            continue;
        }
        auto job = m_jobs.find(task.id);
        if (job == m_jobs.end()) {
            if (m_jobs.size() >= publishedAtMost)
                continue;
            job = m_jobs.insert(task.id, {});
        }
        job->task = task;
        job->isDirty = true;
        if (job->view)
            m_throttle.want();
        else if (m_isServed && !m_settling.isActive())
            m_settling.start();
    }
}

void JobPublisher::settle()
{
    bool isDone = true;
    for (Job &job : m_jobs) {
        if (job.view)
            continue;
        if (std::exchange(job.hasSettled, true))
            publish(job);
        else
            isDone = false;
    }
    if (m_isServed && !isDone)
        m_settling.start();
}

void JobPublisher::publish(Job &job)
{
    if (!m_isServed)
        return;
    const TaskId id = job.task.id;
    job.isDirty = false;
    job.view = std::make_shared<JobView>(m_bus, job.task);
    connect(job.view.get(), &JobView::pauseWanted, this,
            [this, id] { ask([this, id] { return m_session->pause(id); }); });
    connect(job.view.get(), &JobView::resumeWanted, this,
            [this, id] { ask([this, id] { return m_session->resume(id); }); });
    connect(job.view.get(), &JobView::cancelWanted, this,
            [this, id] { ask([this, id] { return m_session->cancel(id); }); });
}

void JobPublisher::tellDirty()
{
    for (Job &job : m_jobs) {
        if (job.view && std::exchange(job.isDirty, false))
            job.view->show(job.task);
    }
}

/// For one that ended in the meantime there is nothing to be done any more.
void JobPublisher::ask(const std::function<QFuture<Result<Task>>()> &request)
{
    if (!m_session)
        return;
    whenDone(request(), this, [this](const Result<Task> &task) {
        const bool isTooLate = !task
            && (task.error().code == ErrorCode::NotProcessing
                || task.error().code == ErrorCode::StateForbids);
        if (!task && !isTooLate)
            Q_EMIT failed(task.error());
    });
}

} // namespace headway
