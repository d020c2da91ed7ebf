#include "ui/window/statuscounts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <numeric>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

StatusCounts::StatusCounts(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_label);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &StatusCounts::endSecond);
    refresh();
}

void StatusCounts::setGroups(const TaskGroups &groups)
{
    m_groups = groups;
    refresh();
}

StatusCounts::~StatusCounts() = default;

void StatusCounts::setSession(const TaskSessionPtr &session)
{
    m_link = std::make_unique<QObject>();
    m_second.stop();
    m_counted = 0;
    m_rate = 0;
    refresh();
    if (session) {
        connect(session.get(), &TaskSession::changed, m_link.get(),
                [this](const TaskChanges &changes) { noteUpdates(changes.changed.size()); });
    }
}

void StatusCounts::noteUpdates(qsizetype count)
{
    m_counted += count;
    if (!m_second.isActive())
        m_second.start();
}

void StatusCounts::endSecond()
{
    if (m_counted == 0)
        m_second.stop();
    if (std::exchange(m_rate, std::exchange(m_counted, 0)) != m_rate)
        refresh();
}

QString StatusCounts::text() const
{
    return m_label->text();
}

void StatusCounts::refresh()
{
    using enum TaskStatus;
    const QLocale locale;
    const TaskCounts &counts = m_groups.statuses;
    const qint64 running =
        counts.value(Processing) + counts.value(Paused) + counts.value(Cancelling);
    const qint64 failed = m_groups.recent.value(Failed) + m_groups.recent.value(Lost);
    const qint64 all = std::accumulate(counts.begin(), counts.end(), qint64{0});
    const QStringList parts{
        tr("%1 running").arg(locale.toString(running)),
        tr("%1 failed today").arg(locale.toString(failed)),
        tr("%1 in all").arg(locale.toString(all)),
        tr("%1 updates/s").arg(locale.toString(m_rate)),
    };
    m_label->setText(parts.join(u"   ·   "_s));
}

} // namespace headway
