#pragma once

#include "core/model/taskcourse.h"

#include <QString>
#include <QStringList>

namespace headway {

/// "42%", "12 files" or nothing.
QString progressText(const Task &task);
/// "8s", "2:05", "1:02:05", "3d 1:02:05".
QString durationText(std::chrono::milliseconds duration);
/// The first eight characters of the id, enough to name the task to this program.
QString shortId(const Task &task);

/// One line that says what has become of the task: short id, status, name.
QString outcomeLine(const Task &task);
/// All that is known of the task, one `name: value` a line, with the most that it has used.
QStringList taskLines(const Task &task, const TaskCourse &course = {});

} // namespace headway
