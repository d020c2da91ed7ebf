#include "ui/window/statuscounts.h"

#include "ui/models/tasktablemodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

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

void StatusCounts::setMore(bool more)
{
    m_more = more;
    refresh();
}

QString StatusCounts::text() const
{
    return m_label->text();
}

void StatusCounts::refresh()
{
    const QLocale locale;
    const int running = m_tasks.count(TaskStatus::Processing) + m_tasks.count(TaskStatus::Paused)
        + m_tasks.count(TaskStatus::Cancelling);
    const QStringList parts{
        tr("%1 running").arg(locale.toString(running)),
        tr("%1 failed").arg(locale.toString(m_tasks.count(TaskStatus::Failed))),
        (m_more ? tr("more than %1 in all") : tr("%1 in all"))
            .arg(locale.toString(m_tasks.rowCount())),
    };
    m_label->setText(parts.join(u"   ·   "_s));
}

} // namespace headway
