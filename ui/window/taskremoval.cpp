#include "ui/window/taskremoval.h"

#include "core/base/future.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/undobar.h"
#include "ui/window/batchrunner.h"

namespace headway {

namespace {

constexpr qsizetype removedNameShown = 80;

bool hasEnded(const Task &task)
{
    return isEnded(task.status);
}

QList<quint32> numbersOf(const ManyTasks &tasks)
{
    QList<quint32> numbers = tasks.numbers;
    for (const Task &task : tasks.tasks)
        numbers += task.row;
    return numbers;
}

} // namespace

TaskRemoval::TaskRemoval(UndoBar &bar, BatchRunner &batches, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_batches(batches)
{
}

void TaskRemoval::setSession(const TaskSessionPtr &session)
{
    m_bar.settle();
    m_session = session;
    m_hidden.clear();
    Q_EMIT hiddenChanged(m_hidden);
}

void TaskRemoval::remove(const ManyTasks &tasks)
{
    if (!m_session || tasks.size() == 0)
        return;
    m_bar.settle();
    if (!tasks.numbers.isEmpty())
        return lookThrough(tasks);
    const int count = static_cast<int>(tasks.size());
    offer(tasks,
          count == 1 ? tr("Deleted “%1” and its output")
                           .arg(oneLine(tasks.tasks.constFirst().name, removedNameShown))
                     : tr("Deleted %n tasks and their output", nullptr, count));
}

/// Which of many have ended only their service knows.
void TaskRemoval::lookThrough(const ManyTasks &tasks)
{
    const auto ended = std::make_shared<ManyTasks>();
    const auto note = [ended](const Task &task, const TaskBatch::Done &done) {
        ended->numbers += task.row;
        done({});
    };
    m_batches.run({tr("Looking for what has ended"), hasEnded, note}, tasks,
                  [this, ended](bool isWhole) {
                      const int count = static_cast<int>(ended->size());
                      if (isWhole && count > 0)
                          offer(*ended, tr("Deleted %n tasks and their output", nullptr, count));
                  });
}

void TaskRemoval::offer(const ManyTasks &ended, const QString &text)
{
    for (const quint32 number : numbersOf(ended))
        m_hidden.insert(number);
    Q_EMIT hiddenChanged(m_hidden);
    m_bar.offer(
        text, [this, ended] { showAgain(numbersOf(ended)); }, [this, ended] { carryOut(ended); });
}

/// It has been told as done: it goes on when the account is left.
void TaskRemoval::carryOut(const ManyTasks &tasks)
{
    const auto left = std::make_shared<QSet<quint32>>();
    for (const quint32 number : numbersOf(tasks))
        left->insert(number);
    const auto ask = [this, session = m_session, left](const Task &task,
                                                       const TaskBatch::Done &done) {
        whenDone(session->remove(task.id), this,
                 [left, row = task.row, done](const Result<void> &removed) {
                     if (removed || removed.error().code == ErrorCode::NotFound)
                         left->remove(row);
                     done(removed);
                 });
    };
    m_batches.run({tr("Deleting"), nullptr, ask, true}, tasks,
                  [this, session = m_session, left](bool) { takeLeft(session, *left); });
}

/// What could not be deleted shows again, be it for a state that forbids it.
void TaskRemoval::takeLeft(const TaskSessionPtr &session, const QSet<quint32> &left)
{
    if (left.isEmpty())
        return;
    if (session == m_session)
        showAgain(left.values());
    else
        Q_EMIT givenUp(left.size());
}

void TaskRemoval::showAgain(const QList<quint32> &numbers)
{
    for (const quint32 number : numbers)
        m_hidden.remove(number);
    Q_EMIT hiddenChanged(m_hidden);
}

} // namespace headway
