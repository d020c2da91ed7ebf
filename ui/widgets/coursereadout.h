#pragma once

#include "ui/widgets/courseplot.h"

namespace headway {

// What a chart says in words. In @p plots the progress comes first, and in each the own run last.

/// "1 earlier run", "5 earlier runs"
QString earlierWords(qsizetype runs);

/// "Attempt 1, 24 Nov 10:12", "5 earlier runs, 20 Nov to 24 Nov"; "" for none.
QString legendWords(const QList<CourseRun> &earlier);
/// One a line, in their order: "24 Nov 10:12, attempt 1: Failed, 2 min".
QString earlierList(const QList<CourseRun> &earlier);

/// "43 % after 1 min 4 s; 5 earlier runs took 2 min to 3 min"
QString courseSummary(const QList<CoursePlot> &plots, const QList<CourseRun> &earlier);

/// "1 min 4 s · 43 % · earlier 38 % to 55 % · CPU 120 % · Memory 1.2 GiB"
QString courseReadOut(const QList<CoursePlot> &plots, std::chrono::milliseconds elapsed);
/// "CPU 120 %", or its title alone where nothing is known.
QString courseReadOut(const CoursePlot &plot, std::chrono::milliseconds elapsed);

} // namespace headway
