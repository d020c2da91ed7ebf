#include "ui/models/attemptfinder.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

namespace {

constexpr qsizetype attemptsAtMost = 100;

} // namespace

AttemptFinder::AttemptFinder(QObject *parent)
    : QObject(parent)
{
}

AttemptFinder::~AttemptFinder() = default;

void AttemptFinder::find(const TaskSessionPtr &session, const Task &task)
{
    m_link = std::make_unique<QObject>();
    m_session = session;
    m_attempts.clear();
    if (session) {
        connect(session.get(), &TaskSession::changed, m_link.get(),
                [this](const TaskChanges &changes) { update(changes); });
        m_attempts.append(task);
        findBefore(task);
    }
    Q_EMIT found();
}

/// Back to the first one, then forward.
void AttemptFinder::findBefore(const Task &task)
{
    if (task.retryOf.isNull() || m_attempts.size() >= attemptsAtMost) {
        findAfter(task.name);
        return;
    }
    whenDone(m_session->task(task.retryOf), m_link.get(),
             [this, name = task.name](const Result<Task> &before) {
                 if (!before || !add(*before)) { // it has been forgotten
                     findAfter(name);
                     return;
                 }
                 sort();
                 Q_EMIT found();
                 findBefore(*before);
             });
}

/// A new attempt keeps the name, by which it can be looked for.
void AttemptFinder::findAfter(const QString &name)
{
    TaskFilter filter;
    filter.search = name;
    whenDone(m_session->list(filter), m_link.get(), [this](const Result<TaskPage> &page) {
        if (page && take(page->tasks))
            Q_EMIT found();
    });
}

/// Adds those of @p tasks, newest first, that retry one that is known.
bool AttemptFinder::take(const QList<Task> &tasks)
{
    bool isNew = false;
    for (auto task = tasks.crbegin(); task != tasks.crend(); ++task) {
        const bool retriesOne =
            std::any_of(m_attempts.cbegin(), m_attempts.cend(),
                        [&](const Task &known) { return task->retryOf == known.id; });
        if (retriesOne && m_attempts.size() < attemptsAtMost)
            isNew |= add(*task);
    }
    if (isNew)
        sort();
    return isNew;
}

bool AttemptFinder::add(const Task &task)
{
    const bool isKnown = std::any_of(m_attempts.cbegin(), m_attempts.cend(),
                                     [&](const Task &known) { return known.id == task.id; });
    if (!isKnown)
        m_attempts.append(task);
    return !isKnown;
}

void AttemptFinder::update(const TaskChanges &changes)
{
    bool isOther = false;
    for (const Task &changed : changes.changed) {
        for (Task &known : m_attempts) {
            if (known.id == changed.id) {
                known = changed;
                isOther = true;
            }
        }
    }
    QList<Task> newestFirst = changes.changed;
    std::reverse(newestFirst.begin(), newestFirst.end());
    isOther |= take(newestFirst);
    const QList<TaskId> gone = changes.deletedIds();
    isOther |= m_attempts.removeIf([&](const Task &task) { return gone.contains(task.id); }) > 0;
    if (isOther)
        Q_EMIT found();
}

void AttemptFinder::sort()
{
    std::stable_sort(m_attempts.begin(), m_attempts.end(), [](const Task &a, const Task &b) {
        return std::tie(a.attempt, a.createdAt) < std::tie(b.attempt, b.createdAt);
    });
}

} // namespace headway
