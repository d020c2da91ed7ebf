#include "ui/desktop/awakekeeper.h"

#include "ui/delegates/icons.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/sleepinhibitor.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

AwakeKeeper::AwakeKeeper(QSettings &settings, const LiveWatch &watch, SleepInhibitor &inhibitor,
                         QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_inhibitor(inhibitor)
    , m_chosen(settings, "tasks/keepAwake")
    , m_action(new QAction(paletteIcon(u"awake"_s), tr("&Keep Awake While It Runs"), this))
{
    const QKeySequence shortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    m_action->setShortcut(shortcut);
    m_action->setToolTip(tr("Do not let this computer sleep while the selected tasks run (%1)")
                             .arg(shortcut.toString(QKeySequence::NativeText)));
    m_action->setCheckable(true);
    connect(m_action, &QAction::triggered, this, &AwakeKeeper::choose);
    connect(&watch, &LiveWatch::begun, this, &AwakeKeeper::refresh);
    connect(&watch, &LiveWatch::listed, this, &AwakeKeeper::forgetEnded);
    connect(&watch, &LiveWatch::deleted, this, &AwakeKeeper::forget);
    connect(&watch, &LiveWatch::ended, this, [this](const QList<Task> &tasks) {
        QList<TaskId> ids;
        for (const Task &task : tasks)
            ids += task.id;
        forget(ids);
    });
    setLive({});
}

void AwakeKeeper::setAccount(const QString &email)
{
    m_chosen.setAccount(email);
}

void AwakeKeeper::setLive(const QList<TaskId> &ids)
{
    m_live = ids;
    m_action->setEnabled(!m_live.isEmpty());
    m_action->setChecked(!m_live.isEmpty()
                         && std::all_of(m_live.cbegin(), m_live.cend(),
                                        [this](TaskId id) { return m_chosen.contains(id); }));
}

void AwakeKeeper::choose(bool isChosen)
{
    const QList<TaskId> live = m_watch.liveOf(m_live);
    const bool areTooMany = m_chosen.set(live, isChosen);
    setLive(live);
    if (areTooMany)
        Q_EMIT told(TaskMarks::boundSentence());
    refresh();
}

void AwakeKeeper::forget(const QList<TaskId> &ids)
{
    m_chosen.set(ids, false);
    refresh();
}

/// What was chosen before the window was closed may have ended since.
void AwakeKeeper::forgetEnded()
{
    QList<TaskId> ids = m_chosen.ids();
    ids.removeIf([this](TaskId id) { return m_watch.isLive(id); });
    forget(ids);
}

void AwakeKeeper::refresh()
{
    const QList<TaskId> &ids = m_chosen.ids();
    m_inhibitor.setWanted(
        std::any_of(ids.cbegin(), ids.cend(), [this](TaskId id) { return m_watch.isLive(id); }));
}

} // namespace headway
