#pragma once

#include "core/base/ids.h"

#include <QObject>

namespace headway {

class AccountController;
class BatchRunner;
class ExportDesk;
class StartActions;
class TaskActions;
class TaskRemoval;
class TasksPage;
class TaskSpeaker;
class UndoBar;
class ViewState;
struct ServicePlace;

/// What can be done with the tasks that are selected or found.
class TaskWork : public QObject
{
    Q_OBJECT

public:
    /// What of the window it works with; borrowed, and outlives it.
    struct Around
    {
        TasksPage &tasks;
        BatchRunner &batches;
        UndoBar &undo;
        ViewState &view;
        const AccountController &account;
    };

    TaskWork(const Around &around, const ServicePlace &place, QWidget *window);

    TaskActions *actions() const { return m_actions; }
    StartActions *starts() const { return m_starts; }
    TaskRemoval *removal() const { return m_removal; }

Q_SIGNALS:
    /// Sentences are plain.
    void done(const QString &sentence);
    void failed(const QString &sentence);
    /// Of the tasks selected, those that have not ended; also when the same ones have changed.
    void liveSelected(const QList<headway::TaskId> &ids);

private:
    void connectRemoval();
    void connectExports();
    void takeSelection();

    const Around m_around;
    TaskActions *m_actions;
    StartActions *m_starts;
    TaskRemoval *m_removal;
    ExportDesk *m_exports;
    TaskSpeaker *m_speaker;
};

} // namespace headway
