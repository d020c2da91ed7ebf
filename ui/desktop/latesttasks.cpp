#include "ui/desktop/latesttasks.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

namespace {

constexpr qsizetype keptAtMost = 8;

bool isNewer(const Task &a, const Task &b)
{
    return a.createdAt > b.createdAt;
}

} // namespace

LatestTasks::LatestTasks(QObject *parent)
    : QObject(parent)
{
}

LatestTasks::~LatestTasks() = default;

void LatestTasks::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_tasks.clear();
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(), [this](const TaskChanges &changes) {
        for (const Task &task : changes.changed)
            take(task);
        for (const DeletedTask &gone : changes.deleted)
            m_tasks.removeIf([&gone](const Task &task) { return task.id == gone.id; });
    });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] { ask(); });
    ask();
}

void LatestTasks::ask()
{
    TaskFilter newest;
    newest.limit = keptAtMost;
    whenDone(m_session->list(newest), m_link.get(), [this](const Result<TaskPage> &page) {
        if (!page)
            return;
        for (const Task &task : page->tasks)
            take(task);
    });
}

void LatestTasks::take(const Task &task)
{
    const auto known = std::find_if(m_tasks.begin(), m_tasks.end(),
                                    [&task](const Task &each) { return each.id == task.id; });
    if (known != m_tasks.end()) {
        if (known->revision <= task.revision)
            *known = task;
        return;
    }
    if (m_tasks.size() == keptAtMost && !isNewer(task, m_tasks.constLast()))
        return;
    m_tasks.insert(std::upper_bound(m_tasks.cbegin(), m_tasks.cend(), task, isNewer), task);
    m_tasks = m_tasks.first(qMin(m_tasks.size(), keptAtMost));
}

} // namespace headway
