#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/onetaskverb.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/model/limits.h"

#include <QTimer>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Prints what a task has written, byte for byte. Followed, it asks for more until the task has
/// ended and all has been read.
class LogVerb final : public OneTaskVerb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{{u"f"_s, u"follow"_s}, u"Go on until the task has ended."_s}};
    }

protected:
    void act(TaskId id) override
    {
        m_task = id;
        read();
    }

private:
    void read();
    void take(const TaskOutput &output);
    void askWhetherEnded();

    TaskId m_task;
    qint64 m_offset = 0;
    bool m_isLastRound = false; ///< the task has ended: what there is now is all
};

void LogVerb::read()
{
    whenDone(session().output(m_task, m_offset, limits::outputChunkBytes), this,
             [this](const Result<TaskOutput> &output) {
                 if (output)
                     take(*output);
                 else
                     fail(output.error());
             });
}

void LogVerb::take(const TaskOutput &output)
{
    console::printBytes(output.bytes);
    m_offset = output.offset + output.bytes.size();
    if (!output.bytes.isEmpty() && m_offset < output.size)
        read();
    else if (m_isLastRound || !line().isSet(u"follow"_s))
        end();
    else
        askWhetherEnded();
}

void LogVerb::askWhetherEnded()
{
    whenDone(session().task(m_task), this, [this](const Result<Task> &task) {
        if (!task)
            return fail(task.error());
        m_isLastRound = isEnded(task->status);
        QTimer::singleShot(m_isLastRound ? 0ms : 300ms, this, &LogVerb::read);
    });
}

} // namespace

std::unique_ptr<Verb> makeLogVerb()
{
    return std::make_unique<LogVerb>();
}

} // namespace headway
