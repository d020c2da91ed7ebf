#include "ui/desktop/sequelactions.h"

#include "ui/delegates/icons.h"
#include "ui/desktop/announcement.h"
#include "ui/desktop/bells.h"
#include "ui/desktop/followup.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/loginmanager.h"
#include "ui/desktop/sequeldialog.h"
#include "ui/desktop/tellingrules.h"

namespace headway {

using namespace Qt::StringLiterals;

SequelActions::SequelActions(const QSettings &settings, Bells &bells, const LiveWatch &watch,
                             LoginManager &manager, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_bells(bells)
    , m_watch(watch)
    , m_manager(manager)
    , m_window(window)
    , m_sequels(new Sequels(watch, this))
    , m_followUp(new FollowUp(this))
    , m_action(new QAction(paletteIcon(u"end"_s), tr("&When These End…"), this))
{
    const QKeySequence shortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_W);
    m_action->setShortcut(shortcut);
    m_action->setToolTip(tr("Be notified, run a command or suspend this computer when all the "
                            "selected tasks have ended (%1)")
                             .arg(shortcut.toString(QKeySequence::NativeText)));
    connect(m_action, &QAction::triggered, this, &SequelActions::ask);
    connect(m_sequels, &Sequels::due, this, &SequelActions::act);
    connect(m_followUp, &FollowUp::failed, this, &SequelActions::fail);
    setLive({});
}

void SequelActions::setLive(const QList<TaskId> &ids)
{
    m_live = ids;
    m_action->setEnabled(!m_live.isEmpty());
}

/// Of those that are live still: what ends is known here before the list shows it.
void SequelActions::ask()
{
    setLive(m_watch.liveOf(m_live));
    if (m_live.isEmpty())
        return;
    auto *dialog = new SequelDialog(static_cast<int>(m_live.size()), m_window);
    connect(dialog, &SequelDialog::chosen, this,
            [this, tasks = m_live](const Sequel &sequel) { add(sequel, tasks); });
    dialog->open();
}

/// To be notified of one task is what its bell is for: twice would be once too often.
void SequelActions::add(const Sequel &sequel, const QList<TaskId> &tasks)
{
    if (sequel.deed == Sequel::Deed::Notify && tasks.size() == 1
        && m_watch.isLive(tasks.constFirst()))
        m_bells.set(tasks, Bell::Rings);
    else
        m_sequels->add(sequel, tasks);
}

void SequelActions::act(const Sequel &sequel, const Outcome &outcome)
{
    switch (sequel.deed) {
    case Sequel::Deed::Notify:
        return notify(outcome);
    case Sequel::Deed::Run:
        return m_followUp->run(sequel.command);
    case Sequel::Deed::Suspend:
        return suspend();
    }
}

void SequelActions::notify(const Outcome &outcome)
{
    if (tellingRules(m_settings).doNotDisturb || outcome.count == 0)
        return;
    Announcement announcement = announcementOf(outcome.last);
    if (outcome.count > 1) {
        announcement.title = outcome.badCount == 0
            ? tr("All %n tasks have ended", nullptr, outcome.count)
            : tr("All %n tasks have ended, %1 went wrong", nullptr, outcome.count)
                  .arg(outcome.badCount);
        announcement.body.clear();
        announcement.isBad = outcome.badCount > 0;
        announcement.task = {};
        announcement.offersRetry = false;
    }
    Q_EMIT announced(announcement);
}

void SequelActions::suspend()
{
    m_manager.suspend([this](const QDBusMessage &answer) {
        if (answer.type() != QDBusMessage::ReplyMessage)
            fail(tr("This computer could not be suspended: its login manager did not agree."));
    });
}

/// In the window for whoever comes back, and on the desktop for whoever is elsewhere.
void SequelActions::fail(const QString &why)
{
    Q_EMIT failed(why);
    if (tellingRules(m_settings).doNotDisturb)
        return;
    Announcement announcement;
    announcement.title = tr("What was to be done when tasks ended was not");
    announcement.body = why;
    announcement.isBad = true;
    Q_EMIT announced(announcement);
}

} // namespace headway
