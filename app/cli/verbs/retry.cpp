#include "app/cli/commandline.h"
#include "app/cli/commandrun.h"
#include "app/cli/console.h"
#include "app/cli/onetaskverb.h"
#include "app/cli/tasktext.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/wire/taskjson.h"

#include <QDir>
#include <QFile>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

class RetryVerb final : public OneTaskVerb
{
protected:
    void act(TaskId id) override
    {
        whenDone(session().task(id), this, [this](const Result<Task> &task) {
            if (!task)
                return fail(task.error());
            retry(*task);
        });
    }

private:
    void retry(const Task &task);
    void runAgain(const KeptCommand &kept, const NewTask &next);
    void leaveItToOthers(TaskId id);

    std::unique_ptr<CommandRun> m_run;
};

void RetryVerb::retry(const Task &task)
{
    const Result<NewTask> next = nextAttempt(task);
    if (!next)
        return fail(next.error());
    const KeptCommands commands(line().dataDirectory().commandsDirectory());
    const Result<KeptCommand> kept = commands.find(task.id);
    if (kept)
        runAgain(*kept, *next);
    else if (kept.error().code == ErrorCode::NotFound)
        leaveItToOthers(task.id);
    else
        fail(kept.error());
}

/// As `headway run --retry-of` in the directory in which it ran.
void RetryVerb::runAgain(const KeptCommand &kept, const NewTask &next)
{
    AccessRequest request = line().accessRequest();
    if (!request.tokenFile.isEmpty())
        request.tokenFile = QDir().absoluteFilePath(request.tokenFile);
    const QString directory = QFile::decodeName(kept.directory);
    if (!QDir::setCurrent(directory)) {
        return fail({ErrorCode::StateForbids,
                     u"The directory %1, in which it ran, cannot be entered."_s.arg(directory)});
    }
    m_run = std::make_unique<CommandRun>(kept.command, next, request);
    connect(m_run.get(), &CommandRun::finished, this, &RetryVerb::end);
    m_run->start();
}

void RetryVerb::leaveItToOthers(TaskId id)
{
    whenDone(session().retry(id), this, [this](const Result<Task> &task) {
        if (!task)
            return fail(task.error());
        console::print(line().wantsJson() ? QString::fromUtf8(wire::toJson(*task))
                                          : outcomeLine(*task));
        console::printNote(u"No command of this task is known here, so nothing was started; "
                           "the new attempt waits for its program to take it up."_s);
        end();
    });
}

} // namespace

std::unique_ptr<Verb> makeRetryVerb()
{
    return std::make_unique<RetryVerb>();
}

} // namespace headway
