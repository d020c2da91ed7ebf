#include "ui/desktop/bellaction.h"

#include "ui/delegates/icons.h"
#include "ui/desktop/bells.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/tellingrules.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

BellAction::BellAction(Bells &bells, const LiveWatch &watch, const QSettings &settings,
                       QObject *parent)
    : QAction(paletteIcon(u"bell"_s), tr("Noti&fy Me When It Ends"), parent)
    , m_bells(bells)
    , m_watch(watch)
    , m_settings(settings)
{
    const QKeySequence shortcut(Qt::CTRL | Qt::Key_B);
    setShortcut(shortcut);
    setToolTip(tr("Show a notification when the selected tasks end, or none (%1)")
                   .arg(shortcut.toString(QKeySequence::NativeText)));
    setCheckable(true);
    connect(this, &QAction::triggered, this, &BellAction::ring);
    setLive({});
}

void BellAction::setLive(const QList<TaskId> &ids)
{
    m_live = ids;
    const bool byTheRules = tellingRules(m_settings).isEnabled;
    setEnabled(!m_live.isEmpty());
    setChecked(isEnabled()
               && std::all_of(m_live.cbegin(), m_live.cend(), [this, byTheRules](TaskId id) {
                      const Bell bell = m_bells.of(id);
                      return bell == Bell::Rings || (bell == Bell::ByTheRules && byTheRules);
                  }));
}

/// For those that are live still: the mark of one that has ended would stay for good.
void BellAction::ring(bool rings)
{
    const QList<TaskId> live = m_watch.liveOf(m_live);
    const bool areTooMany = m_bells.set(live, rings ? Bell::Rings : Bell::Silent);
    setLive(live);
    if (areTooMany)
        Q_EMIT told(TaskMarks::boundSentence());
}

} // namespace headway
