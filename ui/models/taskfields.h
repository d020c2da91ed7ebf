#pragma once

#include "core/model/task.h"

namespace headway {

/// One thing known of a task, in words.
struct TaskField
{
    QString label;
    QString value; ///< harmless plain text; may have several lines

    friend bool operator==(const TaskField &, const TaskField &) = default;
};

/// Everything known of @p task beside its error, result and output; what is not known is left out.
QList<TaskField> fieldsOf(const Task &task, const QDateTime &now);

} // namespace headway
