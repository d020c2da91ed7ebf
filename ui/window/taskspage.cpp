#include "ui/window/taskspage.h"

#include "core/base/future.h"
#include "ui/models/plaintext.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/scrolled.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"

#include <QApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QStackedWidget>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int paneWidth = 372;
constexpr int narrowestPane = 280;
constexpr int selectedAtMost = 1000;

enum ListPage { TablePage, NothingYetPage, NoMatchPage };

} // namespace

TasksPage::TasksPage(const Clock &clock, const QString &commandToTry, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_tasks(new TaskTableModel(clock, this))
    , m_view(new TaskTableView(*m_tasks))
    , m_pane(new TaskDetailPane(clock))
    , m_views(new QStackedWidget)
{
    addWidget(m_views);
    addView(makeList(commandToTry), Details::Beside);
    addWidget(m_pane);
    setCollapsible(0, false);
    m_pane->setMinimumWidth(narrowestPane);
    setSizes({2 * paneWidth, paneWidth});
    connect(m_tasks, &TaskTableModel::loadedChanged, this, &TasksPage::showList);
    connect(m_tasks, &TaskTableModel::loadedChanged, this, &TasksPage::keepSelected);
    connect(m_tasks, &TaskTableModel::failed, this, &TasksPage::failed);
    connect(m_tasks, &QAbstractItemModel::rowsInserted, this, &TasksPage::showList);
    connect(m_tasks, &QAbstractItemModel::rowsRemoved, this, &TasksPage::showList);
    connect(m_tasks, &TaskTableModel::watchedChanged, this, &TasksPage::showSelected);
    connect(m_view, &TaskTableView::selectionChangedTo, this, &TasksPage::showSelected);
    connect(m_pane, &TaskDetailPane::taskWanted, this, &TasksPage::showDetails);
}

QWidget *TasksPage::makeList(const QString &commandToTry)
{
    m_list = new QStackedWidget(this);
    m_nothingYet =
        new EmptyPage(u"list"_s, tr("No tasks yet"),
                      tr("Put this before any command in a terminal.\n"
                         "Its progress, its output and what went wrong show here, live.\n"
                         "Close this window whenever you like: your commands go on."),
                      m_list);
    m_nothingYet->addCommand(commandToTry);
    m_signInFirst = new QLabel(m_nothingYet);
    m_signInFirst->setTextFormat(Qt::PlainText);
    m_signInFirst->setAlignment(Qt::AlignCenter);
    m_signInFirst->setWordWrap(true);
    m_signInFirst->setText(tr("Run “headway login” there first and sign in as yourself: until then "
                              "commands report to the owner of this Headway."));
    m_nothingYet->addCentred(m_signInFirst);
    m_signInFirst->hide();
    m_noMatch = new EmptyPage(u"search"_s, {},
                              tr("Try fewer or other words, or choose another group."), m_list);
    m_list->addWidget(m_view);
    m_list->addWidget(scrolled(m_nothingYet));
    m_list->addWidget(m_noMatch);
    return m_list;
}

bool TasksPage::hidesDetails() const
{
    return m_details.at(m_views->currentIndex()) == Details::Hidden;
}

QList<Task> TasksPage::selectedTasks() const
{
    if (hidesDetails())
        return {};
    if (m_alone)
        return {*m_alone};
    QList<Task> tasks;
    for (const int row : m_view->selectedRows(selectedAtMost).value_or(QList<int>())) {
        if (const Task *task = m_tasks->taskAt(row))
            tasks += *task;
    }
    return tasks;
}

bool TasksPage::areManySelected() const
{
    return !hidesDetails() && !m_alone && !m_view->selectedRows(selectedAtMost);
}

QList<TaskId> TasksPage::selectedLive() const
{
    if (hidesDetails())
        return {};
    if (m_alone)
        return isEnded(m_alone->status) ? QList<TaskId>() : QList<TaskId>{m_alone->id};
    return m_view->selectedLive();
}

QList<quint32> TasksPage::selectedNumbers() const
{
    QList<quint32> numbers;
    for (const int row : m_view->selectedRows(m_tasks->rowCount()).value_or(QList<int>()))
        numbers += m_tasks->numberAt(row);
    numbers.removeAll(0); // where there is none
    return numbers;
}

void TasksPage::offerAtFirst(QAction *action)
{
    m_nothingYet->addButton(action);
}

void TasksPage::offerWithoutMatch(QAction *action)
{
    m_noMatch->addButton(action);
}

void TasksPage::showTask(quint32 number)
{
    m_alone.reset();
    m_view->clearSelection();
    m_wanted = number;
    keepSelected();
}

void TasksPage::setHearsCommands(bool hears)
{
    m_signInFirst->setVisible(!hears);
}

void TasksPage::setSession(const TaskSessionPtr &session)
{
    m_wanted = 0;
    m_alone.reset();
    m_session = session;
    m_link.reset();
    m_pane->setSession(session);
    m_tasks->setSession(session);
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) { carryOn(changes); });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] {
        if (m_alone)
            readAlone();
    });
}

void TasksPage::setQuery(const TaskQuery &query, const QString &shown)
{
    m_query = query;
    m_shownQuery = shown;
    TaskFilter filter;
    filter.query = query;
    m_tasks->setFilter(filter);
    keepSelected();
    showList();
}

void TasksPage::setHidden(const QSet<quint32> &numbers)
{
    m_tasks->setHidden(numbers);
}

void TasksPage::setPaneVisible(bool visible)
{
    m_showsPane = visible;
    updatePane();
}

int TasksPage::addView(QWidget *view, Details details)
{
    m_details.append(details);
    return m_views->addWidget(view);
}

void TasksPage::showView(int index)
{
    const bool hadFocus = m_views->isAncestorOf(QApplication::focusWidget());
    m_views->setCurrentIndex(index);
    updatePane();
    Q_EMIT selectedTasksChanged();
    if (hadFocus)
        focusView();
}

void TasksPage::focusView()
{
    (m_views->currentIndex() == 0 ? m_view : m_views->currentWidget())->setFocus();
}

/// Where there is no task, there are no details either.
void TasksPage::updatePane()
{
    const bool isList = m_views->currentIndex() == 0;
    const bool hasTasks = !isList || m_list->currentIndex() != NothingYetPage;
    m_pane->setVisible(m_showsPane && hasTasks
                       && m_details.at(m_views->currentIndex()) == Details::Beside);
}

void TasksPage::showList()
{
    ListPage page = TablePage;
    if (m_tasks->isLoaded() && !m_tasks->hasFilter() && m_tasks->rowCount() == 0)
        page = NothingYetPage;
    else if (m_tasks->hasFilter() && !m_tasks->isLoading() && m_tasks->rowCount() == 0)
        page = NoMatchPage;
    m_noMatch->setTitle(tr("No task matches “%1”").arg(oneLine(m_shownQuery, 60)));
    m_list->setCurrentIndex(page);
    updatePane();
}

void TasksPage::showSelected()
{
    const quint32 number = m_view->currentNumber();
    if (number != 0)
        m_wanted = number;
    if (m_view->selectionModel()->hasSelection())
        m_alone.reset();
    const int row = number == 0 ? -1 : m_tasks->rowOf(number, m_view->currentIndex().row());
    watchSelected(row);
    const Task *task = row < 0 ? nullptr : m_tasks->taskAt(row);
    m_pane->setTask(task ? std::optional<Task>(*task) : m_alone);
    Q_EMIT selectedTasksChanged();
}

/// Of too many to be followed, the one whose details are shown, and those that are live by their
/// ends: some actions are for them alone.
/// @param current the row of the details; -1: none
void TasksPage::watchSelected(int current)
{
    if (const std::optional<QList<int>> rows = m_view->selectedRows(selectedAtMost))
        m_tasks->watch(*rows);
    else
        m_tasks->watch(current < 0 ? QList<int>() : QList<int>{current},
                       m_view->selectedLiveRows());
}

/// A task that a search has hidden is selected again when it is back, unless another was chosen.
void TasksPage::keepSelected()
{
    if (m_wanted == 0 || m_view->selectionModel()->hasSelection())
        return;
    if (const int row = m_tasks->rowOf(m_wanted); row >= 0)
        m_view->select(row);
}

void TasksPage::showDetails(const Task &task)
{
    const int row = m_tasks->rowOf(task.row);
    if (row >= 0)
        m_view->select(row);
    else
        showAlone(task);
}

/// What can be done is done to the task that is shown, hence nothing else stays selected.
void TasksPage::showAlone(const std::optional<Task> &task)
{
    m_view->clearSelection();
    m_alone = task;
    m_wanted = task ? task->row : 0;
    showSelected();
}

void TasksPage::carryOn(const TaskChanges &changes)
{
    if (!m_alone)
        return;
    for (const Task &task : changes.changed) {
        if (task.id == m_alone->id)
            return showAlone(task);
    }
    for (const DeletedTask &task : changes.deleted) {
        if (task.id == m_alone->id)
            return showAlone(std::nullopt);
    }
}

/// After changes that nobody told.
void TasksPage::readAlone()
{
    whenDone(m_session->task(m_alone->id), m_link.get(),
             [this, id = m_alone->id](const Result<Task> &task) {
                 if (!m_alone || m_alone->id != id)
                     return;
                 if (task)
                     showAlone(*task);
                 else if (task.error().code == ErrorCode::NotFound)
                     showAlone(std::nullopt);
             });
}

} // namespace headway
