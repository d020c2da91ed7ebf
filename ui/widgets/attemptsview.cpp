#include "ui/widgets/attemptsview.h"

#include "ui/models/attemptfinder.h"
#include "ui/models/attemptsmodel.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <utility>

namespace headway {

AttemptsView::AttemptsView(const Clock &clock, QWidget *parent)
    : QTableView(parent)
    , m_model(new AttemptsModel(clock, this))
    , m_finder(new AttemptFinder(this))
{
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 7);
    setAccessibleName(tr("Attempts at the selected task"));
    connect(m_finder, &AttemptFinder::found, this, &AttemptsView::showFound);
    connect(this, &QAbstractItemView::clicked, this, &AttemptsView::want);
}

void AttemptsView::setTask(const TaskSessionPtr &session, const std::optional<Task> &task)
{
    const TaskId before = m_task ? m_task->id : TaskId();
    const TaskId now = task ? task->id : TaskId();
    const bool isOther = now != before || session != m_session;
    m_session = session;
    m_task = task;
    if (!isOther)
        return; // how they get on is told to the finder
    // One of those that are shown already belongs to the same attempts.
    if (task && m_model->rowOf(now) >= 0 && !m_isDue) {
        showFound();
        return;
    }
    m_isDue = true;
    m_model->setAttempts({});
    m_finder->find(nullptr, {});
    if (isVisible())
        findOnce();
}

void AttemptsView::refreshTimes()
{
    if (isVisible())
        m_model->refreshTimes();
}

void AttemptsView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    findOnce();
}

void AttemptsView::findOnce()
{
    if (m_task && m_session && std::exchange(m_isDue, false))
        m_finder->find(m_session, *m_task);
}

void AttemptsView::showFound()
{
    const TaskId shown = m_task ? m_task->id : TaskId();
    m_model->setAttempts(m_finder->attempts());
    if (const int row = m_model->rowOf(shown); row >= 0 && currentIndex().row() != row)
        selectRow(row);
}

void AttemptsView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        want(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void AttemptsView::want(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Task task = m_model->attemptAt(index.row());
    if (!m_task || task.id != m_task->id)
        Q_EMIT taskWanted(task);
}

} // namespace headway
