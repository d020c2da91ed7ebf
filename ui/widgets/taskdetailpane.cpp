#include "ui/widgets/taskdetailpane.h"

#include "ui/widgets/emptypage.h"
#include "ui/widgets/taskdetails.h"

namespace headway {

using namespace Qt::StringLiterals;

TaskDetailPane::TaskDetailPane(const Clock &clock, QWidget *parent)
    : QStackedWidget(parent)
    , m_clock(clock)
{
    addWidget(new EmptyPage(u"pane"_s, tr("No task selected"),
                            tr("Select a task to see everything known of it."), this));
}

void TaskDetailPane::makeDetails()
{
    m_details = new TaskDetails(m_clock, this);
    connect(m_details, &TaskDetails::taskWanted, this, &TaskDetailPane::taskWanted);
    for (QAction *action : std::as_const(m_failureActions))
        m_details->addFailureAction(action);
    m_details->setSession(m_session);
    m_details->showTab(m_firstTab);
    addWidget(m_details);
}

void TaskDetailPane::setSession(const TaskSessionPtr &session)
{
    m_session = session;
    setCurrentIndex(0);
    if (m_details)
        m_details->setSession(session);
}

void TaskDetailPane::setTask(const std::optional<Task> &task)
{
    if (task && !m_details)
        makeDetails();
    if (m_details)
        m_details->setTask(task);
    setCurrentIndex(task ? 1 : 0);
}

void TaskDetailPane::addFailureAction(QAction *action)
{
    m_failureActions.append(action);
    if (m_details)
        m_details->addFailureAction(action);
}

QString TaskDetailPane::shownTab() const
{
    return m_details ? m_details->shownTab() : m_firstTab;
}

void TaskDetailPane::showTab(const QString &name)
{
    m_firstTab = name;
    if (m_details)
        m_details->showTab(name);
}

} // namespace headway
