#pragma once

#include "core/session/tasksession.h"
#include "ui/window/rundesk.h"
#include "ui/window/startrecents.h"

#include <QAction>

#include <memory>

namespace headway {

/// Starting commands from the window: anew, once more, with changes, or from a script that is
/// dropped on the window.
class StartActions : public QObject
{
    Q_OBJECT

public:
    /// @p starter (null: none) and @p view are borrowed and outlive this. @p window is the parent
    /// of the dialogs, and takes what is dropped.
    StartActions(CommandStarter *starter, ViewState &view, QWidget *window);
    ~StartActions() override;

    QAction *start() const { return m_start; }
    QAction *again() const { return m_again; }
    QAction *changed() const { return m_changed; }

    /// @param account as which its commands report
    void setSession(const TaskSessionPtr &session, const RunAccount &account = {});
    /// Those that are selected.
    void setTasks(const QList<Task> &tasks);
    /// More are selected than are run again at once, which is said when it is asked for.
    void setTooMany();
    /// Runs one that has ended once more, whatever is selected.
    void retry(TaskId id);

Q_SIGNALS:
    /// @p sentence is plain and for people.
    void failed(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *add(const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &shortcut);
    bool mayStart() const { return m_session && m_desk; }
    void refresh();
    void open(const StartRequest &first);
    void runAllAgain();
    void runAgain(const Task &task);
    void runKept(const Task &task, StartRequest kept);
    void tellNote(const StartedRun &run);
    void leaveToItsProgram(const Task &task);
    void openChanged(const Task &task);

    const std::unique_ptr<RunDesk> m_desk; ///< null: nothing can be started here
    StartRecents m_recents;
    QWidget *const m_window;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what was asked for m_session
    bool m_isTooMany = false;
    QList<Task> m_tasks;
    QAction *m_start;
    QAction *m_again;
    QAction *m_changed;
};

} // namespace headway
