#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QStackedWidget>

class QPlainTextEdit;
class QTabWidget;

namespace headway {

class ErrorCard;
class FieldTable;
class OutputPane;
class TaskHeader;

/// Everything known of one task: its head, its error, all fields, its live output, its result.
/// A page that says so while none is selected.
class TaskDetailPane : public QStackedWidget
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the pane.
    explicit TaskDetailPane(const Clock &clock, QWidget *parent = nullptr);

    /// Where the output comes from; null: nobody is signed in. Shows nothing afterwards.
    void setSession(const TaskSessionPtr &session);
    /// Shows @p task as it is now; nullopt: none is selected.
    void setTask(const std::optional<Task> &task);
    /// Says anew what depends on the time.
    void refreshTimes();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeContent();
    void showParts();
    void showError();
    void showResult();

    const Clock &m_clock;
    TaskSessionPtr m_session;
    std::optional<Task> m_task;
    TaskHeader *m_header;
    ErrorCard *m_error;
    FieldTable *m_fields;
    QTabWidget *m_tabs;
    OutputPane *m_output;
    QPlainTextEdit *m_result;
};

} // namespace headway
