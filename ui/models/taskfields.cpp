#include "ui/models/taskfields.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct TaskFields
{
    Q_DECLARE_TR_FUNCTIONS(headway::TaskFields)
};

constexpr qsizetype longest = 4096;

QString numberOf(const std::optional<int> &number)
{
    return number ? QString::number(*number) : QString();
}

QString statusOf(const Task &task, const QDateTime &now)
{
    QStringList words{statusWord(task.status), quietWords(task, now)};
    words.removeAll(QString());
    return words.join(u"  ·  "_s);
}

/// Of one that is lost; while it is stalled, its status tells.
QString lastSignOf(const Task &task)
{
    return task.status == TaskStatus::Lost ? fullInstant(task.quietSince) : QString();
}

QString remainingOf(const Task &task, const QDateTime &now)
{
    const QString left = remainingWords(task, now);
    const auto end = estimatedEnd(task);
    if (left.isEmpty() || !end)
        return {};
    return TaskFields::tr("about %1 (until %2)").arg(left, shortInstant(*end, now));
}

/// "" while only the amount is known, which has a field of its own.
QString percentOf(const Task &task)
{
    return shownFraction(task) ? progressWords(task) : QString();
}

QString labelsOf(const Labels &labels)
{
    QStringList lines;
    for (auto label = labels.cbegin(); label != labels.cend(); ++label)
        lines += oneLine(label.key()) + u" = "_s + oneLine(label.value());
    return lines.join(u'\n');
}

QString attemptOf(const Task &task)
{
    if (task.attempt <= 1 && task.retryOf.isNull())
        return {};
    return QString::number(task.attempt);
}

} // namespace

QList<TaskField> fieldsOf(const Task &task, const QDateTime &now)
{
    QList<TaskField> fields{
        {TaskFields::tr("Name"), manyLines(task.name, longest)},
        {TaskFields::tr("Status"), statusOf(task, now)},
        {TaskFields::tr("Message"), manyLines(task.progress.text, longest)},
        {TaskFields::tr("Progress"), percentOf(task)},
        {TaskFields::tr("Amount"), amountWords(task.progress)},
        {TaskFields::tr("Now at"), manyLines(task.progress.currentItem, longest)},
        {TaskFields::tr("Elapsed"), elapsedWords(task, now)},
        {TaskFields::tr("Remaining"), remainingOf(task, now)},
        {TaskFields::tr("CPU"), cpuWords(task.usage)},
        {TaskFields::tr("Memory"), memoryWords(task.usage)},
        {TaskFields::tr("Exit code"), numberOf(task.exitCode)},
        {TaskFields::tr("Signal"), task.signal ? signalWords(*task.signal) : QString()},
        {TaskFields::tr("Created"), fullInstant(task.createdAt)},
        {TaskFields::tr("Started"), fullInstant(task.startedAt)},
        {TaskFields::tr("Last change"), fullInstant(task.updatedAt)},
        {TaskFields::tr("Last sign of life"), lastSignOf(task)},
        {TaskFields::tr("Ended"), fullInstant(task.completedAt)},
        {TaskFields::tr("Kind"), oneLine(task.kind)},
        {TaskFields::tr("Host"), oneLine(task.host)},
        {TaskFields::tr("Labels"), labelsOf(task.labels)},
        {TaskFields::tr("Attempt"), attemptOf(task)},
        {TaskFields::tr("Retry of"), task.retryOf.isNull() ? QString() : task.retryOf.toString()},
        {TaskFields::tr("Owner"), oneLine(task.ownerEmail)},
        {TaskFields::tr("ID"), task.id.toString()},
    };
    fields.removeIf([](const TaskField &field) { return field.value.isEmpty(); });
    return fields;
}

} // namespace headway
