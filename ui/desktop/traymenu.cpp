#include "ui/desktop/traymenu.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"
#include "ui/desktop/latesttasks.h"
#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"

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

TrayMenu::TrayMenu(const LatestTasks &tasks, QWidget *parent)
    : QMenu(parent)
    , m_tasks(tasks)
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
    addAction(tr("&Quit"), this, &TrayMenu::quitWanted);
}

void TrayMenu::addTask(const Task &task)
{
    const QIcon icon = paletteIcon(statusIconName(task.status, task.stalled));
    addAction(icon, lineOf(task), this, [this, number = task.row] { Q_EMIT taskWanted(number); });
}

} // namespace headway
