#include "ui/window/taskspeaker.h"

#include "ui/models/taskwords.h"

#include <QAccessible>
#include <QWidget>

#include <utility>

namespace headway {

namespace {

int tenthsOf(const Task &task)
{
    const std::optional<double> fraction = shownFraction(task);
    return fraction ? static_cast<int>(*fraction * 10) : -1;
}

} // namespace

TaskSpeaker::TaskSpeaker(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void TaskSpeaker::setTasks(const QList<Task> &tasks)
{
    const Task task = tasks.size() == 1 ? tasks.constFirst() : Task();
    const bool isSame = std::exchange(m_task, task.id) == task.id && !task.id.isNull();
    const bool hasMoved = std::exchange(m_status, task.status) != task.status;
    const int tenths = tenthsOf(task);
    const bool hasGotOn = std::exchange(m_tenths, tenths) != tenths;
    if (isSame && (hasMoved || hasGotOn))
        say(task);
}

void TaskSpeaker::say(const Task &task)
{
    const QString sentence = sentenceOf(task);
    m_window->setAccessibleDescription(sentence);
    QAccessibleEvent event(m_window, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT said(sentence);
}

} // namespace headway
