#include "ui/models/taskcells.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace headway {

using namespace Qt::StringLiterals;
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
    case TaskTableModel::KindColumn:
        return oneLine(task.kind);
    case TaskTableModel::HostColumn:
        return oneLine(task.host);
    case TaskTableModel::LabelsColumn:
        return oneLine(labelWords(task.labels));
    case TaskTableModel::AttemptsColumn:
        return QLocale().toString(task.attempt);
    case TaskTableModel::QuietColumn:
        return clockTextOf(quietFor(task, now));
    case TaskTableModel::CpuColumn:
        return cpuWords(task.usage);
    case TaskTableModel::MemoryColumn:
        return memoryWords(task.usage);
    case TaskTableModel::ColumnCount:
        break;
    }
    return {};
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
        return remainingReason(task, now);
    case TaskTableModel::StartedColumn:
        return fullInstant(task.startedAt);
    case TaskTableModel::EndedColumn:
        return fullInstant(task.completedAt);
    case TaskTableModel::LabelsColumn:
        return toolTipText(labelWords(task.labels));
    case TaskTableModel::QuietColumn:
        return quietWords(task, now);
    default:
        return {};
    }
}

QVariant alignmentOf(Column column)
{
    switch (column) {
    case TaskTableModel::ElapsedColumn:
    case TaskTableModel::RemainingColumn:
    case TaskTableModel::AttemptsColumn:
    case TaskTableModel::QuietColumn:
    case TaskTableModel::CpuColumn:
    case TaskTableModel::MemoryColumn:
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    default:
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    }
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
    case TaskTableModel::KindColumn:
        return TaskCells::tr("Kind");
    case TaskTableModel::HostColumn:
        return TaskCells::tr("Host");
    case TaskTableModel::LabelsColumn:
        return TaskCells::tr("Labels");
    case TaskTableModel::AttemptsColumn:
        return TaskCells::tr("Attempt");
    case TaskTableModel::QuietColumn:
        return TaskCells::tr("Quiet For");
    case TaskTableModel::CpuColumn:
        return TaskCells::tr("CPU");
    case TaskTableModel::MemoryColumn:
        return TaskCells::tr("Memory");
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
    case Qt::AccessibleTextRole: // what is read of a row, whose other cells are in it
        return column == TaskTableModel::NameColumn ? sentenceOf(task) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return column == TaskTableModel::NameColumn ? QVariant() : sentenceOf(task);
    case TaskTableModel::FractionRole:
        return fractionOf(task);
    case TaskTableModel::PinnedRole:
        return task.isPinned;
    default:
        return {};
    }
}

QVariant placeholder(Column column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return column == TaskTableModel::NameColumn ? QVariant(u"…"_s) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleDescriptionRole:
        return TaskCells::tr("Not loaded yet");
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
