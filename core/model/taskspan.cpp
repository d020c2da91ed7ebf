#include "core/model/taskspan.h"

#include "core/model/limits.h"

namespace headway {

namespace {

/// Its first @p atMost characters, none of them broken.
QString cut(const QString &text, qsizetype atMost)
{
    qsizetype end = 0;
    for (qsizetype count = 0; count < atMost && end < text.size(); ++count) {
        const bool isPair = text.at(end).isHighSurrogate() && end + 1 < text.size();
        end += isPair ? 2 : 1;
    }
    return text.first(end);
}

} // namespace

TaskSpan spanOf(const Task &task)
{
    return {.row = task.row,
            .id = task.id,
            .name = cut(task.name, limits::spanNameLength),
            .kind = task.kind,
            .host = task.host,
            .status = task.status,
            .startedAt = task.startedAt,
            .completedAt = task.completedAt};
}

} // namespace headway
