#pragma once

#include "core/client/access.h"
#include "core/model/taskchanges.h"

#include <QFuture>
#include <QHash>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace headway {

class RemoteTaskSession;
struct TaskPage;

/// Tasks while they change: those that were asked for, or all that are live from now on. Goes on
/// when the service has been started anew, wherever it is then.
class LiveTasks final : public QObject
{
    Q_OBJECT

public:
    /// @p words name the tasks as for findTask(); none: all that are live.
    LiveTasks(AccessRequest request, QStringList words);
    ~LiveTasks() override;

    void start();

Q_SIGNALS:
    /// A task as it is now: the first time, and whenever it has changed.
    void changed(const headway::Task &task);
    void removed(headway::TaskId id);
    /// There is no such task, or it is not ours: @p word stands for none.
    void wordRefused(const QString &word, const headway::Error &why);
    /// Once, when all that there is has been told.
    void loaded();
    /// Nothing is known for the time being. Once until resumed().
    void interrupted(const headway::Error &why);
    void resumed();
    /// It cannot be done, or no longer; nothing more comes.
    void failed(const headway::Error &why);
    /// What the user may not expect of the credential.
    void noted(const QString &note);

private:
    template <typename T, typename Handler>
    void ask(const QFuture<T> &answer, Handler handler);
    void open(const Access &access);
    void close();
    void onInterrupted(const Error &why);
    void noteService();
    void onEnded();
    void lookForService();
    void load();
    void findNext();
    void check(TaskId id);
    void settleWord(const Result<TaskId> &id);
    void fetchNext();
    void listOn();
    void takePage(const TaskPage &page);
    void finishLoading();
    void onLoadError(const Error &why);
    void takeChanges(const TaskChanges &changes);
    void know(TaskId id);
    void take(const Task &task);
    void forget(TaskId id);
    bool isWanted(const Task &task) const;

    const AccessRequest m_request;
    const bool m_isForAll;
    QStringList m_words; ///< that have not been looked up yet
    Access m_access;
    std::unique_ptr<RemoteTaskSession> m_session;
    QHash<TaskId, quint64> m_known; ///< with the revision that was told; 0 for none yet
    QList<TaskId> m_order; ///< of those in m_known
    QList<TaskId> m_toFetch;
    std::optional<qint64> m_cursor;
    QTimer m_again; ///< loads once more after an error
    QTimer m_search; ///< for a service that is gone
    int m_refusals = 0; ///< of a credential, by a service that may have a new one for us
    bool m_isLoaded = false;
    bool m_isInterrupted = false;
    bool m_isRefused = false;
};

} // namespace headway
