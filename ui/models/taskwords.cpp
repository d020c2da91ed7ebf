#include "ui/models/taskwords.h"

#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <cstring>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct TaskWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::TaskWords)
};

QString numberText(double number)
{
    constexpr double exact = 1e15;
    if (number < exact && number == std::floor(number))
        return QLocale().toString(static_cast<qint64>(number));
    return QLocale().toString(number, 'g', 6);
}

/// The last line with something on it, looking back no further than a screen would show.
QStringView lastLine(QStringView text)
{
    constexpr qsizetype farEnough = 2000;
    const QStringView tail = text.last(qMin(text.size(), farEnough)).trimmed();
    const qsizetype lineEnd = qMax(tail.lastIndexOf(u'\n'), tail.lastIndexOf(u'\r'));
    return tail.sliced(lineEnd + 1);
}

} // namespace

QString headlineOf(const Task &task)
{
    const bool wentWrong = task.status == TaskStatus::Failed || task.status == TaskStatus::Lost;
    if (wentWrong && task.error && !task.error->isEmpty())
        return oneLine(lastLine(*task.error));
    return oneLine(task.progress.text.isEmpty() ? task.progress.currentItem : task.progress.text);
}

QString amountWords(const Progress &progress)
{
    if (!progress.current)
        return {};
    QString words = numberText(*progress.current);
    if (progress.total)
        words = TaskWords::tr("%1 of %2").arg(words, numberText(*progress.total));
    return progress.unit.isEmpty() ? words : words + u' ' + oneLine(progress.unit, 24);
}

QString progressWords(const Task &task)
{
    if (const std::optional<double> fraction = shownFraction(task))
        return TaskWords::tr("%1 %").arg(static_cast<int>(std::floor(*fraction * 100 + 1e-9)));
    return isProcessing(task.status) ? amountWords(task.progress) : QString();
}

std::optional<double> shownFraction(const Task &task)
{
    if (task.status == TaskStatus::Completed)
        return 1.0;
    if (!task.progress.fraction)
        return std::nullopt;
    return qBound(0.0, *task.progress.fraction, 1.0);
}

std::optional<std::chrono::milliseconds> remaining(const Task &task, const QDateTime &now)
{
    const std::optional<QDateTime> end = estimatedEnd(task);
    if (!end)
        return std::nullopt;
    return std::chrono::milliseconds(qMax<qint64>(0, now.msecsTo(*end)));
}

QString remainingWords(const Task &task, const QDateTime &now)
{
    const auto left = remaining(task, now);
    return left ? durationWords(std::chrono::floor<std::chrono::seconds>(*left)) : QString();
}

QString remainingReason(const Task &task, const QDateTime &now)
{
    if (isEnded(task.status))
        return {};
    if (const std::optional<QDateTime> end = estimatedEnd(task)) {
        return TaskWords::tr("%1 took %2. If it goes on like this, it ends at %3.")
            .arg(progressWords(task), durationWords(*elapsed(task, task.updatedAt)),
                 shortInstant(*end, now));
    }
    if (task.status == TaskStatus::Pending)
        return TaskWords::tr("It has not begun yet.");
    if (task.status == TaskStatus::Paused)
        return TaskWords::tr("It is paused: nobody can tell before it goes on.");
    if (task.status == TaskStatus::Cancelling)
        return TaskWords::tr("It is being cancelled.");
    if (task.stalled)
        return TaskWords::tr("Nobody can tell: it has gone quiet.");
    if (!task.progress.fraction)
        return TaskWords::tr("Nobody can tell: it does not say how much there is to do.");
    return *task.progress.fraction >= 1 ? TaskWords::tr("All is done, but it has not ended yet.")
                                        : TaskWords::tr("Nobody can tell yet: it has only begun.");
}

QString elapsedWords(const Task &task, const QDateTime &now)
{
    const auto spent = elapsed(task, now);
    if (!spent)
        return {};
    return durationWords(isEnded(task.status) ? *spent
                                              : std::chrono::floor<std::chrono::seconds>(*spent));
}

std::optional<std::chrono::milliseconds> quietFor(const Task &task, const QDateTime &now)
{
    if (!task.stalled || task.quietSince.isNull())
        return std::nullopt;
    return std::chrono::milliseconds(qMax<qint64>(0, task.quietSince.msecsTo(now)));
}

QString quietWords(const Task &task, const QDateTime &now)
{
    const std::optional<std::chrono::milliseconds> silence = quietFor(task, now);
    if (!silence)
        return {};
    return TaskWords::tr("No sign of life for %1")
        .arg(durationWords(std::chrono::floor<std::chrono::seconds>(*silence)));
}

QString signalWords(int signal)
{
    const char *name = sigabbrev_np(signal);
    const QString number = QString::number(signal);
    return name ? u"%1 (SIG%2)"_s.arg(number, QLatin1StringView(name)) : number;
}

QString cpuWords(const ResourceUsage &usage)
{
    return usage.cpuPercent
        ? TaskWords::tr("%1 %").arg(QLocale().toString(*usage.cpuPercent, 'f', 0))
        : QString();
}

QString memoryWords(const ResourceUsage &usage)
{
    return usage.memoryBytes ? QLocale().formattedDataSize(*usage.memoryBytes, 1) : QString();
}

QString labelWords(const Labels &labels)
{
    QStringList words;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        words.append(label.key() + u'=' + *label);
    return words.join(u", "_s);
}

QString sentenceOf(const Task &task)
{
    QStringList parts{oneLine(task.name), statusWord(task), progressWords(task), headlineOf(task),
                      task.isPinned ? TaskWords::tr("Pinned") : QString()};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace headway
