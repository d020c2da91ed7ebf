#pragma once

#include <QMetaType>
#include <QString>

#include <array>
#include <optional>

namespace headway {

enum class TaskStatus {
    Pending,
    Processing,
    Paused,
    Cancelling,
    Completed,
    Failed,
    Cancelled,
    Lost
};

inline constexpr std::array allTaskStatuses{
    TaskStatus::Pending,   TaskStatus::Processing, TaskStatus::Paused,    TaskStatus::Cancelling,
    TaskStatus::Completed, TaskStatus::Failed,     TaskStatus::Cancelled, TaskStatus::Lost};

/// Whether a task may go from @p from to @p to. A status never moves to itself. The ended ones
/// never move, but Lost, which its own producer may still correct.
bool canMove(TaskStatus from, TaskStatus to);

/// Ended: Completed, Failed, Cancelled or Lost.
bool isEnded(TaskStatus status);

/// Under way: Processing, or a moment of it (Paused, Cancelling).
bool isProcessing(TaskStatus status);

/// The word of version 1 of the API and of the command line: "pending", "processing", ...
QString wordOf(TaskStatus status);
std::optional<TaskStatus> taskStatusFromWord(QStringView word);

} // namespace headway

Q_DECLARE_METATYPE(headway::TaskStatus)
