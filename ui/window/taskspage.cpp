#include "ui/window/taskspage.h"

#include "ui/models/plaintext.h"
#include "ui/models/taskfeed.h"
#include "ui/models/tasksortfiltermodel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"

#include <QItemSelectionModel>
#include <QStackedWidget>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int paneWidth = 372;
constexpr int narrowestPane = 280;

} // namespace

TasksPage::TasksPage(const Clock &clock, const QString &commandToTry, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_tasks(new TaskTableModel(clock, this))
    , m_shown(new TaskSortFilterModel(*m_tasks, this))
    , m_feed(new TaskFeed(*m_tasks, this))
    , m_view(new TaskTableView(*m_shown))
    , m_pane(new TaskDetailPane(clock))
{
    addWidget(makeList(commandToTry));
    addWidget(m_pane);
    setCollapsible(0, false);
    m_pane->setMinimumWidth(narrowestPane);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    setSizes({2 * paneWidth, paneWidth});
    connect(m_feed, &TaskFeed::loadedChanged, this, &TasksPage::showList);
    connect(m_feed, &TaskFeed::failed, this, &TasksPage::failed);
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, &TasksPage::showList);
    connect(m_shown, &QAbstractItemModel::rowsRemoved, this, &TasksPage::showList);
    connect(m_shown, &QAbstractItemModel::dataChanged, this, &TasksPage::noteRows);
    connect(m_view, &TaskTableView::selectionChangedTo, this, &TasksPage::showSelected);
    connect(m_view, &TaskTableView::ticked, m_pane, &TaskDetailPane::refreshTimes);
    connect(m_view, &TaskTableView::scrolledToEnd, m_feed, &TaskFeed::loadMore);
}

QWidget *TasksPage::makeList(const QString &commandToTry)
{
    m_list = new QStackedWidget(this);
    auto *nothingYet =
        new EmptyPage(u"list"_s, tr("No tasks yet"),
                      tr("Put this before any command in a terminal, and watch it here:"), m_list);
    nothingYet->addCommand(commandToTry);
    m_noMatch = new EmptyPage(u"search"_s, {},
                              tr("Try fewer or other words, or press Esc in the "
                                 "search box to see all tasks."),
                              m_list);
    m_list->addWidget(m_view);
    m_list->addWidget(nothingYet);
    m_list->addWidget(m_noMatch);
    return m_list;
}

QList<Task> TasksPage::selectedTasks() const
{
    QList<Task> tasks;
    const QList<TaskId> ids = m_view->selectedTasks();
    for (const TaskId id : ids)
        tasks += m_tasks->taskAt(m_tasks->rowOf(id));
    return tasks;
}

void TasksPage::setSession(const TaskSessionPtr &session)
{
    m_wanted = TaskId();
    m_pane->setSession(session);
    m_feed->setSession(session);
}

void TasksPage::setSearch(const QString &text)
{
    m_search = text;
    m_shown->setSearch(text);
    m_feed->lookFor(text);
    keepSelected();
    showList();
}

void TasksPage::setPaneVisible(bool visible)
{
    m_showsPane = visible;
    showList();
}

void TasksPage::showList()
{
    enum Page { TablePage, NothingYetPage, NoMatchPage };
    Page page = TablePage;
    if (m_feed->isLoaded() && m_tasks->rowCount() == 0)
        page = NothingYetPage;
    else if (m_shown->hasSearch() && m_shown->rowCount() == 0)
        page = NoMatchPage;
    m_noMatch->setTitle(tr("No task matches “%1”").arg(oneLine(m_search, 60)));
    m_list->setCurrentIndex(page);
    m_pane->setVisible(m_showsPane && page != NothingYetPage);
    Q_EMIT moreChanged(m_feed->isLoaded() && !m_feed->isComplete());
}

void TasksPage::showSelected()
{
    const TaskId id = m_view->currentTask();
    if (!id.isNull())
        m_wanted = id;
    const int row = m_tasks->rowOf(id);
    m_pane->setTask(row < 0 ? std::nullopt : std::optional<Task>(m_tasks->taskAt(row)));
    Q_EMIT selectedTasksChanged();
}

void TasksPage::noteRows(const QModelIndex &first, const QModelIndex &last)
{
    const QItemSelection ranges = m_view->selectionModel()->selection();
    const bool concerned = std::any_of(
        ranges.cbegin(), ranges.cend(), [&first, &last](const QItemSelectionRange &range) {
            return range.top() <= last.row() && range.bottom() >= first.row();
        });
    if (concerned)
        showSelected();
}

/// A task that a search has hidden is selected again when it is back, unless another was chosen.
void TasksPage::keepSelected()
{
    const QModelIndex row = m_shown->indexOf(m_wanted);
    if (row.isValid() && !m_view->selectionModel()->hasSelection())
        m_view->selectionModel()->setCurrentIndex(
            row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace headway
