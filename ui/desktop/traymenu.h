#pragma once

#include "core/model/task.h"

#include <QMenu>

class QSettings;

namespace headway {

class LatestTasks;

/// The menu of the tray icon: the latest tasks, the window, peace for now, and the end. Filled anew
/// whenever it opens.
class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive the menu.
    TrayMenu(const LatestTasks &tasks, QSettings &settings, QWidget *parent = nullptr);

    /// To be called when the tasks are another account's: a desktop may read a closed menu, too.
    void fill();

Q_SIGNALS:
    /// @p number is Task::row.
    void taskWanted(quint32 number);
    void windowWanted();
    void quitWanted();

private:
    void addTask(const Task &task);
    void addQuiet();

    const LatestTasks &m_tasks;
    QSettings &m_settings;
};

} // namespace headway
