#include "ui/window/taskactions.h"

#include "core/base/future.h"
#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool canBeCancelled(const Task &task)
{
    return !isEnded(task.status) && task.status != TaskStatus::Cancelling;
}

bool canBePaused(const Task &task)
{
    return task.status == TaskStatus::Processing;
}

bool canBeResumed(const Task &task)
{
    return task.status == TaskStatus::Paused;
}

/// Of any other task nobody knows how it was started.
bool canBeRetried(const Task &task)
{
    return isEnded(task.status) && task.hasRunner;
}

bool canBeRemoved(const Task &task)
{
    return isEnded(task.status);
}

QString errorOf(const Task &task)
{
    return task.error.value_or(QString());
}

QList<TaskId> idsOf(const QList<Task> &tasks, bool (*fits)(const Task &))
{
    QList<TaskId> ids;
    for (const Task &task : tasks) {
        if (fits(task))
            ids += task.id;
    }
    return ids;
}

} // namespace

TaskActions::TaskActions(const QString &commandToRetry, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_commandToRetry(commandToRetry)
    , m_pause(add(u"paused"_s, tr("&Pause"), tr("Stop the selected tasks where they are"),
                  QKeySequence(Qt::CTRL | Qt::Key_P)))
    , m_resume(add(u"running"_s, tr("Re&sume"), tr("Let the selected tasks go on"),
                   QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_cancel(add(u"stop"_s, tr("&Cancel"), tr("Cancel the selected tasks"),
                   QKeySequence(Qt::CTRL | Qt::Key_Period)))
    , m_remove(add(u"delete"_s, tr("&Delete"),
                   tr("Forget the selected tasks that have ended, and their output"),
                   QKeySequence(QKeySequence::Delete)))
    , m_copyId(add(u"copy"_s, tr("Copy &ID"), tr("Copy the IDs of the selected tasks"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)))
    , m_copyName(add(u"copy"_s, tr("Copy &Name"), tr("Copy the names of the selected tasks"),
                     QKeySequence(QKeySequence::Copy)))
    , m_copyError(add(u"copy"_s, tr("Copy &Error"), tr("Copy the errors of the selected tasks"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_copyRetry(add(u"terminal"_s, tr("Copy Re&try Command"),
                      tr("Copy what runs the selected tasks again in a terminal"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)))
{
    connect(m_pause, &QAction::triggered, this,
            [this] { change(canBePaused, [this](TaskId id) { return m_session->pause(id); }); });
    connect(m_resume, &QAction::triggered, this,
            [this] { change(canBeResumed, [this](TaskId id) { return m_session->resume(id); }); });
    connect(m_cancel, &QAction::triggered, this, [this] {
        change(canBeCancelled, [this](TaskId id) { return m_session->cancel(id); });
    });
    connect(m_remove, &QAction::triggered, this, &TaskActions::askToRemove);
    connect(m_copyId, &QAction::triggered, this,
            [this] { copy([](const Task &task) { return task.id.toString(); }); });
    connect(m_copyName, &QAction::triggered, this,
            [this] { copy([](const Task &task) { return task.name; }); });
    connect(m_copyError, &QAction::triggered, this, [this] { copy(errorOf); });
    connect(m_copyRetry, &QAction::triggered, this, [this] {
        copy([this](const Task &task) {
            return canBeRetried(task) ? m_commandToRetry + u' ' + task.id.toString() : QString();
        });
    });
    refresh();
}

QAction *TaskActions::add(const QString &icon, const QString &text, const QString &toolTip,
                          const QKeySequence &shortcut)
{
    auto *action = new QAction(paletteIcon(icon), text, this);
    action->setShortcut(shortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

void TaskActions::setSession(const TaskSessionPtr &session)
{
    m_session = session;
    setTasks({});
}

void TaskActions::setTasks(const QList<Task> &tasks)
{
    m_tasks = tasks;
    refresh();
}

void TaskActions::refresh()
{
    const auto any = [this](auto fits) {
        return m_session && std::any_of(m_tasks.cbegin(), m_tasks.cend(), fits);
    };
    m_pause->setEnabled(any(canBePaused));
    m_resume->setEnabled(any(canBeResumed));
    m_cancel->setEnabled(any(canBeCancelled));
    m_remove->setEnabled(any(canBeRemoved));
    m_copyId->setEnabled(!m_tasks.isEmpty());
    m_copyName->setEnabled(!m_tasks.isEmpty());
    m_copyError->setEnabled(any([](const Task &task) { return !errorOf(task).isEmpty(); }));
    m_copyRetry->setEnabled(any(canBeRetried));
}

void TaskActions::change(bool (*fits)(const Task &),
                         const std::function<QFuture<Result<Task>>(TaskId)> &ask)
{
    for (const TaskId id : idsOf(m_tasks, fits)) {
        whenDone(ask(id), this, [this](const Result<Task> &task) {
            // For one that ended in the meantime there is nothing to be done any more.
            const bool isTooLate = !task
                && (task.error().code == ErrorCode::NotProcessing
                    || task.error().code == ErrorCode::StateForbids);
            if (!task && !isTooLate)
                Q_EMIT failed(task.error());
        });
    }
}

void TaskActions::askToRemove()
{
    const QList<TaskId> ids = idsOf(m_tasks, canBeRemoved);
    auto *question = new QMessageBox(m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Delete tasks"));
    const int iconSide = 32;
    question->setIconPixmap(tintedPixmap(u"delete"_s,
                                         m_window->palette().color(QPalette::WindowText), iconSide,
                                         m_window->devicePixelRatioF()));
    // All in one label: the format does not reach the one of setInformativeText() on Qt 6.4.
    const auto named = std::find_if(m_tasks.cbegin(), m_tasks.cend(), canBeRemoved);
    question->setText(
        ids.size() == 1
            ? tr("Delete this task and its output?") + u"\n\n"_s + oneLine(named->name, 120)
            : tr("Delete these %n tasks and their output?", nullptr, static_cast<int>(ids.size())));
    QPushButton *yes = question->addButton(tr("Delete"), QMessageBox::AcceptRole);
    question->setDefaultButton(yes);
    question->addButton(tr("Keep"), QMessageBox::RejectRole);
    connect(yes, &QPushButton::clicked, this, [this, ids] { removeTasks(ids); });
    question->open();
}

void TaskActions::removeTasks(const QList<TaskId> &ids)
{
    if (!m_session)
        return;
    for (const TaskId id : ids) {
        whenDone(m_session->remove(id), this, [this](const Result<void> &done) {
            if (!done && done.error().code != ErrorCode::NotFound)
                Q_EMIT failed(done.error());
        });
    }
}

void TaskActions::copy(const std::function<QString(const Task &)> &textOf)
{
    QStringList texts;
    for (const Task &task : std::as_const(m_tasks))
        texts += textOf(task);
    texts.removeAll(QString());
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

} // namespace headway
