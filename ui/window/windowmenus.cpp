#include "ui/window/windowmenus.h"

#include "ui/delegates/icons.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/accountbutton.h"
#include "ui/window/accountmenu.h"
#include "ui/window/startactions.h"
#include "ui/window/taskactions.h"
#include "ui/window/taskfinder.h"
#include "ui/window/thememenu.h"
#include "ui/window/toolsbar.h"
#include "ui/window/viewswitch.h"
#include "ui/window/windowlayout.h"

#include <QMainWindow>
#include <QMenuBar>

namespace headway {

using namespace Qt::StringLiterals;

WindowMenus::WindowMenus(const MenuParts &parts, QMainWindow &window)
    : QObject(&window)
    , m_parts(parts)
    , m_taskMenu(window.menuBar()->addMenu(tr("&Task")))
{
    fillListMenu();
    auto *bar = new ToolsBar(tr("Tools"), &window);
    window.addToolBar(bar);
    fillBar(*bar);
    fillTaskMenu(*m_taskMenu);
    fillViewMenu(*window.menuBar()->addMenu(tr("&View")));
    window.menuBar()->addMenu(m_parts.account);
    fillHelpMenu(*window.menuBar()->addMenu(tr("&Help")));
    orderTabs();
}

void WindowMenus::addTaskActions(const QList<QAction *> &actions)
{
    QAction *before = m_parts.actions.copies().constFirst();
    m_taskMenu->insertActions(before, actions);
    m_taskMenu->insertSeparator(before);
    m_parts.list.insertActions(before, actions);
    auto *separator = new QAction(&m_parts.list);
    separator->setSeparator(true);
    m_parts.list.insertAction(before, separator);
}

void WindowMenus::fillListMenu()
{
    TaskTableView &list = m_parts.list;
    auto *separator = new QAction(&list);
    separator->setSeparator(true);
    list.addActions(m_parts.actions.changes());
    list.addActions({m_parts.starts.again(), m_parts.starts.changed()});
    list.addActions(m_parts.actions.pins());
    list.addAction(separator);
    list.addActions(m_parts.actions.copies());
    list.addAction(m_parts.actions.exportSelected());
}

void WindowMenus::fillBar(ToolsBar &bar)
{
    bar.addAction(m_parts.starts.start());
    bar.addActions(m_parts.actions.changes());
    bar.addAction(m_parts.starts.again());
    bar.addWordy(bar.actions());
    auto *space = new QWidget(&bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar.addWidget(space);
    bar.addActions(m_parts.views.actions());
    bar.addWidget(m_parts.finder.box());
    bar.addAction(m_parts.layout.showPane());
    bar.addWidget(m_parts.accountButton);
    bar.addWordy(QList<QToolButton *>{m_parts.accountButton});
}

void WindowMenus::fillTaskMenu(QMenu &menu)
{
    menu.addAction(m_parts.starts.start());
    menu.addSeparator();
    menu.addActions(m_parts.actions.changes());
    menu.addActions({m_parts.starts.again(), m_parts.starts.changed()});
    menu.addActions(m_parts.actions.pins());
    menu.addAction(m_parts.undo);
    menu.addSeparator();
    menu.addActions(m_parts.actions.copies());
    menu.addSeparator();
    menu.addAction(m_parts.actions.exportSelected());
    menu.addAction(m_parts.actions.exportShown());
    menu.addSeparator();
    menu.addAction(tr("Settin&gs…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                   &WindowMenus::settingsWanted);
    menu.addAction(tr("&Quit"), QKeySequence(QKeySequence::Quit), this, &WindowMenus::quitWanted);
}

void WindowMenus::fillViewMenu(QMenu &menu)
{
    SearchBox *box = m_parts.finder.box();
    menu.addAction(paletteIcon(u"search"_s), tr("&Search"), QKeySequence(QKeySequence::Find), box,
                   [box] {
                       box->setFocus(Qt::ShortcutFocusReason);
                       box->selectAll();
                   });
    menu.addAction(box->saveAction());
    menu.addAction(m_parts.finder.showAllAction());
    menu.addSeparator();
    menu.addActions(m_parts.views.actions());
    menu.addSeparator();
    menu.addMenu(m_parts.list.columnMenu());
    menu.addMenu(m_parts.list.sortMenu());
    menu.addSeparator();
    menu.addAction(m_parts.layout.showGroups());
    menu.addAction(m_parts.layout.showPane());
    menu.addMenu(m_parts.themes);
}

void WindowMenus::fillHelpMenu(QMenu &menu)
{
    menu.addAction(tr("&Keyboard Shortcuts"), this, &WindowMenus::shortcutsWanted)
        ->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    menu.addAction(paletteIcon(u"about"_s), tr("&About Headway"), this, &WindowMenus::aboutWanted);
}

/// From the bar to the groups, the list and, as they are made after all others, the details.
void WindowMenus::orderTabs()
{
    QWidget *const order[] = {m_parts.finder.box(), m_parts.accountButton, m_parts.finder.groups(),
                              &m_parts.list};
    for (size_t i = 1; i < std::size(order); ++i)
        QWidget::setTabOrder(order[i - 1], order[i]);
}

} // namespace headway
