#pragma once

#include "core/session/tasksession.h"

#include <QElapsedTimer>
#include <QTimer>

namespace headway {

/// What a list of tasks is made of, asked of a session: the live tasks, the index of those that
/// have ended, and what changes.
class TaskFeed : public QObject
{
    Q_OBJECT

public:
    explicit TaskFeed(QObject *parent = nullptr);
    ~TaskFeed() override;

    /// Begins with @p session; null: nobody is signed in. Nothing of the session before comes any
    /// more.
    void setSession(const TaskSessionPtr &session);
    /// Asks for the index, once the one that is on its way has come, which need not be whole:
    /// nobody wants it now.
    void setOrder(const TaskFilter &filter, const TaskSort &sort);
    void refreshIndex();
    /// The same after a while, in which more may come that needs it: a small share of the time goes
    /// into indexes.
    void refreshIndexSoon();
    /// Whether an index is on its way.
    bool isIndexing() const { return m_isIndexing; }

Q_SIGNALS:
    /// The live tasks are listed from now on, page by page, until liveListed().
    void liveBegun();
    void liveCame(const QList<headway::Task> &tasks);
    void liveListed();
    void changed(const headway::TaskChanges &changes);
    /// The first tasks of an index that is on its way.
    void begun(const QList<headway::Task> &first);
    void indexed(const headway::TaskIndex &index);
    void failed(const headway::Error &error);

private:
    void listAnew();
    void listLive(std::optional<qint64> before);
    void askForIndex();
    void askForFirst();
    void adopt(const TaskIndex &index);
    void takeIndex(const Result<TaskIndex> &index, const std::stop_token &stop);

    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    TaskFilter m_filter;
    TaskSort m_sort;
    int m_listing = 0; ///< counts the lists of live tasks: only the last one's pages are taken
    bool m_isIndexing = false;
    bool m_wantsIndex = false; ///< another one, after the one on its way
    bool m_wantsFirst = false; ///< with the next index
    std::stop_source m_stop; ///< of the index on its way
    QTimer m_refresh;
    QElapsedTimer m_asked; ///< for the last index
};

} // namespace headway
