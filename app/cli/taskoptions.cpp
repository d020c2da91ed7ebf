#include "app/cli/taskoptions.h"

#include "app/cli/commandline.h"

namespace headway {

using namespace Qt::StringLiterals;

QList<QCommandLineOption> taskOptions()
{
    return {{u"name"_s, u"What the task is called."_s, u"TEXT"_s},
            {u"kind"_s, u"What kind of task it is, as one word."_s, u"WORD"_s},
            {u"label"_s, u"A label of the task; may be given more than once."_s, u"K=V"_s}};
}

Result<NewTask> taskFrom(const CommandLine &line)
{
    NewTask task;
    task.name = line.value(u"name"_s);
    task.kind = line.value(u"kind"_s);
    task.status = TaskStatus::Processing;
    for (const QString &label : line.values(u"label"_s)) {
        const qsizetype equals = label.indexOf(u'=');
        if (equals <= 0)
            return Error{ErrorCode::InvalidArgument, u"--label takes K=V, not '%1'."_s.arg(label)};
        task.labels.insert(label.left(equals), label.mid(equals + 1));
    }
    return task;
}

} // namespace headway
