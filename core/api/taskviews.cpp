#include "core/api/taskviews.h"

#include "core/api/entitytag.h"
#include "core/wire/seedjson.h"
#include "core/wire/taskjson.h"

namespace headway {

namespace {

QByteArray jsonOf(TaskView view, const Task &task)
{
    switch (view) {
    case TaskView::SeedStatus:
        return wire::taskStatusJson(task);
    case TaskView::SeedTask:
        return wire::seedTaskJson(task);
    case TaskView::SeedProgress:
        return wire::indexProgressJson(task);
    case TaskView::VersionOne:
        break;
    }
    return wire::toJson(task);
}

} // namespace

TaskViews::TaskViews(qsizetype room)
    : m_written(room)
{
}

Answer TaskViews::answer(TaskView view, const TaskPtr &task)
{
    const Key key{task->id, view};
    if (const Written *known = m_written.object(key); known && known->task == task)
        return known->answer;
    Answer answer = withEntityTag(jsonAnswer(jsonOf(view, *task)));
    constexpr qsizetype besides = 1024; // what the task has that does not grow, and the rest
    m_written.insert(key, new Written{task, answer}, 2 * answer.body.size() + besides);
    return answer;
}

} // namespace headway
