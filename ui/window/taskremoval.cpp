#include "ui/window/taskremoval.h"

#include "core/base/future.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/undobar.h"

#include <QEventLoopLocker>

namespace headway {

namespace {

constexpr qsizetype nameShown = 80;

} // namespace

TaskRemoval::TaskRemoval(UndoBar &bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
}

void TaskRemoval::setSession(const TaskSessionPtr &session)
{
    m_bar.settle();
    m_session = session;
    m_hidden.clear();
    Q_EMIT hiddenChanged(m_hidden);
}

void TaskRemoval::remove(const QList<Task> &tasks)
{
    if (!m_session || tasks.isEmpty())
        return;
    m_bar.settle();
    for (const Task &task : tasks)
        m_hidden.insert(task.row);
    Q_EMIT hiddenChanged(m_hidden);
    const QString text = tasks.size() == 1
        ? tr("Deleted “%1” and its output").arg(oneLine(tasks.constFirst().name, nameShown))
        : tr("Deleted %n tasks and their output", nullptr, static_cast<int>(tasks.size()));
    m_bar.offer(
        text, [this, tasks] { showAgain(tasks); },
        [this, session = m_session, tasks] { carryOut(session, tasks); });
}

/// What could not be deleted shows again. The program outlives its window until all is answered.
void TaskRemoval::carryOut(const TaskSessionPtr &session, const QList<Task> &tasks)
{
    const auto stay = std::make_shared<QEventLoopLocker>();
    for (const Task &task : tasks) {
        whenDone(session->remove(task.id), this, [this, stay, task](const Result<void> &done) {
            if (done || done.error().code == ErrorCode::NotFound)
                return;
            showAgain({task});
            Q_EMIT failed(done.error());
        });
    }
}

void TaskRemoval::showAgain(const QList<Task> &tasks)
{
    for (const Task &task : tasks)
        m_hidden.remove(task.row);
    Q_EMIT hiddenChanged(m_hidden);
}

} // namespace headway
