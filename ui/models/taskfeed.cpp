#include "ui/models/taskfeed.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/models/tasktablemodel.h"

#include <algorithm>

namespace headway {

namespace {

constexpr int loadedUnasked = 20'000; // rows; a search reaches the rest, and so does scrolling

} // namespace

TaskFeed::TaskFeed(TaskTableModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
}

TaskFeed::~TaskFeed() = default;

void TaskFeed::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_nextCursor.reset();
    m_deleted.clear();
    m_isLoaded = false;
    m_isFetching = false;
    m_model.clear();
    if (session) {
        m_link = std::make_unique<QObject>();
        connect(session.get(), &TaskSession::changed, m_link.get(),
                [this](const TaskChanges &changes) { takeChanges(changes); });
        connect(session.get(), &TaskSession::outdated, m_link.get(),
                [this] { setSession(TaskSessionPtr(m_session)); });
        fetchPage(limits::pageSize);
    }
    Q_EMIT loadedChanged();
}

void TaskFeed::loadMore()
{
    if (m_session && m_nextCursor && !m_isFetching)
        fetchPage(limits::pageSizeMax);
}

void TaskFeed::lookFor(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (!m_session || isComplete() || words.isEmpty())
        return;
    TaskFilter filter;
    filter.search =
        *std::max_element(words.cbegin(), words.cend(),
                          [](const QString &a, const QString &b) { return a.size() < b.size(); });
    whenDone(m_session->list(filter), m_link.get(), [this](const Result<TaskPage> &page) {
        if (page)
            mergePage(*page);
    });
}

void TaskFeed::fetchPage(int limit)
{
    m_isFetching = true;
    TaskFilter filter;
    filter.limit = limit;
    filter.before = m_nextCursor;
    whenDone(m_session->list(filter), m_link.get(), [this](const Result<TaskPage> &page) {
        m_isFetching = false;
        if (page)
            takePage(*page);
        else
            Q_EMIT failed(page.error());
    });
}

void TaskFeed::takePage(const TaskPage &page)
{
    mergePage(page);
    m_nextCursor = page.nextCursor;
    m_isLoaded = true;
    if (m_nextCursor && m_model.rowCount() < loadedUnasked)
        fetchPage(limits::pageSizeMax);
    Q_EMIT loadedChanged();
}

void TaskFeed::mergePage(const TaskPage &page)
{
    QList<Task> tasks = page.tasks;
    tasks.removeIf([this](const Task &task) { return m_deleted.contains(task.id); });
    m_model.merge(tasks);
}

void TaskFeed::takeChanges(const TaskChanges &changes)
{
    const QList<TaskId> deleted = changes.deletedIds();
    if (!isComplete())
        m_deleted.unite(QSet<TaskId>(deleted.cbegin(), deleted.cend()));
    m_model.merge(changes.changed);
    m_model.remove(deleted);
}

} // namespace headway
