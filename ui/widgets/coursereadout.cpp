#include "ui/widgets/coursereadout.h"

#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

struct ReadOut
{
    Q_DECLARE_TR_FUNCTIONS(headway::ReadOut)
};

/// Between which values the earlier runs were at @p x; "" when none was there.
QString earlierAt(const CoursePlot &plot, double x)
{
    std::optional<double> least;
    std::optional<double> most;
    for (qsizetype i = 0; i + 1 < plot.lines.size(); ++i) {
        if (const std::optional<double> other = valueAt(plot.lines[i].curve, x)) {
            least = std::min(least.value_or(*other), *other);
            most = std::max(most.value_or(*other), *other);
        }
    }
    if (!least)
        return {};
    const QString from = measureText(plot.measure, *least, plot.unit);
    const QString to = measureText(plot.measure, *most, plot.unit);
    return from == to ? ReadOut::tr("earlier %1").arg(from)
                      : ReadOut::tr("earlier %1 to %2").arg(from, to);
}

} // namespace

QString earlierWords(qsizetype runs)
{
    return runs == 1 ? ReadOut::tr("1 earlier run")
                     : ReadOut::tr("%n earlier runs", nullptr, static_cast<int>(runs));
}

QString legendWords(const QList<CourseRun> &earlier)
{
    if (earlier.isEmpty())
        return {};
    const QLocale locale;
    const auto begin = [](const CourseRun &run) { return run.task.startedAt.toLocalTime(); };
    const auto dayOf = [&](const CourseRun &run) { return locale.toString(begin(run), u"d MMM"); };
    if (earlier.size() == 1) {
        return ReadOut::tr("Attempt %1, %2")
            .arg(QString::number(earlier.first().task.attempt),
                 locale.toString(begin(earlier.first()), u"d MMM hh:mm"));
    }
    const auto [first, last] = std::minmax_element(
        earlier.cbegin(), earlier.cend(),
        [&begin](const CourseRun &a, const CourseRun &b) { return begin(a) < begin(b); });
    const QString words = earlierWords(earlier.size());
    return dayOf(*first) == dayOf(*last)
        ? ReadOut::tr("%1, %2").arg(words, dayOf(*first))
        : ReadOut::tr("%1, %2 to %3").arg(words, dayOf(*first), dayOf(*last));
}

QString earlierList(const QList<CourseRun> &earlier)
{
    QStringList lines;
    for (const CourseRun &run : earlier) {
        const Task &task = run.task;
        const QString took =
            durationWords(elapsed(task, task.completedAt).value_or(milliseconds()));
        lines += ReadOut::tr("%1, attempt %2: %3, %4")
                     .arg(QLocale().toString(task.startedAt.toLocalTime(), u"d MMM hh:mm"),
                          QString::number(task.attempt), statusWord(task.status), took);
    }
    return lines.join(u'\n');
}

QString courseSummary(const QList<CoursePlot> &plots, const QList<CourseRun> &earlier)
{
    const CoursePlot &progress = plots.constFirst();
    const CourseCurve &curve = progress.lines.constLast().curve;
    const QString now = measureText(progress.measure, curve.constLast().y(), progress.unit);
    QString words =
        ReadOut::tr("%1 after %2")
            .arg(now, durationWords(milliseconds(static_cast<qint64>(curve.constLast().x()))));
    milliseconds shortest = milliseconds::max();
    milliseconds longest{};
    for (const CourseRun &run : earlier) {
        const milliseconds took = elapsed(run.task, run.task.completedAt).value_or(longest);
        shortest = std::min(shortest, took);
        longest = std::max(longest, took);
    }
    if (earlier.isEmpty())
        return words;
    const QString took = shortest == longest
        ? durationWords(longest)
        : ReadOut::tr("%1 to %2").arg(durationWords(shortest), durationWords(longest));
    return ReadOut::tr("%1; earlier %2").arg(words, took); // how many: the legend tells
}

QString courseReadOut(const CoursePlot &plot, milliseconds elapsed)
{
    const auto x = static_cast<double>(elapsed.count());
    const std::optional<double> own = valueAt(plot.lines.constLast().curve, x);
    return own ? plot.title + u' ' + measureText(plot.measure, *own, plot.unit) : plot.title;
}

QString courseReadOut(const QList<CoursePlot> &plots, milliseconds elapsed)
{
    const auto x = static_cast<double>(elapsed.count());
    QStringList parts{durationWords(elapsed)};
    for (const CoursePlot &plot : plots) {
        const bool isProgress = &plot == &plots.constFirst();
        const std::optional<double> own = valueAt(plot.lines.constLast().curve, x);
        if (!own)
            continue;
        const QString words = measureText(plot.measure, *own, plot.unit);
        parts += isProgress ? words : plot.title + u' ' + words;
        if (isProgress)
            parts += earlierAt(plot, x);
    }
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

} // namespace headway
