#include "ui/window/statuscounts.h"

#include "ui/models/tasktablemodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <numeric>

namespace headway {

using namespace Qt::StringLiterals;

StatusCounts::StatusCounts(const TaskTableModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_label);
    connect(&tasks, &TaskTableModel::countsChanged, this, &StatusCounts::refresh);
    refresh();
}

QString StatusCounts::text() const
{
    return m_label->text();
}

void StatusCounts::refresh()
{
    const QLocale locale;
    const TaskCounts counts = m_tasks.counts();
    const qint64 running = counts.value(TaskStatus::Processing) + counts.value(TaskStatus::Paused)
        + counts.value(TaskStatus::Cancelling);
    const qint64 all = std::accumulate(counts.cbegin(), counts.cend(), qint64{0});
    const QStringList parts{
        tr("%1 running").arg(locale.toString(running)),
        tr("%1 failed").arg(locale.toString(counts.value(TaskStatus::Failed))),
        tr("%1 in all").arg(locale.toString(all)),
    };
    m_label->setText(parts.join(u"   ·   "_s));
}

} // namespace headway
