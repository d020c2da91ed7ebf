#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QTableView>

namespace headway {

class AttemptFinder;
class AttemptsModel;

/// The attempts at one task in a table. They are looked for once they are looked at.
class AttemptsView : public QTableView
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the view.
    explicit AttemptsView(const Clock &clock, QWidget *parent = nullptr);

    /// nullopt or a null session: shows none.
    void setTask(const TaskSessionPtr &session, const std::optional<Task> &task);
    void refreshTimes();

Q_SIGNALS:
    /// The reader wants to see another attempt.
    void taskWanted(const headway::Task &task);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void findOnce();
    void showFound();
    void want(const QModelIndex &index);

    AttemptsModel *m_model;
    AttemptFinder *m_finder;
    TaskSessionPtr m_session;
    std::optional<Task> m_task;
    bool m_isDue = false; ///< they have not been looked for
};

} // namespace headway
