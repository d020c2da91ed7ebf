#include "app/cli/tasktext.h"

#include "app/cli/plaintext.h"
#include "core/wire/time.h"

#include <QLocale>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QString amount(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString countText(const Progress &progress)
{
    if (!progress.current)
        return {};
    const QString of = progress.total ? u'/' + amount(*progress.total) : QString();
    return harmless(u"%1%2 %3"_s.arg(amount(*progress.current), of, progress.unit)).trimmed();
}

QString percentText(const Progress &progress)
{
    if (!progress.fraction)
        return {};
    return QString::number(static_cast<int>(*progress.fraction * 100)) + u'%';
}

QString labelsText(const Labels &labels)
{
    QStringList texts;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        texts.append(label.key() + u'=' + label.value());
    return texts.join(u", "_s);
}

QString numberText(const std::optional<int> &number)
{
    return number ? QString::number(*number) : QString();
}

/// The most of what @p of tells of a moment's usage, now or before.
template <typename Value>
std::optional<Value> mostOf(const Task &task, const TaskCourse &course,
                            std::optional<Value> ResourceUsage::*of)
{
    std::optional<Value> most = task.usage.*of;
    for (const CourseSample &sample : course.samples)
        most = std::max(most, sample.usage.*of); // nothing is less than any
    return most;
}

QString withMost(const QString &now, const QString &most)
{
    if (now.isEmpty())
        return most.isEmpty() ? QString() : u"at most "_s + most;
    return now == most ? now : u"%1 (at most %2)"_s.arg(now, most);
}

QString cpuText(const std::optional<double> &percent)
{
    return percent ? QString::number(*percent, 'f', 0) + u'%' : QString();
}

QString memoryText(const std::optional<qint64> &bytes)
{
    return bytes ? QLocale::c().formattedDataSize(*bytes, 1) : QString();
}

} // namespace

QString progressText(const Task &task)
{
    const QString percent = percentText(task.progress);
    return percent.isEmpty() ? countText(task.progress) : percent;
}

QString durationText(milliseconds duration)
{
    const hh_mm_ss clock(floor<seconds>(duration % days(1)));
    const auto wholeDays = floor<days>(duration).count();
    const QString seconds = QString::number(clock.seconds().count());
    if (wholeDays == 0 && clock.hours().count() == 0 && clock.minutes().count() == 0)
        return seconds + u's';
    QString text = u"%1:%2"_s.arg(clock.minutes().count()).arg(seconds, 2, u'0');
    if (wholeDays > 0 || clock.hours().count() > 0)
        text = u"%1:%2"_s.arg(clock.hours().count()).arg(text, 5, u'0');
    return wholeDays > 0 ? u"%1d %2"_s.arg(wholeDays).arg(text) : text;
}

QString shortId(const Task &task)
{
    constexpr qsizetype characters = 8;
    return task.id.toString().first(characters);
}

QString outcomeLine(const Task &task)
{
    return u"%1  %2  %3"_s.arg(shortId(task), wordOf(task.status), harmless(task.name));
}

QStringList taskLines(const Task &task, const TaskCourse &course)
{
    QStringList lines;
    const auto add = [&lines](const char *name, const QString &value) {
        if (!value.isEmpty())
            lines.append(QString::fromLatin1(name) + u": "_s + value);
    };
    add("id", task.id.toString());
    add("name", harmless(task.name));
    add("kind", harmless(task.kind));
    const bool isSilent = task.stalled || task.status == TaskStatus::Lost;
    add("status", wordOf(task.status) + (task.stalled ? u" (stalled)"_s : QString()));
    add("progress", percentText(task.progress));
    add("count", countText(task.progress));
    add("message", harmless(task.progress.text));
    add("item", harmless(task.progress.currentItem));
    add("cpu",
        withMost(cpuText(task.usage.cpuPercent),
                 cpuText(mostOf(task, course, &ResourceUsage::cpuPercent))));
    add("memory",
        withMost(memoryText(task.usage.memoryBytes),
                 memoryText(mostOf(task, course, &ResourceUsage::memoryBytes))));
    add("owner", harmless(task.ownerEmail));
    add("host", harmless(task.host));
    add("labels", harmless(labelsText(task.labels)));
    add("created", wire::toIsoTime(task.createdAt));
    add("started", wire::toIsoTime(task.startedAt));
    add("updated", wire::toIsoTime(task.updatedAt));
    add("last sign of life", isSilent ? wire::toIsoTime(task.quietSince) : QString());
    add("ended", wire::toIsoTime(task.completedAt));
    add("expected end", wire::toIsoTime(estimatedEnd(task).value_or(QDateTime())));
    add("attempt", task.attempt > 1 ? QString::number(task.attempt) : QString());
    add("retry of", task.retryOf.isNull() ? QString() : task.retryOf.toString());
    add("exit code", numberText(task.exitCode));
    add("signal", numberText(task.signal));
    add("result", harmless(QString::fromUtf8(task.result.value_or(QByteArray()))));
    add("error", harmlessLines(task.error.value_or(QString())));
    return lines;
}

} // namespace headway
