#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/widgets/secondclock.h"

#include <QWidget>

class QAction;
class QTabWidget;

namespace headway {

class AttemptsView;
class CourseFeed;
class CourseView;
class ErrorCard;
class ErrorOnce;
class FieldTable;
class JsonView;
class OutputPane;
class StateStrip;
class StateTimeline;
class TaskHeader;

/// Everything known of one task: its head and its error, and in tabs its live output, its states
/// with all fields, its progress over time, its result and the other attempts at it.
class TaskDetails : public QWidget
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    explicit TaskDetails(const Clock &clock, QWidget *parent = nullptr);

    /// Where the output comes from; null: nobody is signed in. Shows nothing afterwards.
    void setSession(const TaskSessionPtr &session);
    /// Shows @p task as it is now; nullopt: none.
    void setTask(const std::optional<Task> &task);
    /// Says anew what depends on the time.
    void refreshTimes();
    /// What can be done about a failure, beside what failed. @p action is borrowed.
    void addFailureAction(QAction *action);

    /// The tab in front, to be kept: a word, "" for the first one.
    QString shownTab() const;
    void showTab(const QString &name);

Q_SIGNALS:
    /// The reader wants to see another task instead.
    void taskWanted(const headway::Task &task);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void arrange();
    QWidget *makeOverview();
    void showParts();
    void showError();
    void showResult();
    void followCourse();
    void showCourse();
    void showCurve();
    void showStates();
    void showMoment(qint64 bytes);
    void watchClock();

    const Clock &m_clock;
    TaskSessionPtr m_session;
    std::optional<Task> m_task;
    CourseFeed *m_feed;
    SecondClock m_second; ///< runs only while a task under way is in sight
    TaskHeader *m_header;
    ErrorCard *m_error;
    StateStrip *m_strip;
    StateTimeline *m_states;
    FieldTable *m_fields;
    QTabWidget *m_tabs;
    OutputPane *m_output;
    CourseView *m_course;
    JsonView *m_result;
    AttemptsView *m_attempts;
    ErrorOnce *m_once;
    QString m_wantedTab; ///< the name of the one that the reader chose
    bool m_isChoosing = false; ///< it is not the reader who changes the tab
};

} // namespace headway
