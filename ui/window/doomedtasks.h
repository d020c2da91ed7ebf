#pragma once

#include "core/model/retention.h"
#include "core/session/tasksession.h"

#include <QObject>

#include <memory>

namespace headway {

/// Counts which of an account's tasks narrower bounds would delete now: about, as what is pinned
/// counts along and what its output's size costs is not known.
class DoomedTasks : public QObject
{
    Q_OBJECT

public:
    explicit DoomedTasks(const TaskSessionPtr &session, QObject *parent = nullptr);
    ~DoomedTasks() override;

    /// What was asked before is answered no more.
    void count(const Retention &kept, const Retention &wanted, const QDateTime &now);

Q_SIGNALS:
    void counted(qint64 about);

private:
    void countOlder(TaskStatus status, const QDateTime &end);
    void countBeyond(qint64 bound);
    void ask(const TaskFilter &filter, const std::function<void(const TaskIndex &)> &take);

    const TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what was asked last
    int m_asked = 0; ///< answers that are still to come
    qint64 m_tooOld = 0;
    qint64 m_tooMany = 0;
};

} // namespace headway
