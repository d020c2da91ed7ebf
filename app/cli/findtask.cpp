#include "app/cli/findtask.h"

#include "core/base/future.h"
#include "core/model/limits.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestPrefix = 4;
constexpr qsizetype wholeLength = 36;

bool isPrefix(const QString &word)
{
    const auto fits = [](QChar c) {
        return c == u'-' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    return word.size() >= shortestPrefix && word.size() < wholeLength
        && std::all_of(word.begin(), word.end(), fits);
}

Error noTask(const QString &word)
{
    return {ErrorCode::NotFound, u"There is no task '%1'."_s.arg(word)};
}

Result<TaskId> chosen(const QList<Task> &tasks, const QString &prefix)
{
    std::optional<TaskId> found;
    for (const Task &task : tasks) {
        if (!task.id.toString().startsWith(prefix))
            continue;
        if (found)
            return Error{ErrorCode::NotFound,
                         u"More than one task begins with '%1'; give more of it."_s.arg(prefix)};
        found = task.id;
    }
    return found ? Result<TaskId>(*found) : noTask(prefix);
}

} // namespace

QFuture<Result<TaskId>> findTask(TaskSession &session, const QString &word)
{
    if (const std::optional<TaskId> id = TaskId::fromString(word))
        return readyFuture(Result<TaskId>(*id));
    const QString prefix = word.toLower();
    if (!isPrefix(prefix))
        return readyFuture(Result<TaskId>(noTask(word)));
    TaskFilter newest;
    newest.limit = limits::pageSizeMax;
    return mapped(session.list(newest), [prefix](const Result<TaskPage> &page) {
        return page ? chosen(page->tasks, prefix) : Result<TaskId>(page.error());
    });
}

} // namespace headway
