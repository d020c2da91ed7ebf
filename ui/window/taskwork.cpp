#include "ui/window/taskwork.h"

#include "ui/window/accountcontroller.h"
#include "ui/window/exportdesk.h"
#include "ui/window/serviceplace.h"
#include "ui/window/startactions.h"
#include "ui/window/taskactions.h"
#include "ui/window/taskremoval.h"
#include "ui/window/taskspage.h"
#include "ui/window/taskspeaker.h"

namespace headway {

TaskWork::TaskWork(const Around &around, const ServicePlace &place, QWidget *window)
    : QObject(window)
    , m_around(around)
    , m_actions(new TaskActions(place.commandToRetry, around.batches, window))
    , m_starts(new StartActions(place.starter, around.view, window))
    , m_removal(new TaskRemoval(around.undo, around.batches, window))
    , m_exports(new ExportDesk(window))
    , m_speaker(new TaskSpeaker(window))
{
    connect(&around.tasks, &TasksPage::selectedTasksChanged, this, &TaskWork::takeSelection);
    connect(m_starts, &StartActions::failed, this, &TaskWork::failed);
    connectRemoval();
    connectExports();
}

void TaskWork::connectRemoval()
{
    connect(m_actions, &TaskActions::removeWanted, m_removal, &TaskRemoval::remove);
    connect(m_removal, &TaskRemoval::givenUp, this, [this](qsizetype count) {
        Q_EMIT failed(tr("%n tasks of the account before could not be deleted and are still there.",
                         nullptr, static_cast<int>(count)));
    });
    connect(m_removal, &TaskRemoval::hiddenChanged, &m_around.tasks, &TasksPage::setHidden);
}

void TaskWork::connectExports()
{
    connect(m_actions, &TaskActions::exportWanted, m_exports, [this](const ManyTasks &tasks) {
        m_exports->exportTasks(m_around.account.session(), tasks);
    });
    connect(m_actions, &TaskActions::exportShownWanted, m_exports,
            [this] { m_exports->exportFound(m_around.account.session(), m_around.tasks.query()); });
    connect(m_exports, &ExportDesk::done, this, &TaskWork::done);
    connect(m_exports, &ExportDesk::failed, this, &TaskWork::failed);
}

void TaskWork::takeSelection()
{
    const QList<Task> selected = m_around.tasks.selectedTasks();
    if (m_around.tasks.areManySelected()) {
        m_actions->setMany([this] { return m_around.tasks.selectedNumbers(); });
        m_starts->setTooMany();
    } else {
        m_actions->setTasks(selected);
        m_starts->setTasks(selected);
    }
    m_speaker->setTasks(selected);
    Q_EMIT liveSelected(m_around.tasks.selectedLive());
}

} // namespace headway
