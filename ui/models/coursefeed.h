#pragma once

#include "core/session/tasksession.h"
#include "ui/models/coursecurve.h"

#include <QTimer>

#include <memory>

namespace headway {

/// What is known of the course of one task, and of a few runs of the same before it. Asks for as
/// much of it as somebody looks at, and again while the task runs, now and then.
class CourseFeed : public QObject
{
    Q_OBJECT

public:
    enum class Depth {
        Nothing,
        Own, ///< the course of the task itself
        WithEarlier
    };
    static constexpr int earlierAtMost = 5;

    explicit CourseFeed(QObject *parent = nullptr);
    ~CourseFeed() override;

    /// nullopt or a null session: nothing. Another state of the same task is news of it.
    void setTask(const TaskSessionPtr &session, const std::optional<Task> &task);
    void setDepth(Depth depth);

    /// nullopt while it has not come.
    const std::optional<TaskCourse> &course() const { return m_course; }
    /// Those of which there are samples, the nearest first.
    const QList<CourseRun> &earlier() const { return m_earlier; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void askForOwn();
    void takeOwn(const Result<TaskCourse> &course);
    void askForEarlier();
    void takeEarlier(const Task &run, const Result<TaskCourse> &course);

    TaskSessionPtr m_session;
    std::optional<Task> m_task;
    Depth m_depth = Depth::Nothing;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to the task
    std::optional<TaskCourse> m_course;
    QList<CourseRun> m_earlier;
    QList<TaskId> m_order; ///< of the earlier ones
    QTimer m_refresh; ///< runs only while there is news that has not been asked for
    bool m_isAsking = false;
    bool m_asksAgain = false; ///< once the answer is there
    bool m_hasOwn = false; ///< it has come, and is not old
    bool m_hasEarlier = false; ///< they have been asked for
};

} // namespace headway
