#pragma once

#include "core/model/taskcourse.h"

#include <QPointF>

namespace headway {

/// A run with what is known of its course.
struct CourseRun
{
    Task task;
    TaskCourse course;
};

/// What is drawn of a run over its time.
enum class CourseMeasure {
    Fraction, ///< of the work done, [0, 1]
    Current, ///< in the task's unit
    Output, ///< bytes of its output
    Cpu, ///< percent of one core
    Memory ///< bytes
};

/// Points in the order of their x, which is milliseconds since the start without pauses.
using CourseCurve = QList<QPointF>;

/// The first of Fraction, Current and Output of which samples of @p run tell.
CourseMeasure progressMeasureOf(const CourseRun &run);

/// @p run in @p measure: what was sampled, for progress from its start on, and how it stands or
/// ended. Empty when nothing is known.
CourseCurve curveOf(const CourseRun &run, CourseMeasure measure);

/// The height of @p curve at @p x, between its points in a straight line; nullopt beyond its ends.
std::optional<double> valueAt(const CourseCurve &curve, double x);

/// The sample nearest to @p elapsed; nullptr when there are none.
const CourseSample *nearestSample(const QList<CourseSample> &samples,
                                  std::chrono::milliseconds elapsed);

/// The distance of an axis' marks: 1, 2 or 5 times a power of ten, so that there are at most
/// @p atMost of them up to @p most, which is positive.
double tickStep(double most, int atMost);
/// The same for a time axis: seconds, minutes, hours or days, divided as clocks are.
std::chrono::milliseconds tickStep(std::chrono::milliseconds most, int atMost);

} // namespace headway
