#include "core/model/taskfilter.h"

namespace headway {

namespace {

bool holds(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

} // namespace

bool matches(const TaskFilter &filter, const Task &task)
{
    if (!filter.statuses.isEmpty() && !filter.statuses.contains(task.status))
        return false;
    if (!filter.kind.isEmpty() && task.kind != filter.kind)
        return false;
    if (!filter.labelKey.isEmpty()) {
        const auto label = task.labels.constFind(filter.labelKey);
        if (label == task.labels.cend() || *label != filter.labelValue)
            return false;
    }
    if (!matches(filter.query, task))
        return false;
    return filter.search.isEmpty() || holds(task.name, filter.search)
        || holds(task.progress.text, filter.search)
        || (task.error && holds(*task.error, filter.search));
}

} // namespace headway
