#include "ui/models/coursecurve.h"

#include "ui/models/taskwords.h"

#include <algorithm>
#include <cmath>

namespace headway {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

std::optional<double> valueOf(const CourseSample &sample, CourseMeasure measure)
{
    switch (measure) {
    case CourseMeasure::Fraction:
        return sample.fraction;
    case CourseMeasure::Current:
        return sample.current;
    case CourseMeasure::Output:
        return static_cast<double>(sample.outputBytes);
    case CourseMeasure::Cpu:
        return sample.usage.cpuPercent;
    case CourseMeasure::Memory:
        break;
    }
    const std::optional<qint64> &bytes = sample.usage.memoryBytes;
    return bytes ? std::optional(static_cast<double>(*bytes)) : std::nullopt;
}

/// What the task itself says of how it stands or ended.
std::optional<double> presentValue(const Task &task, CourseMeasure measure)
{
    switch (measure) {
    case CourseMeasure::Fraction:
        return shownFraction(task);
    case CourseMeasure::Current:
        return task.progress.current;
    case CourseMeasure::Cpu:
        return task.usage.cpuPercent;
    case CourseMeasure::Memory:
        if (task.usage.memoryBytes)
            return static_cast<double>(*task.usage.memoryBytes);
        break;
    case CourseMeasure::Output:
        break;
    }
    return std::nullopt;
}

bool isProgress(CourseMeasure measure)
{
    return measure != CourseMeasure::Cpu && measure != CourseMeasure::Memory;
}

bool isKnown(const CourseRun &run, CourseMeasure measure)
{
    const auto says = [measure](const CourseSample &sample) {
        return valueOf(sample, measure).has_value();
    };
    return std::any_of(run.course.samples.cbegin(), run.course.samples.cend(), says);
}

} // namespace

CourseMeasure progressMeasureOf(const CourseRun &run)
{
    for (const CourseMeasure measure : {CourseMeasure::Fraction, CourseMeasure::Current}) {
        if (isKnown(run, measure))
            return measure;
    }
    return CourseMeasure::Output;
}

CourseCurve curveOf(const CourseRun &run, CourseMeasure measure)
{
    CourseCurve curve;
    for (const CourseSample &sample : run.course.samples) {
        if (const std::optional<double> value = valueOf(sample, measure))
            curve.append({static_cast<double>(sample.elapsed.count()), *value});
    }
    if (!curve.isEmpty() && isProgress(measure))
        curve.prepend({0, 0});
    const QDateTime &last =
        run.task.completedAt.isNull() ? run.task.updatedAt : run.task.completedAt;
    const std::optional<milliseconds> spent = elapsed(run.task, last);
    const std::optional<double> present = presentValue(run.task, measure);
    const bool isLater =
        spent && (curve.isEmpty() || static_cast<double>(spent->count()) > curve.constLast().x());
    if (present && isLater && !curve.isEmpty())
        curve.append({static_cast<double>(spent->count()), *present});
    return curve;
}

std::optional<double> valueAt(const CourseCurve &curve, double x)
{
    const auto after =
        std::lower_bound(curve.cbegin(), curve.cend(), x,
                         [](const QPointF &point, double at) { return point.x() < at; });
    if (after == curve.cend())
        return std::nullopt;
    if (after->x() == x)
        return after->y();
    if (after == curve.cbegin())
        return std::nullopt;
    const QPointF &before = *std::prev(after);
    const double part = (x - before.x()) / (after->x() - before.x());
    return before.y() + part * (after->y() - before.y());
}

const CourseSample *nearestSample(const QList<CourseSample> &samples, milliseconds elapsed)
{
    const auto distance = [elapsed](const CourseSample &sample) {
        return std::chrono::abs(sample.elapsed - elapsed);
    };
    const auto nearest = std::min_element(
        samples.cbegin(), samples.cend(),
        [&](const CourseSample &a, const CourseSample &b) { return distance(a) < distance(b); });
    return nearest == samples.cend() ? nullptr : &*nearest;
}

double tickStep(double most, int atMost)
{
    const double least = most / std::max(1, atMost);
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

milliseconds tickStep(milliseconds most, int atMost)
{
    constexpr milliseconds steps[] = {100ms, 200ms, 500ms, 1s,    2s,    5s, 10s, 15s, 30s, 1min,
                                      2min,  5min,  10min, 15min, 30min, 1h, 2h,  3h,  6h,  12h};
    for (const milliseconds step : steps) {
        if (step * atMost >= most)
            return step;
    }
    constexpr milliseconds day = 24h;
    const double days = static_cast<double>(most.count()) / static_cast<double>(day.count());
    return day * static_cast<qint64>(std::max(1.0, tickStep(days, atMost)));
}

} // namespace headway
