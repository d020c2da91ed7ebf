#include "ui/widgets/durationplot.h"

#include "core/model/limits.h"
#include "ui/delegates/statuslook.h"
#include "ui/models/figures.h"
#include "ui/models/plaintext.h"
#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QAreaSeries>
#include <QChart>
#include <QDateTimeAxis>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int partsOfPeriod = 24; // each with a median of its own
constexpr double pointSide = 7; // pixels
constexpr int durationTicks = 7;

struct Unit
{
    double milliseconds;
    QString word;
};

Unit unitFor(std::chrono::milliseconds longest)
{
    using namespace std::chrono_literals;
    if (longest > 3h)
        return {3'600'000, DurationPlot::tr("hours")};
    if (longest > 3min)
        return {60'000, DurationPlot::tr("minutes")};
    return {1000, DurationPlot::tr("seconds")};
}

double xOf(const QDateTime &instant)
{
    return static_cast<double>(instant.toMSecsSinceEpoch());
}

std::chrono::milliseconds longestOf(const QList<TaskRun> &runs)
{
    return std::max_element(
               runs.begin(), runs.end(),
               [](const TaskRun &a, const TaskRun &b) { return a.elapsed < b.elapsed; })
        ->elapsed;
}

/// Where there are as many runs as are told at most, there may be more.
QString headingFor(const QString &name, qsizetype runs)
{
    if (runs >= limits::runCount) {
        return DurationPlot::tr("How long “%1” took, the newest %2 runs")
            .arg(name, QLocale().toString(runs));
    }
    return DurationPlot::tr("How long “%1” took").arg(name);
}

} // namespace

DurationPlot::DurationPlot(QWidget *parent)
    : Plot(tr("How long it took"), parent)
{
}

void DurationPlot::setRuns(const QString &name, const QList<TaskRun> &runs, const Period &period)
{
    clear();
    m_name = oneLine(name, 80);
    m_runs = runs;
    setHeading(name.isEmpty() ? title() : headingFor(m_name, runs.size()));
    if (runs.isEmpty()) {
        showEmpty(name.isEmpty() ? tr("No command has ended in this time.")
                                 : tr("“%1” has not ended in this time.").arg(m_name));
        return;
    }
    const Unit unit = unitFor(longestOf(runs));
    m_unit = unit.milliseconds;
    auto *times = new QDateTimeAxis(this);
    times->setRange(period.from, period.to);
    times->setFormat(u"d MMM"_s);
    times->setTickCount(durationTicks);
    auto *lengths = new QValueAxis(this);
    lengths->setTitleText(unit.word);
    lengths->setLabelFormat(u"%g"_s);
    setAxes(times, lengths);
    addSpread(runs, period);
    m_succeeded = addPoints(tr("completed"), runs, true);
    m_failed = addPoints(tr("failed or ended early"), runs, false);
    const double longest = static_cast<double>(longestOf(runs).count()) / m_unit;
    lengths->setRange(0, qMax(longest * 1.05, 0.1));
    lengths->applyNiceNumbers();
    const QList<Spread> whole = spreadOf(runs, period, 1);
    showSeries(whole.isEmpty() ? QString()
                               : tr("%n runs of %1; half of them took %2 to %3, the median is %4",
                                    nullptr, static_cast<int>(runs.size()))
                                     .arg(m_name, durationWords(whole.first().lowerQuartile),
                                          durationWords(whole.first().upperQuartile),
                                          durationWords(whole.first().median)));
}

QScatterSeries *DurationPlot::addPoints(const QString &name, const QList<TaskRun> &runs,
                                        bool succeeded)
{
    auto *points = new QScatterSeries(this);
    points->setName(name);
    points->setMarkerSize(pointSide);
    points->setMarkerShape(succeeded ? QScatterSeries::MarkerShapeCircle
                                     : QScatterSeries::MarkerShapeTriangle);
    QList<QPointF> places;
    for (const TaskRun &run : runs) {
        if ((run.status == TaskStatus::Completed) == succeeded)
            places.append(
                {xOf(run.completedAt), static_cast<double>(run.elapsed.count()) / m_unit});
    }
    points->append(places);
    chart()->addSeries(points);
    for (QLegendMarker *marker : chart()->legend()->markers(points))
        marker->setShape(QLegend::MarkerShapeFromSeries);
    for (QAbstractAxis *axis : chart()->axes())
        points->attachAxis(axis);
    connect(points, &QXYSeries::clicked, this, [this](const QPointF &point) {
        if (const TaskRun *run = runAt(point))
            Q_EMIT runChosen(run->row);
    });
    connect(points, &QXYSeries::hovered, this, [this](const QPointF &point, bool isOver) {
        const TaskRun *run = isOver ? runAt(point) : nullptr;
        showToolTip(run ? tr("%1\n%2, %3\n%4")
                              .arg(m_name, statusWord(run->status), durationWords(run->elapsed),
                                   fullInstant(run->completedAt))
                        : QString());
    });
    return points;
}

void DurationPlot::addSpread(const QList<TaskRun> &runs, const Period &period)
{
    auto *upper = new QLineSeries(this);
    auto *lower = new QLineSeries(this);
    m_median = new QLineSeries(this);
    m_median->setName(tr("median"));
    for (const Spread &spread : spreadOf(runs, period, partsOfPeriod)) {
        const auto place = [this, x = xOf(spread.at)](std::chrono::milliseconds length) {
            return QPointF(x, static_cast<double>(length.count()) / m_unit);
        };
        upper->append(place(spread.upperQuartile));
        lower->append(place(spread.lowerQuartile));
        m_median->append(place(spread.median));
    }
    m_band = new QAreaSeries(upper, lower);
    m_band->setParent(this);
    upper->setParent(m_band);
    lower->setParent(m_band);
    m_band->setName(tr("middle half"));
    for (QAbstractSeries *series :
         {static_cast<QAbstractSeries *>(m_band), static_cast<QAbstractSeries *>(m_median)}) {
        chart()->addSeries(series);
        for (QAbstractAxis *axis : chart()->axes())
            series->attachAxis(axis);
    }
}

void DurationPlot::colour()
{
    const QColor good = statusColour(TaskStatus::Completed, false, palette());
    const QColor bad = statusColour(TaskStatus::Failed, false, palette());
    const QColor middle = statusColour(TaskStatus::Processing, false, palette());
    QColor band = middle;
    band.setAlphaF(0.18F);
    m_succeeded->setColor(good);
    m_succeeded->setBorderColor(palette().color(QPalette::Base));
    m_failed->setColor(bad);
    m_failed->setBorderColor(palette().color(QPalette::Base));
    m_median->setPen(QPen(middle, 2));
    m_band->setPen(Qt::NoPen);
    m_band->setBrush(band);
    for (QLegendMarker *marker : chart()->legend()->markers(m_band))
        marker->setPen(middle); // Charts' own is not to be seen in the dark
}

const TaskRun *DurationPlot::runAt(QPointF point) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const TaskRun &run) {
        return qFuzzyCompare(xOf(run.completedAt), point.x())
            && qAbs(static_cast<double>(run.elapsed.count()) / m_unit - point.y()) < 1e-6;
    });
    return found == m_runs.end() ? nullptr : &*found;
}

} // namespace headway
