#include "ui/window/startactions.h"

#include "core/base/future.h"
#include "core/base/shellword.h"
#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/errorwords.h"
#include "ui/window/startdialog.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// So that a key pressed by mistake, with all of a list selected, runs little.
constexpr qsizetype retriedAtMost = 10;

bool canRunAgain(const Task &task)
{
    return isEnded(task.status);
}

/// The one file that is dragged; not there for anything else.
QFileInfo fileOf(const QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    const bool isOneFile = urls.size() == 1 && urls.first().isLocalFile();
    return isOneFile ? QFileInfo(urls.first().toLocalFile()) : QFileInfo();
}

/// How a file is run: by itself where it may be, else by what its name says.
StartRequest requestFor(const QFileInfo &file)
{
    if (file.isDir())
        return {.command = {}, .directory = file.absoluteFilePath(), .name = {}, .retryOf = {}};
    const QString path = shellWord(file.absoluteFilePath());
    QString command = path;
    if (!file.isExecutable())
        command = (file.suffix() == "py"_L1 ? u"python3 "_s : u"sh "_s) + path;
    return {.command = command,
            .directory = file.absolutePath(),
            .name = file.fileName(),
            .retryOf = {}};
}

} // namespace

StartActions::StartActions(CommandStarter *starter, ViewState &view, QWidget *window)
    : QObject(window)
    , m_desk(starter ? std::make_unique<RunDesk>(*starter) : nullptr)
    , m_recents(view)
    , m_window(window)
    , m_link(std::make_unique<QObject>())
    , m_start(add(u"terminal"_s, tr("&Start a Task…"), tr("Run a command and watch it here"),
                  QKeySequence(QKeySequence::New)))
    , m_again(add(u"again"_s, tr("&Retry"), tr("Run the selected tasks that have ended once more"),
                  QKeySequence(Qt::Key_F5)))
    , m_changed(add(u"again"_s, tr("Retry wit&h Changes…"),
                    tr("Change the command of the selected task and run it"),
                    QKeySequence(Qt::SHIFT | Qt::Key_F5)))
{
    connect(m_start, &QAction::triggered, this, [this] { open({}); });
    connect(m_again, &QAction::triggered, this, &StartActions::runAllAgain);
    connect(m_changed, &QAction::triggered, this, [this] { openChanged(m_tasks.first()); });
    window->setAcceptDrops(true);
    window->installEventFilter(this);
    refresh();
}

StartActions::~StartActions() = default;

QAction *StartActions::add(const QString &icon, const QString &text, const QString &toolTip,
                           const QKeySequence &shortcut)
{
    auto *action = new QAction(paletteIcon(icon), text, this);
    action->setShortcut(shortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

void StartActions::setSession(const TaskSessionPtr &session, const RunAccount &account)
{
    m_link = std::make_unique<QObject>();
    m_session = session;
    if (m_desk)
        m_desk->setAccount(account);
    setTasks({});
}

void StartActions::setTasks(const QList<Task> &tasks)
{
    m_tasks = tasks;
    m_isTooMany = false;
    refresh();
}

void StartActions::setTooMany()
{
    m_tasks.clear();
    m_isTooMany = true;
    refresh();
}

void StartActions::refresh()
{
    m_start->setEnabled(mayStart());
    m_again->setEnabled(
        m_session && (m_isTooMany || std::any_of(m_tasks.cbegin(), m_tasks.cend(), canRunAgain)));
    m_changed->setEnabled(mayStart() && m_tasks.size() == 1 && canRunAgain(m_tasks.first()));
}

void StartActions::retry(TaskId id)
{
    if (!m_session)
        return;
    whenDone(m_session->task(id), m_link.get(), [this](const Result<Task> &task) {
        if (!task)
            Q_EMIT failed(sentenceFor(task.error()));
        else if (canRunAgain(*task))
            runAgain(*task);
    });
}

bool StartActions::eventFilter(QObject *watched, QEvent *event)
{
    const bool isEntering = event->type() == QEvent::DragEnter;
    if (!isEntering && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // QDragEnterEvent is one
    const QFileInfo file = fileOf(*drop);
    if (!mayStart() || !file.exists())
        return QObject::eventFilter(watched, event);
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (!isEntering)
        open(requestFor(file));
    return true;
}

/// A script that was dropped is shown before it runs, too.
void StartActions::open(const StartRequest &first)
{
    auto *dialog = new StartDialog(*m_desk, m_recents.list(), first, m_window);
    connect(dialog, &StartDialog::started, this,
            [this](const StartRequest &request, const StartedRun &run) {
                m_recents.add(request);
                tellNote(run);
            });
    dialog->open();
}

void StartActions::runAllAgain()
{
    QList<Task> tasks = m_tasks;
    tasks.removeIf([](const Task &task) { return !canRunAgain(task); });
    if (m_isTooMany || tasks.size() > retriedAtMost) {
        Q_EMIT failed(tr("Select at most %1 tasks to retry at once.").arg(retriedAtMost));
        return;
    }
    for (const Task &task : std::as_const(tasks))
        runAgain(task);
}

void StartActions::runAgain(const Task &task)
{
    if (!mayStart())
        return leaveToItsProgram(task);
    const auto run = [this, task](const Result<StartRequest> &kept) {
        if (kept)
            runKept(task, *kept);
        else if (kept.error().code == ErrorCode::NotFound)
            leaveToItsProgram(task);
        else
            Q_EMIT failed(sentenceFor(kept.error()));
    };
    whenDone(m_desk->kept(task.id), m_link.get(), run);
}

void StartActions::runKept(const Task &task, StartRequest kept)
{
    kept.name = task.name;
    kept.retryOf = task.id;
    whenDone(m_desk->start(kept), m_link.get(), [this](const Result<StartedRun> &run) {
        if (run)
            tellNote(*run);
        else
            Q_EMIT failed(oneLine(run.error().detail));
    });
}

/// It is not in the list, and would be started once more.
void StartActions::tellNote(const StartedRun &run)
{
    if (run.id.isNull())
        Q_EMIT failed(tr("The command runs. %1").arg(run.note));
}

/// Whoever made the task may take the new attempt up.
void StartActions::leaveToItsProgram(const Task &task)
{
    if (!m_session)
        return;
    whenDone(m_session->retry(task.id), m_link.get(), [this, task](const Result<Task> &next) {
        const QString sentence =
            tr("No command of “%1” is known on this machine. Its new attempt waits for its "
               "program to take it up.");
        Q_EMIT failed(next ? sentence.arg(oneLine(task.name, 60)) : sentenceFor(next.error()));
    });
}

void StartActions::openChanged(const Task &task)
{
    const auto change = [this, task](const Result<StartRequest> &kept) {
        StartRequest first = kept ? *kept : StartRequest();
        first.name = task.name == first.command ? QString() : task.name;
        first.retryOf = task.id;
        open(first);
    };
    whenDone(m_desk->kept(task.id), m_link.get(), change);
}

} // namespace headway
