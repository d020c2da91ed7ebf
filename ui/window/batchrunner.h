#pragma once

#include "ui/window/taskbatch.h"

#include <QWidget>

class QLabel;

namespace headway {

/// Has batches done, the long ones one after another, and shows how far they are, with a way to
/// stop them.
class BatchRunner : public QWidget
{
    Q_OBJECT

public:
    explicit BatchRunner(QWidget *parent = nullptr);
    ~BatchRunner() override;

    /// Whose tasks are meant; what is under way for somebody else stops.
    void setSession(const TaskSessionPtr &session);
    /// @p end hears once whether it was done with all of them. Nothing happens while nobody is
    /// signed in.
    void run(const TaskBatch::Work &work, const ManyTasks &tasks,
             const std::function<void(bool isWhole)> &end = {});
    /// Calls @p then once nothing is under way any more; at once when that is so already.
    void whenIdle(const std::function<void()> &then);
    /// What it says now; "" while it shows nothing.
    QString text() const;
    /// Stops what is under way, and what waits behind it.
    void stop();

Q_SIGNALS:
    void failed(const headway::Error &error);

private:
    void takeNext();
    void noteEnd();
    void tellIdle();
    void refresh();

    TaskSessionPtr m_session;
    TaskBatch *m_current = nullptr; ///< the long one that is under way
    QList<TaskBatch *> m_waiting; ///< long ones, in turn
    QList<std::function<void()>> m_whenIdle;
    int m_underWay = 0; ///< batches of any length, those that wait among them
    QLabel *m_label;
};

} // namespace headway
