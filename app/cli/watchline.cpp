#include "app/cli/watchline.h"

#include "app/cli/plaintext.h"
#include "app/cli/tasktext.h"
#include "app/cli/texttable.h"

#include <cmath>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int barColumns = 10;
constexpr int progressColumns = barColumns + 7; ///< [##########] 100%
constexpr int statusColumns = 10;
constexpr int timeColumns = 13;
constexpr int withTime = 45; ///< from this width on
constexpr int withProgress = 60;

/// @p text, cut or with blanks behind it, and a gap.
QString cell(const QString &text, int columns)
{
    const QString shown = elided(text, columns);
    return shown + QString(columns - columnsOf(shown) + 2, u' ');
}

QString statusText(const Task &task)
{
    return task.stalled ? u"stalled"_s : wordOf(task.status);
}

QString progressCell(const Task &task)
{
    const std::optional<double> fraction =
        task.status == TaskStatus::Completed ? std::optional(1.0) : task.progress.fraction;
    if (!fraction)
        return progressText(task);
    const auto full = static_cast<int>(std::floor(*fraction * barColumns));
    const auto percent = static_cast<int>(std::floor(*fraction * 100));
    return u'[' + QString(full, u'#') + QString(barColumns - full, u'-') + u']'
        + u"%1%"_s.arg(percent, 4);
}

QString timeText(const Task &task, const QDateTime &now)
{
    using std::chrono::milliseconds;
    if (const std::optional<QDateTime> end = estimatedEnd(task))
        return durationText(milliseconds(qMax<qint64>(0, now.msecsTo(*end)))) + u" left"_s;
    const std::optional<milliseconds> time = elapsed(task, now);
    return time ? durationText(*time) : QString();
}

/// The end of what an error says is what went wrong.
QString messageOf(const Task &task)
{
    const QString error = task.error.value_or(QString()).trimmed();
    if (isEnded(task.status) && !error.isEmpty())
        return harmless(error.sliced(error.lastIndexOf(u'\n') + 1));
    const Progress &progress = task.progress;
    return harmless(progress.text.isEmpty() ? progress.currentItem : progress.text);
}

} // namespace

QString watchLine(const Task &task, const QDateTime &now, int nameColumns, int width)
{
    QString line = cell(statusText(task), statusColumns) + cell(harmless(task.name), nameColumns);
    if (width >= withProgress)
        line += cell(progressCell(task), progressColumns);
    if (width >= withTime)
        line += cell(timeText(task, now), timeColumns);
    line += messageOf(task);
    while (line.endsWith(u' '))
        line.chop(1);
    return elided(line, width);
}

int watchNameColumns(const QList<Task> &tasks, int width)
{
    constexpr int fewest = 8;
    int widest = fewest;
    for (const Task &task : tasks)
        widest = qMax(widest, columnsOf(harmless(task.name)));
    return qMin(widest, qMax(fewest, width / 3));
}

QString watchSummary(const QList<Task> &tasks)
{
    if (tasks.isEmpty())
        return u"No task is under way. Ctrl-C ends the watching."_s;
    QStringList parts;
    for (const TaskStatus status : allTaskStatuses) {
        const auto count = std::count_if(tasks.begin(), tasks.end(), [status](const Task &task) {
            return task.status == status;
        });
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(wordOf(status)));
    }
    const QString noun = tasks.size() == 1 ? u"task"_s : u"tasks"_s;
    return u"%1 %2: %3"_s.arg(tasks.size()).arg(noun, parts.join(u", "_s));
}

QString changeLine(const Task &task)
{
    TextTable table({{}, {}, {}, {}, {}});
    table.addRow(
        {task.id.toString(), statusText(task), progressText(task), task.name, messageOf(task)});
    return table.forScripts();
}

} // namespace headway
