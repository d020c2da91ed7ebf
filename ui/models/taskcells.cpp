#include "ui/models/taskcells.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>

#include <limits>

namespace headway {

using Column = TaskTableModel::Column;
using std::chrono::milliseconds;

namespace {

struct TaskCells
{
    Q_DECLARE_TR_FUNCTIONS(headway::TaskCells)
};

QString clockTextOf(const std::optional<milliseconds> &duration)
{
    return duration ? clockText(*duration) : QString();
}

QString textOf(const Task &task, Column column, const QDateTime &now)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return statusWord(task);
    case TaskTableModel::NameColumn:
        return oneLine(task.name);
    case TaskTableModel::ProgressColumn:
        return progressWords(task);
    case TaskTableModel::MessageColumn:
        return headlineOf(task);
    case TaskTableModel::ElapsedColumn:
        return clockTextOf(elapsed(task, now));
    case TaskTableModel::RemainingColumn:
        return clockTextOf(remaining(task, now));
    case TaskTableModel::StartedColumn:
        return shortInstant(task.startedAt, now);
    case TaskTableModel::EndedColumn:
        return shortInstant(task.completedAt, now);
    case TaskTableModel::ColumnCount:
        break;
    }
    return {};
}

/// Something that is not known stands last when the smallest comes first.
qint64 sortKey(const std::optional<milliseconds> &duration)
{
    return duration ? duration->count() : std::numeric_limits<qint64>::max();
}

qint64 sortKey(const QDateTime &instant)
{
    return instant.isNull() ? std::numeric_limits<qint64>::max() : instant.toMSecsSinceEpoch();
}

QVariant sortKeyOf(const Task &task, Column column, const QDateTime &now)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return statusRank(task.status);
    case TaskTableModel::ProgressColumn:
        return shownFraction(task).value_or(-1);
    case TaskTableModel::ElapsedColumn:
        return sortKey(elapsed(task, now));
    case TaskTableModel::RemainingColumn:
        return sortKey(remaining(task, now));
    case TaskTableModel::StartedColumn:
        return sortKey(task.startedAt);
    case TaskTableModel::EndedColumn:
        return sortKey(task.completedAt);
    default:
        return textOf(task, column, now);
    }
}

QString toolTipOf(const Task &task, Column column, const QDateTime &now)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return quietWords(task, now);
    case TaskTableModel::NameColumn:
        return toolTipText(task.name);
    case TaskTableModel::ProgressColumn:
        return toolTipText(amountWords(task.progress));
    case TaskTableModel::MessageColumn:
        return toolTipText(task.status == TaskStatus::Failed && task.error ? *task.error
                                                                           : task.progress.text);
    case TaskTableModel::RemainingColumn:
        if (const std::optional<QDateTime> end = estimatedEnd(task))
            return TaskCells::tr("If it goes on like this, it ends at %1.")
                .arg(shortInstant(*end, now));
        return {};
    case TaskTableModel::StartedColumn:
        return fullInstant(task.startedAt);
    case TaskTableModel::EndedColumn:
        return fullInstant(task.completedAt);
    default:
        return {};
    }
}

QVariant alignmentOf(Column column)
{
    const bool isDuration =
        column == TaskTableModel::ElapsedColumn || column == TaskTableModel::RemainingColumn;
    return QVariant::fromValue(Qt::AlignVCenter | (isDuration ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant fractionOf(const Task &task)
{
    const std::optional<double> fraction = shownFraction(task);
    return fraction ? QVariant(*fraction) : QVariant();
}

QString headerText(Column column)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return TaskCells::tr("Status");
    case TaskTableModel::NameColumn:
        return TaskCells::tr("Name");
    case TaskTableModel::ProgressColumn:
        return TaskCells::tr("Progress");
    case TaskTableModel::MessageColumn:
        return TaskCells::tr("Message");
    case TaskTableModel::ElapsedColumn:
        return TaskCells::tr("Elapsed");
    case TaskTableModel::RemainingColumn:
        return TaskCells::tr("Remaining");
    case TaskTableModel::StartedColumn:
        return TaskCells::tr("Started");
    case TaskTableModel::EndedColumn:
        return TaskCells::tr("Ended");
    case TaskTableModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

QVariant cellData(const Task &task, Column column, int role, const QDateTime &now)
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(task, column, now);
    case Qt::ToolTipRole:
        return toolTipOf(task, column, now);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleDescriptionRole:
        return column == TaskTableModel::NameColumn ? sentenceOf(task) : QVariant();
    case TaskTableModel::FractionRole:
        return fractionOf(task);
    case TaskTableModel::SortRole:
        return sortKeyOf(task, column, now);
    default:
        return {};
    }
}

QVariant cellHeader(Column column, int role)
{
    if (role == Qt::DisplayRole)
        return headerText(column);
    return role == Qt::TextAlignmentRole ? alignmentOf(column) : QVariant();
}

} // namespace headway
