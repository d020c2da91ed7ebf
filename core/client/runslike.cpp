#include "core/client/runslike.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype distinctLength = 200; ///< of a name's beginning
constexpr int fewTasks = 50; ///< whole ones, which whoever asks reads while others wait

QString beginningOf(const QString &name)
{
    const bool isCut = name.size() > distinctLength;
    const bool cutsPair = isCut && name.at(distinctLength - 1).isHighSurrogate();
    return name.left(cutsPair ? distinctLength - 1 : distinctLength);
}

} // namespace

TaskFilter beginningLike(const QString &name, const Period &period)
{
    TaskFilter filter;
    filter.query.words = {{{beginningOf(name)}}};
    filter.query.endedSince = period.from;
    filter.query.endedUntil = period.to;
    filter.limit = fewTasks;
    return filter;
}

Result<std::optional<TaskId>> taskCalled(const QString &name, const Result<TaskPage> &page)
{
    if (!page)
        return page.error();
    const auto isIt = [name = name.toCaseFolded()](const Task &task) {
        return task.name.toCaseFolded() == name;
    };
    const auto found = std::find_if(page->tasks.cbegin(), page->tasks.cend(), isIt);
    if (found != page->tasks.cend())
        return std::optional(found->id);
    if (!page->nextCursor)
        return std::optional<TaskId>();
    return Error{ErrorCode::InvalidArgument,
                 u"The name is too long to ask the service how long its tasks took."_s};
}

} // namespace headway
