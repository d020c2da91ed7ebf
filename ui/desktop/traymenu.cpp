#include "ui/desktop/traymenu.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"
#include "ui/desktop/latesttasks.h"
#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype entryLength = 50;

/// "Running, 45 %: Build"; an ampersand in a name marks no key.
QString lineOf(const Task &task)
{
    QString state = statusWord(task);
    if (const QString progress = progressWords(task); !progress.isEmpty() && !isEnded(task.status))
        state += u", "_s + progress;
    return TrayMenu::tr("%1: %2").arg(state,
                                      oneLine(task.name, entryLength).replace(u'&', u"&&"_s));
}

} // namespace

TrayMenu::TrayMenu(const LatestTasks &tasks, QSettings &settings, QWidget *parent)
    : QMenu(parent)
    , m_tasks(tasks)
    , m_settings(settings)
{
    connect(this, &QMenu::aboutToShow, this, &TrayMenu::fill);
    fill();
}

void TrayMenu::fill()
{
    clear();
    for (const Task &task : m_tasks.tasks())
        addTask(task);
    addSeparator();
    addAction(paletteIcon(u"list"_s), tr("&Show Headway"), this, &TrayMenu::windowWanted);
    addQuiet();
    addAction(tr("&Quit"), this, &TrayMenu::quitWanted);
}

void TrayMenu::addQuiet()
{
    QAction *quiet = addAction(tr("&Do Not Disturb"));
    quiet->setCheckable(true);
    quiet->setChecked(stored(m_settings, notifyDoNotDisturb));
    connect(quiet, &QAction::toggled, this,
            [this](bool isOn) { store(m_settings, notifyDoNotDisturb, isOn); });
}

void TrayMenu::addTask(const Task &task)
{
    const QIcon icon = paletteIcon(statusIconName(task.status, task.stalled));
    addAction(icon, lineOf(task), this, [this, number = task.row] { Q_EMIT taskWanted(number); });
}

} // namespace headway
