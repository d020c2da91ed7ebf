#include "ui/widgets/outcomeplot.h"

#include "ui/delegates/statuslook.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QDateTimeAxis>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int outcomeTicks = 6;
constexpr qint64 leastCounts = 4; // so that no two ticks have the same number
constexpr double barWidth = 0.8; // of a day

QString percentText(double part)
{
    return OutcomePlot::tr("%1 %").arg(QLocale().toString(part * 100, 'f', 1));
}

QString linesOf(const DayFigures &day)
{
    const QLocale locale;
    QStringList lines{locale.toString(day.day, u"ddd d MMM yyyy"_s),
                      OutcomePlot::tr("%1 completed, %2 failed, %3 cancelled")
                          .arg(locale.toString(day.completed), locale.toString(day.failed),
                               locale.toString(day.cancelled))};
    if (const auto rate = day.failureRate())
        lines.append(OutcomePlot::tr("%1 failed").arg(percentText(*rate)));
    return lines.join(u'\n');
}

DayFigures sumOf(const QList<DayFigures> &days)
{
    DayFigures sum;
    for (const DayFigures &day : days) {
        sum.completed += day.completed;
        sum.failed += day.failed;
        sum.cancelled += day.cancelled;
    }
    return sum;
}

} // namespace

OutcomePlot::OutcomePlot(QWidget *parent)
    : Plot(tr("How tasks ended"), parent)
{
}

void OutcomePlot::setDays(const QList<DayFigures> &days)
{
    clear();
    m_days = days;
    const DayFigures sum = sumOf(days);
    if (sum.ended() == 0) {
        showEmpty(tr("No task has ended in this time."));
        return;
    }
    const auto busiest =
        std::max_element(days.begin(), days.end(), [](const DayFigures &a, const DayFigures &b) {
            return a.ended() < b.ended();
        });
    addBars(busiest->ended());
    addRate();
    const QLocale locale;
    showSeries(tr("%1 completed, %2 failed, %3 cancelled; %4 failed")
                   .arg(locale.toString(sum.completed), locale.toString(sum.failed),
                        locale.toString(sum.cancelled),
                        percentText(sum.failureRate().value_or(0))));
}

/// The bars have an axis of their own, a place a day, that is not shown: dates would be cut on it.
void OutcomePlot::addBars(qint64 most)
{
    m_completed = new QBarSet(tr("completed"));
    m_cancelled = new QBarSet(tr("cancelled"));
    m_failed = new QBarSet(tr("failed"));
    auto *places = new QBarCategoryAxis(this);
    for (const DayFigures &day : std::as_const(m_days)) {
        *m_completed << static_cast<double>(day.completed);
        *m_cancelled << static_cast<double>(day.cancelled);
        *m_failed << static_cast<double>(day.failed);
        places->append(day.day.toString(Qt::ISODate));
    }
    auto *bars = new QStackedBarSeries(this);
    bars->append({m_failed, m_cancelled, m_completed});
    bars->setBarWidth(barWidth);
    auto *dates = new QDateTimeAxis(this);
    dates->setRange(m_days.first().day.startOfDay(), m_days.last().day.addDays(1).startOfDay());
    dates->setFormat(u"d MMM"_s);
    dates->setTickCount(outcomeTicks);
    dates->setGridLineVisible(false);
    auto *counts = new QValueAxis(this);
    counts->setLabelFormat(u"%d"_s);
    counts->setRange(0, static_cast<double>(qMax(leastCounts, most)));
    counts->setTitleText(tr("tasks a day"));
    setAxes(dates, counts);
    places->setVisible(false);
    chart()->addAxis(places, Qt::AlignBottom);
    chart()->addSeries(bars);
    bars->attachAxis(places);
    bars->attachAxis(counts);
    counts->applyNiceNumbers();
    connect(bars, &QAbstractBarSeries::hovered, this, [this](bool isOver, int place) {
        const bool isThere = isOver && place >= 0 && place < m_days.size();
        showToolTip(isThere ? linesOf(m_days.at(place)) : QString());
    });
}

void OutcomePlot::addRate()
{
    m_rate = new QLineSeries(this);
    m_rate->setName(tr("failed, % of the day"));
    for (qsizetype place = 0; place < m_days.size(); ++place) {
        if (const auto rate = m_days.at(place).failureRate())
            m_rate->append(static_cast<double>(place), *rate * 100);
    }
    m_rate->setPointsVisible(true);
    auto *percents = new QValueAxis(this);
    percents->setRange(0, 100);
    percents->setLabelFormat(u"%d %%"_s);
    percents->setGridLineVisible(false);
    chart()->addAxis(percents, Qt::AlignRight);
    chart()->addSeries(m_rate);
    for (QLegendMarker *marker : chart()->legend()->markers(m_rate))
        marker->setShape(QLegend::MarkerShapeFromSeries);
    m_rate->attachAxis(chart()->axes(Qt::Horizontal).constLast());
    m_rate->attachAxis(percents);
}

/// Told apart without colours as well: pale, hatched, full.
void OutcomePlot::colour()
{
    const auto paint = [this](QBarSet *bars, TaskStatus status, double alpha,
                              Qt::BrushStyle pattern) {
        const QColor strong = statusColour(status, false, palette());
        QColor filling = strong;
        filling.setAlphaF(static_cast<float>(alpha));
        bars->setBrush(QBrush(filling, pattern));
        bars->setBorderColor(strong);
    };
    paint(m_completed, TaskStatus::Completed, 0.3, Qt::SolidPattern);
    paint(m_cancelled, TaskStatus::Cancelled, 1, Qt::BDiagPattern);
    paint(m_failed, TaskStatus::Failed, 1, Qt::SolidPattern);
    m_rate->setPen(QPen(palette().color(QPalette::Text), 1.5, Qt::DashLine));
}

} // namespace headway
