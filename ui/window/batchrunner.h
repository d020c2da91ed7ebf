#pragma once

#include "ui/window/taskbatch.h"

#include <QWidget>

#include <chrono>
#include <functional>

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

    /// Whose tasks are meant; what is under way for somebody else stops, but for what is promised.
    void setSession(const TaskSessionPtr &session);
    /// @p end hears once whether it was done with all of them. Nothing happens while nobody is
    /// signed in.
    void run(const TaskBatch::Work &work, const ManyTasks &tasks,
             const std::function<void(bool isWhole)> &end = {});
    /// Calls @p then once what is promised by now is done; at once when that is so already. What
    /// takes longer than @p patience stops.
    void whenPromisesAreKept(std::chrono::milliseconds patience, const std::function<void()> &then);
    /// What it says now; "" while it shows nothing.
    QString text() const;
    /// Stops what is under way, and what waits behind it.
    void stop();
    /// Stops everything but what is promised.
    void stopUnpromised();

Q_SIGNALS:
    void failed(const headway::Error &error);

private:
    void takeNext();
    void noteEnd(TaskBatch *batch);
    void refresh();

    TaskSessionPtr m_session;
    TaskBatch *m_current = nullptr; ///< the long one that is under way
    QList<TaskBatch *> m_waiting; ///< long ones, in turn
    QList<TaskBatch *> m_underWay; ///< of any length, those that wait among them
    QLabel *m_label;
};

} // namespace headway
