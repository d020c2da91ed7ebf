#include "ui/models/livekey.h"

#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"

#include <limits>

namespace headway {

using Column = TaskTableModel::Column;

namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();

double numberOf(const std::optional<std::chrono::milliseconds> &duration)
{
    return duration ? static_cast<double>(duration->count()) : unknown;
}

double numberOf(const QDateTime &instant)
{
    return instant.isNull() ? unknown : static_cast<double>(instant.toMSecsSinceEpoch());
}

LiveKey textKey(const QString &text)
{
    return {0, text.toCaseFolded()};
}

} // namespace

LiveKey liveKeyOf(const Task &task, std::optional<Column> column, const QDateTime &now)
{
    switch (column.value_or(TaskTableModel::ColumnCount)) {
    case TaskTableModel::StatusColumn:
        return {static_cast<double>(statusRank(task.status)), {}};
    case TaskTableModel::NameColumn:
        return textKey(task.name);
    case TaskTableModel::ProgressColumn:
        return {shownFraction(task).value_or(-1), {}};
    case TaskTableModel::MessageColumn:
        return textKey(headlineOf(task));
    case TaskTableModel::RemainingColumn:
        return {numberOf(remaining(task, now)), {}};
    case TaskTableModel::ElapsedColumn:
        return {numberOf(elapsed(task, now)), {}};
    case TaskTableModel::StartedColumn:
        return {numberOf(task.startedAt), {}};
    case TaskTableModel::KindColumn:
        return textKey(task.kind);
    case TaskTableModel::HostColumn:
        return textKey(task.host);
    case TaskTableModel::LabelsColumn:
        return textKey(labelWords(task.labels));
    case TaskTableModel::AttemptsColumn:
        return {static_cast<double>(task.attempt), {}};
    case TaskTableModel::QuietColumn:
        return {numberOf(quietFor(task, now)), {}};
    case TaskTableModel::CpuColumn:
        return {task.usage.cpuPercent.value_or(-1), {}};
    case TaskTableModel::MemoryColumn:
        return {static_cast<double>(task.usage.memoryBytes.value_or(-1)), {}};
    case TaskTableModel::EndedColumn:
    case TaskTableModel::ColumnCount:
        break;
    }
    return {};
}

bool changesWhileLive(Column column)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
    case TaskTableModel::ProgressColumn:
    case TaskTableModel::MessageColumn:
    case TaskTableModel::RemainingColumn:
    case TaskTableModel::ElapsedColumn:
    case TaskTableModel::StartedColumn:
    case TaskTableModel::QuietColumn:
    case TaskTableModel::CpuColumn:
    case TaskTableModel::MemoryColumn:
        return true;
    default:
        return false;
    }
}

TaskSort historySort(std::optional<Column> column, Qt::SortOrder order)
{
    const auto by = [order](TaskKey key) { return TaskSort{key, order == Qt::DescendingOrder}; };
    switch (column.value_or(TaskTableModel::ColumnCount)) {
    case TaskTableModel::StatusColumn:
        return by(TaskKey::Status);
    case TaskTableModel::NameColumn:
        return by(TaskKey::Name);
    case TaskTableModel::ProgressColumn:
        return by(TaskKey::Progress);
    case TaskTableModel::MessageColumn:
        return by(TaskKey::Message);
    case TaskTableModel::ElapsedColumn:
        return by(TaskKey::Elapsed);
    case TaskTableModel::StartedColumn:
        return by(TaskKey::Started);
    case TaskTableModel::EndedColumn:
        return by(TaskKey::Ended);
    case TaskTableModel::KindColumn:
        return by(TaskKey::Kind);
    case TaskTableModel::HostColumn:
        return by(TaskKey::Host);
    case TaskTableModel::LabelsColumn:
        return by(TaskKey::Label);
    case TaskTableModel::AttemptsColumn:
        return by(TaskKey::Attempt);
    case TaskTableModel::RemainingColumn:
    case TaskTableModel::QuietColumn:
    case TaskTableModel::CpuColumn:
    case TaskTableModel::MemoryColumn:
    case TaskTableModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace headway
