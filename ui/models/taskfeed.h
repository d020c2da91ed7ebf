#pragma once

#include "core/session/tasksession.h"

#include <QSet>

namespace headway {

class TaskTableModel;

/// Keeps a TaskTableModel in step with a session: its changes as they come, its history by pages,
/// newest first.
class TaskFeed : public QObject
{
    Q_OBJECT

public:
    /// @p model is borrowed and outlives this.
    explicit TaskFeed(TaskTableModel &model, QObject *parent = nullptr);
    ~TaskFeed() override;

    /// Empties the model and begins with @p session; null: nobody is signed in. Nothing of the
    /// session before comes any more.
    void setSession(const TaskSessionPtr &session);

    /// Whether the first page has come: only then an empty list means that there is no task.
    bool isLoaded() const { return m_isLoaded; }
    /// Whether all history is in the model.
    bool isComplete() const { return m_isLoaded && !m_nextCursor; }

    /// Fetches the next page of what lies beyond the first 20,000.
    void loadMore();
    /// Fetches what matches @p text and is not in the model yet.
    void lookFor(const QString &text);

Q_SIGNALS:
    void loadedChanged();
    void failed(const headway::Error &error);

private:
    void fetchPage(int limit);
    void takePage(const TaskPage &page);
    void mergePage(const TaskPage &page);
    void takeChanges(const TaskChanges &changes);

    TaskTableModel &m_model;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    std::optional<qint64> m_nextCursor;
    QSet<TaskId> m_deleted; ///< while pages are on their way: a page may be older than a deletion
    bool m_isLoaded = false;
    bool m_isFetching = false;
};

} // namespace headway
