#pragma once

#include <QString>

#include <array>
#include <optional>

namespace headway {

/// What a list of ended tasks can be in order of.
enum class TaskKey {
    Ended,
    Started,
    Elapsed,
    Name,
    Status,
    Progress,
    Message,
    Kind,
    Host,
    Label,
    Attempt
};

inline constexpr std::array allTaskKeys{TaskKey::Ended,   TaskKey::Started, TaskKey::Elapsed,
                                        TaskKey::Name,    TaskKey::Status,  TaskKey::Progress,
                                        TaskKey::Message, TaskKey::Kind,    TaskKey::Host,
                                        TaskKey::Label,   TaskKey::Attempt};

/// Of equals the one that ended last comes first, or the newest.
struct TaskSort
{
    TaskKey key = TaskKey::Ended;
    bool descending = true;

    friend bool operator==(const TaskSort &, const TaskSort &) = default;
};

/// "name", or "-name" when descending.
QString wordOf(const TaskSort &sort);
std::optional<TaskSort> taskSortFromWord(QStringView word);

} // namespace headway
