#pragma once

#include "core/session/tasksession.h"

#include <QCache>
#include <QSet>

namespace headway {

/// Tasks of the history, fetched by pages of 64 rows when somebody looks for one that is not here:
/// what was looked for last comes first. Keeps a bounded number.
class TaskPages : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype pageRows = 64;

    /// @p rows is the list whose pages are fetched; borrowed, and outlives this.
    explicit TaskPages(const QList<quint32> &rows, QObject *parent = nullptr);
    ~TaskPages() override;

    void setSession(const TaskSessionPtr &session);
    /// @return null when it is not here; holds until the next call
    const Task *find(quint32 row) const { return m_tasks.object(row); }
    const Task *find(TaskId id) const;
    /// Fetches the page of the list that holds @p position, soon.
    void want(qsizetype position);
    /// Fetches those that are not here, soon, whatever page they are on, and nothing else of the
    /// kind.
    void fetchAll(const QList<quint32> &rows);
    /// A task as it is now; one that is older than what is here is passed over.
    void put(const Task &task);
    void forget(quint32 row) { m_tasks.remove(row); }
    /// The list is another one: what is wanted of the old one is wanted no more.
    void forgetWanted();

Q_SIGNALS:
    /// Tasks have come that were looked for.
    void arrived();
    /// These rows hold no task any more.
    void missed(const QList<quint32> &rows);
    /// A page has not come; it is tried again when it is looked for after a while.
    void failed(const headway::Error &error);

private:
    void lookAgain();
    void fetchSoon();
    void fetch();
    void fetchRest();
    void fetchPage(qsizetype page);
    QList<quint32> missingOf(QList<quint32> rows) const;
    void take(const QList<quint32> &asked, const Result<QList<Task>> &tasks);

    const QList<quint32> &m_rows;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    QCache<quint32, Task> m_tasks; ///< by cost in bytes, about
    QList<qsizetype> m_wanted; ///< pages, the one that was looked for last at the end
    QSet<qsizetype> m_fetching; ///< pages
    QList<quint32> m_rest; ///< rows wanted that are on no such page
    QTimer *m_retry; ///< runs after a failure: until then nothing is fetched
    bool m_isScheduled = false;
};

} // namespace headway
