#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/onetaskverb.h"
#include "app/cli/tasktext.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/wire/taskjson.h"

namespace headway {

namespace {

class StatusVerb final : public OneTaskVerb
{
protected:
    void act(TaskId id) override
    {
        whenDone(session().task(id), this, [this](const Result<Task> &task) {
            if (!task)
                return fail(task.error());
            if (!line().wantsJson())
                return tellWithCourse(*task);
            console::print(QString::fromUtf8(wire::toJson(*task)));
            end();
        });
    }

private:
    /// What it has used is told where that can be had.
    void tellWithCourse(const Task &task)
    {
        whenDone(session().course(task.id), this, [this, task](const Result<TaskCourse> &course) {
            console::print(taskLines(task, course ? *course : TaskCourse()).join(u'\n'));
            end();
        });
    }
};

} // namespace

std::unique_ptr<Verb> makeStatusVerb()
{
    return std::make_unique<StatusVerb>();
}

} // namespace headway
