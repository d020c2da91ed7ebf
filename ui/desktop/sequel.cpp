#include "ui/desktop/sequel.h"

#include "ui/desktop/announcement.h"
#include "ui/desktop/livewatch.h"

namespace headway {

Sequels::Sequels(const LiveWatch &watch, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
{
    connect(&watch, &LiveWatch::begun, this, [this] { m_waiting.clear(); });
    connect(&watch, &LiveWatch::ended, this, &Sequels::takeEnded);
    connect(&watch, &LiveWatch::deleted, this, &Sequels::takeDeleted);
}

void Sequels::add(const Sequel &sequel, const QList<TaskId> &tasks)
{
    Waiting waiting;
    waiting.sequel = sequel;
    for (const TaskId id : tasks) {
        if (m_watch.isLive(id))
            waiting.tasks.insert(id);
    }
    m_waiting += waiting;
    release();
}

void Sequels::takeEnded(const QList<Task> &tasks)
{
    for (Waiting &waiting : m_waiting) {
        for (const Task &task : tasks) {
            if (!waiting.tasks.remove(task.id))
                continue;
            ++waiting.outcome.count;
            waiting.outcome.badCount += wentWrong(task) ? 1 : 0;
            waiting.outcome.last = task;
        }
    }
    release();
}

void Sequels::takeDeleted(const QList<TaskId> &ids)
{
    for (Waiting &waiting : m_waiting) {
        for (const TaskId id : ids)
            waiting.tasks.remove(id);
    }
    release();
}

void Sequels::release()
{
    QList<Waiting> over;
    for (qsizetype i = m_waiting.size() - 1; i >= 0; --i) {
        if (m_waiting.at(i).tasks.isEmpty())
            over.prepend(m_waiting.takeAt(i));
    }
    for (const Waiting &each : std::as_const(over))
        Q_EMIT due(each.sequel, each.outcome);
}

} // namespace headway
