#include "ui/window/doomedtasks.h"

#include "core/base/future.h"

namespace headway {

DoomedTasks::DoomedTasks(const TaskSessionPtr &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

DoomedTasks::~DoomedTasks() = default;

void DoomedTasks::count(const Retention &kept, const Retention &wanted, const QDateTime &now)
{
    m_link = std::make_unique<QObject>();
    m_asked = 0;
    m_tooOld = 0;
    m_tooMany = 0;
    QList<std::function<void()>> questions;
    for (const TaskStatus status : allTaskStatuses) {
        const auto age = wanted.age(status);
        const auto before = kept.age(status);
        if (isEnded(status) && age && (!before || *age < *before)) {
            const QDateTime end = now.addDays(-age->count());
            questions += [this, status, end] { countOlder(status, end); };
        }
    }
    if (wanted.tasks && (!kept.tasks || *wanted.tasks < *kept.tasks))
        questions += [this, bound = *wanted.tasks] { countBeyond(bound); };
    m_asked = static_cast<int>(questions.size()); // an answer may come at once
    for (const auto &question : questions)
        question();
}

void DoomedTasks::countOlder(TaskStatus status, const QDateTime &end)
{
    TaskFilter filter;
    filter.query.statuses = {{{status}, false}};
    filter.query.endedUntil = end;
    ask(filter, [this](const TaskIndex &index) { m_tooOld += index.rows.size(); });
}

void DoomedTasks::countBeyond(qint64 bound)
{
    ask({}, [this, bound](const TaskIndex &index) {
        m_tooMany = qMax<qint64>(0, index.rows.size() - bound);
    });
}

/// The oldest go for either reason, so that most of them are the same ones.
void DoomedTasks::ask(const TaskFilter &filter, const std::function<void(const TaskIndex &)> &take)
{
    whenDone(m_session->index(filter, {}), m_link.get(),
             [this, take](const Result<TaskIndex> &index) {
                 if (!index)
                     return; // the question stands without it
                 take(*index);
                 if (--m_asked == 0)
                     Q_EMIT counted(qMax(m_tooOld, m_tooMany));
             });
}

} // namespace headway
