#pragma once

#include "core/model/task.h"

namespace headway {

/// Tasks for other programs. Text from outside is made harmless in all of them: control and bidi
/// characters are shown, not obeyed.
///
/// For the clipboard: a line a task, with tabs between status, name, progress, message and times.
QString plainTextOf(const QList<Task> &tasks);

/// A line of names, then a line a task; RFC 4180 in UTF-8. A cell that a spreadsheet would take for
/// a formula begins with an apostrophe.
QByteArray csvHeader();
QByteArray csvOf(const Task &task);

/// A JSON object without a line end at its end.
QByteArray jsonOf(const Task &task);

} // namespace headway
