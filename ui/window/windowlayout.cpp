#include "ui/window/windowlayout.h"

#include "ui/delegates/icons.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/taskfinder.h"
#include "ui/window/taskspage.h"
#include "ui/window/viewstate.h"
#include "ui/window/viewswitch.h"

#include <QAction>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int groupsWidth = 200;
constexpr int tasksWidth = 1160;

inline constexpr Setting<const char *> splitterSetting{"window/splitter", ""};
inline constexpr Setting<const char *> columnsSetting{"list/columns", ""};
inline constexpr Setting<const char *> sideSetting{"window/side", ""};
inline constexpr Setting<bool> groupsSetting{"window/groups", true};
inline constexpr Setting<bool> paneSetting{"window/detailPane", true};
inline constexpr Setting<const char *> tabSetting{"window/detailTab", ""};

} // namespace

WindowLayout::WindowLayout(TaskFinder &finder, TasksPage &tasks, ViewSwitch &views, ViewState &view,
                           QWidget *parent)
    : QSplitter(parent)
    , m_finder(finder)
    , m_tasks(tasks)
    , m_views(views)
    , m_view(view)
    , m_showPane(new QAction(paletteIcon(u"pane"_s), tr("&Details"), this))
    , m_showGroups(new QAction(paletteIcon(u"list"_s), tr("&Groups"), this))
{
    addWidget(finder.groups());
    addWidget(&tasks);
    setChildrenCollapsible(false);
    setStretchFactor(1, 1);
    setSizes({groupsWidth, tasksWidth});
    makeActions();
}

void WindowLayout::makeActions()
{
    m_showPane->setCheckable(true);
    m_showPane->setShortcut(Qt::Key_F9);
    m_showPane->setToolTip(tr("Show everything known of the selected task (F9)"));
    m_showGroups->setCheckable(true);
    m_showGroups->setShortcut(Qt::Key_F8);
    m_showGroups->setToolTip(tr("Show groups of tasks at the side (F8)"));
    connect(&m_finder, &TaskFinder::groupsWanted, m_showGroups,
            [this] { m_showGroups->setChecked(true); });
    connect(m_showGroups, &QAction::toggled, m_finder.groups(), &QWidget::setVisible);
    connect(m_showPane, &QAction::toggled, &m_tasks, &TasksPage::setPaneVisible);
}

void WindowLayout::rememberFirst()
{
    m_firstTasks = m_tasks.saveState();
    m_firstSide = saveState();
}

void WindowLayout::restoreView()
{
    m_tasks.view()->restoreColumns(m_view.value(columnsSetting.key).toByteArray());
    if (!m_tasks.restoreState(m_view.value(splitterSetting.key).toByteArray()))
        m_tasks.restoreState(m_firstTasks);
    m_showPane->setChecked(m_view.value(paneSetting));
    m_tasks.setPaneVisible(m_showPane->isChecked());
    if (!restoreState(m_view.value(sideSetting.key).toByteArray()))
        restoreState(m_firstSide);
    m_showGroups->setChecked(m_view.value(groupsSetting));
    m_finder.groups()->setVisible(m_showGroups->isChecked());
    m_tasks.pane()->showTab(m_view.value(tabSetting.key).toString());
    m_views.restoreView();
}

void WindowLayout::saveView()
{
    m_view.setValue(splitterSetting.key, m_tasks.saveState());
    m_view.setValue(columnsSetting.key, m_tasks.view()->saveColumns());
    m_view.setValue(paneSetting.key, m_showPane->isChecked());
    m_view.setValue(sideSetting.key, saveState());
    m_view.setValue(groupsSetting.key, m_showGroups->isChecked());
    m_finder.saveView();
    m_views.saveView();
    m_view.setValue(tabSetting.key, m_tasks.pane()->shownTab());
}

} // namespace headway
