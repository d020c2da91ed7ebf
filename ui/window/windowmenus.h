#pragma once

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;
class QMenuBar;

namespace headway {

class AccountButton;
class AccountMenu;
class StartActions;
class TaskActions;
class TaskFinder;
class TaskTableView;
class ThemeMenu;
class ToolsBar;
class ViewSwitch;
class WindowLayout;

/// What the menus, the tool bar and the list's own menu are made of.
struct MenuParts
{
    TaskActions &actions;
    StartActions &starts;
    TaskFinder &finder;
    ViewSwitch &views;
    WindowLayout &layout;
    TaskTableView &list;
    QAction *undo;
    ThemeMenu *themes;
    AccountMenu *account;
    AccountButton *accountButton;
};

/// The window's menus and its tool bar.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    /// The parts are borrowed; they are used in here, and in the menus for as long as both last.
    WindowMenus(const MenuParts &parts, QMainWindow &window);

    /// More to do with the selected tasks.
    void addTaskActions(const QList<QAction *> &actions);

Q_SIGNALS:
    void settingsWanted();
    void quitWanted();
    void shortcutsWanted();
    void aboutWanted();

private:
    void fillListMenu();
    void fillBar(ToolsBar &bar);
    void fillTaskMenu(QMenu &menu);
    void fillViewMenu(QMenu &menu);
    void fillHelpMenu(QMenu &menu);
    void orderTabs();

    const MenuParts m_parts;
    QMenu *m_taskMenu;
};

} // namespace headway
