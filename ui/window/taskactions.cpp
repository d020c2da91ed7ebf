#include "ui/window/taskactions.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/models/tasktext.h"
#include "ui/window/batchrunner.h"

#include <QClipboard>
#include <QGuiApplication>

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
bool canBeRunAgain(const Task &task)
{
    return isEnded(task.status) && task.hasRunner;
}

bool hasEnded(const Task &task)
{
    return isEnded(task.status);
}

bool isPinned(const Task &task)
{
    return task.isPinned;
}

bool canBePinned(const Task &task)
{
    return !task.isPinned;
}

QString errorOf(const Task &task)
{
    return manyLines(task.error.value_or(QString()));
}

} // namespace

TaskActions::TaskActions(const QString &commandToRetry, BatchRunner &batches, QObject *parent)
    : QObject(parent)
    , m_commandToRetry(commandToRetry)
    , m_batches(batches)
    , m_pause(add(u"paused"_s, tr("&Pause"), tr("Stop the selected tasks where they are"),
                  QKeySequence(Qt::CTRL | Qt::Key_P)))
    , m_resume(add(u"running"_s, tr("Resu&me"), tr("Let the selected tasks go on"),
                   QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_cancel(add(u"stop"_s, tr("&Cancel"), tr("Cancel the selected tasks"),
                   QKeySequence(Qt::CTRL | Qt::Key_Period)))
    , m_remove(add(u"delete"_s, tr("&Delete"),
                   tr("Forget the selected tasks that have ended, and their output"),
                   QKeySequence(QKeySequence::Delete)))
    , m_pin(add(u"pin"_s, tr("Pi&n"),
                tr("Keep the selected tasks whatever the bounds of the history"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)))
    , m_unpin(add(u"pin"_s, tr("&Unpin"), tr("Let the selected tasks go with the history again"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U)))
    , m_copyText(add(u"copy"_s, tr("Cop&y"), tr("Copy the selected tasks as text"),
                     QKeySequence(QKeySequence::Copy)))
    , m_copyId(add(u"copy"_s, tr("Copy &ID"), tr("Copy the IDs of the selected tasks"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)))
    , m_copyName(add(u"copy"_s, tr("Copy N&ame"), tr("Copy the names of the selected tasks"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)))
    , m_copyError(add(u"copy"_s, tr("Copy &Error"), tr("Copy the errors of the selected tasks"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_copyRetry(add(u"terminal"_s, tr("Copy Re&try Command"),
                      tr("Copy what runs the selected tasks again in a terminal"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)))
    , m_exportSelected(add(u"end"_s, tr("E&xport Selected…"),
                           tr("Write the selected tasks to a CSV or JSON file"),
                           QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_exportShown(add(u"end"_s, tr("Export A&ll Shown…"),
                        tr("Write all tasks of the list to a CSV or JSON file"),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)))
{
    m_remove->setShortcutContext(
        Qt::WidgetWithChildrenShortcut); // of the list: no other has to fear
    connectChanges();
    connectCopies();
    refresh();
}

void TaskActions::connectChanges()
{
    connect(m_pause, &QAction::triggered, this, [this] {
        change(tr("Pausing"), canBePaused,
               [](TaskSession &session, TaskId id) { return session.pause(id); });
    });
    connect(m_resume, &QAction::triggered, this, [this] {
        change(tr("Resuming"), canBeResumed,
               [](TaskSession &session, TaskId id) { return session.resume(id); });
    });
    connect(m_cancel, &QAction::triggered, this, [this] {
        change(tr("Cancelling"), canBeCancelled,
               [](TaskSession &session, TaskId id) { return session.cancel(id); });
    });
    connect(m_pin, &QAction::triggered, this, [this] {
        change(tr("Pinning"), canBePinned,
               [](TaskSession &session, TaskId id) { return session.pin(id, Pin::Set); });
    });
    connect(m_unpin, &QAction::triggered, this, [this] {
        change(tr("Unpinning"), isPinned,
               [](TaskSession &session, TaskId id) { return session.pin(id, Pin::Removed); });
    });
    connect(m_remove, &QAction::triggered, this, [this] {
        ManyTasks tasks = selected();
        tasks.tasks.removeIf([](const Task &task) { return !hasEnded(task); });
        Q_EMIT removeWanted(tasks);
    });
}

void TaskActions::connectCopies()
{
    connect(m_exportSelected, &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(selected()); });
    connect(m_exportShown, &QAction::triggered, this, &TaskActions::exportShownWanted);
    connect(m_copyText, &QAction::triggered, this,
            [this] { copyTexts([](const Task &task) { return plainTextOf({task}); }); });
    connect(m_copyId, &QAction::triggered, this,
            [this] { copyTexts([](const Task &task) { return task.id.toString(); }); });
    connect(m_copyName, &QAction::triggered, this, [this] {
        copyTexts([](const Task &task) { return oneLine(task.name, limits::nameLength); });
    });
    connect(m_copyError, &QAction::triggered, this, [this] { copyTexts(errorOf); });
    connect(m_copyRetry, &QAction::triggered, this, [this] {
        copyTexts([this](const Task &task) {
            return canBeRunAgain(task) ? m_commandToRetry + u' ' + task.id.toString() : QString();
        });
    });
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
    m_numbers = {};
    refresh();
}

void TaskActions::setMany(const std::function<QList<quint32>()> &numbers)
{
    m_tasks.clear();
    m_numbers = numbers;
    refresh();
}

ManyTasks TaskActions::selected() const
{
    return {m_tasks, m_numbers ? m_numbers() : QList<quint32>()};
}

void TaskActions::refresh()
{
    const bool isMany = m_session && m_numbers;
    const auto any = [this, isMany](auto fits) {
        return isMany || (m_session && std::any_of(m_tasks.cbegin(), m_tasks.cend(), fits));
    };
    const bool isAny = isMany || !m_tasks.isEmpty();
    m_pause->setEnabled(any(canBePaused));
    m_resume->setEnabled(any(canBeResumed));
    m_cancel->setEnabled(any(canBeCancelled));
    m_remove->setEnabled(any(hasEnded));
    m_copyText->setEnabled(isAny);
    m_pin->setEnabled(any(canBePinned));
    m_unpin->setEnabled(any(isPinned));
    m_exportSelected->setEnabled(isAny);
    m_exportShown->setEnabled(m_session != nullptr);
    m_copyId->setEnabled(isAny);
    m_copyName->setEnabled(isAny);
    m_copyError->setEnabled(
        any([](const Task &task) { return !task.error.value_or(QString()).isEmpty(); }));
    m_copyRetry->setEnabled(any(canBeRunAgain));
}

/// They are asked of the session that they were selected in, whoever is signed in by then.
void TaskActions::change(const QString &doing, bool (*fits)(const Task &), const Ask &ask)
{
    const auto askOne = [this, ask, session = m_session](const Task &task,
                                                         const TaskBatch::Done &done) {
        whenDone(ask(*session, task.id), this, [done](const Result<Task> &changed) {
            done(changed ? Result<void>() : Result<void>(changed.error()));
        });
    };
    m_batches.run({doing, fits, askOne}, selected());
}

/// The clipboard has what it had until all texts are there.
void TaskActions::copyTexts(const std::function<QString(const Task &)> &textOf)
{
    const auto texts = std::make_shared<QStringList>();
    const auto take = [texts, textOf](const Task &task, const TaskBatch::Done &done) {
        const QString text = textOf(task);
        if (!text.isEmpty())
            texts->append(text);
        done({});
    };
    m_batches.run({tr("Copying"), nullptr, take}, selected(), [texts](bool isWhole) {
        if (isWhole)
            QGuiApplication::clipboard()->setText(texts->join(u'\n'));
    });
}

} // namespace headway
