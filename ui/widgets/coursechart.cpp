#include "ui/widgets/coursechart.h"

#include "ui/delegates/statuslook.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/coursereadout.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int chartMargin = 12;
constexpr int chartGap = 6;
constexpr int lowestPlot = 48; // lower ones tell nothing
constexpr int pageOfSamples = 10;
constexpr float courseFaintness = 0.35F;

QColor faintText(const QPalette &palette)
{
    QColor colour = palette.color(QPalette::Text);
    colour.setAlphaF(courseFaintness);
    return colour;
}

QString progressTitle(CourseMeasure measure)
{
    switch (measure) {
    case CourseMeasure::Output:
        return CourseChart::tr("Output");
    case CourseMeasure::Current:
        return CourseChart::tr("Amount");
    default:
        return CourseChart::tr("Progress");
    }
}

milliseconds endOf(const CourseCurve &curve)
{
    return milliseconds(curve.isEmpty() ? 0 : static_cast<qint64>(curve.constLast().x()));
}

} // namespace

CourseChart::CourseChart(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Progress of the task over its time"));
    setToolTip(tr("Click to see this moment of the output"));
    setCursor(Qt::CrossCursor);
}

void CourseChart::setRuns(const CourseRun &own, const QList<CourseRun> &earlier)
{
    if (own.task.id != m_own.task.id)
        m_cursor.reset();
    m_own = own;
    m_earlier = earlier;
    replot();
}

void CourseChart::replot()
{
    m_plots.clear();
    if (!m_own.course.samples.isEmpty()) {
        const CourseMeasure measure = progressMeasureOf(m_own);
        m_plots.append(makePlot(measure, progressTitle(measure)));
        m_plots.append(makePlot(CourseMeasure::Cpu, tr("CPU")));
        m_plots.append(makePlot(CourseMeasure::Memory, tr("Memory")));
        m_plots.removeIf([](const CoursePlot &plot) {
            return plot.lines.isEmpty() || plot.lines.constLast().curve.isEmpty();
        });
    }
    arrange();
    setAccessibleDescription(readOut());
    update();
}

/// The earlier runs first: the own one lies above them.
CoursePlot CourseChart::makePlot(CourseMeasure measure, const QString &title) const
{
    CoursePlot plot;
    plot.measure = measure;
    plot.title = title;
    plot.unit = m_own.task.progress.unit;
    for (const CourseRun &run : m_earlier)
        plot.lines.append({curveOf(run, measure), faintText(palette()), 1.3});
    const QColor colour = statusColour(m_own.task.status, m_own.task.stalled, palette());
    plot.lines.append({curveOf(m_own, measure), colour, 2.2});
    return plot;
}

void CourseChart::arrange()
{
    if (m_plots.isEmpty())
        return;
    milliseconds most(1);
    int labels = 0;
    for (CoursePlot &plot : m_plots) {
        plot.top = plot.fittingTop();
        labels = std::max(labels, plot.labelWidth(fontMetrics()));
        for (const CoursePlot::Line &line : plot.lines)
            most = std::max(most, endOf(line.curve));
    }
    const int line = fontMetrics().height();
    QRectF room = QRectF(rect()).adjusted(chartMargin + labels, 2 * line + 3 * chartGap,
                                          -chartMargin, // words
                                          -line - 2 * chartGap); // times
    const auto lower = static_cast<int>(m_plots.size()) - 1;
    const double height = (room.height() - lower * 2 * chartGap) / (2 + lower); // the first has two
    for (CoursePlot &plot : m_plots) {
        const bool isFirst = &plot == &m_plots.first();
        plot.most = most;
        plot.hasTimes = &plot == &m_plots.last();
        plot.area = QRectF(room.left(), room.top(), room.width(), isFirst ? 2 * height : height);
        room.setTop(plot.area.bottom() + 2 * chartGap);
    }
}

QSize CourseChart::sizeHint() const
{
    return {60 * fontMetrics().averageCharWidth(), 20 * fontMetrics().height()};
}

QSize CourseChart::minimumSizeHint() const
{
    return {20 * fontMetrics().averageCharWidth(), 6 * fontMetrics().height() + lowestPlot};
}

void CourseChart::resizeEvent(QResizeEvent *)
{
    arrange();
}

void CourseChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        replot();
}

QString CourseChart::readOut() const
{
    if (m_plots.isEmpty())
        return {};
    return m_cursor ? courseReadOut(m_plots, *m_cursor) : courseSummary(m_plots, m_earlier);
}

void CourseChart::paintEvent(QPaintEvent *)
{
    if (m_plots.isEmpty())
        return;
    QPainter painter(this);
    for (const CoursePlot &plot : std::as_const(m_plots)) {
        CoursePlot told = plot;
        if (m_cursor && &plot != &m_plots.constFirst()) // its words stand above it
            told.title = courseReadOut(plot, *m_cursor);
        if (plot.area.height() > 0 && plot.area.width() > 0)
            told.paint(painter, palette());
    }
    paintCursor(painter);
    paintLegend(painter);
}

/// The legend names the earlier runs, and each of them when it is pointed at.
bool CourseChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_plots.isEmpty() || m_earlier.isEmpty())
        return QWidget::event(event);
    const auto &help = static_cast<const QHelpEvent &>(*event);
    if (!legendArea().contains(help.pos()))
        return QWidget::event(event);
    QToolTip::showText(help.globalPos(), toolTipText(earlierList(m_earlier)), this,
                       legendArea().toRect());
    return true;
}

QRectF CourseChart::legendArea() const
{
    return QRectF(chartMargin, chartGap, width() - 2 * chartMargin, fontMetrics().height());
}

void CourseChart::paintLegend(QPainter &painter) const
{
    const CoursePlot &progress = m_plots.constFirst();
    const QFontMetrics metrics = fontMetrics();
    const QRectF area = legendArea();
    double x = area.left();
    const double y = area.center().y();
    const auto entry = [&](const QColor &colour, qreal width, const QString &whole) {
        constexpr int sample = 22;
        const int room = static_cast<int>(area.right() - x) - sample - chartGap;
        const QString words = metrics.elidedText(whole, Qt::ElideRight, room);
        painter.setPen(QPen(colour, width));
        painter.drawLine(QPointF(x, y), QPointF(x + sample, y));
        x += sample + chartGap;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(
            QRectF(x, area.top(), metrics.horizontalAdvance(words) + chartGap, metrics.height()),
            Qt::AlignVCenter, words);
        x += metrics.horizontalAdvance(words) + 3 * chartGap;
    };
    entry(progress.lines.constLast().colour, 2.2, tr("This run"));
    if (!m_earlier.isEmpty())
        entry(faintText(palette()), 1.3, legendWords(m_earlier));
    const QRectF line = area.translated(0, chartGap + metrics.height());
    painter.setPen(palette().color(m_cursor ? QPalette::Text : QPalette::PlaceholderText));
    const QString words = m_cursor ? courseReadOut(m_plots.first(1), *m_cursor) : readOut();
    painter.drawText(line, Qt::AlignVCenter,
                     metrics.elidedText(words, Qt::ElideRight, static_cast<int>(line.width())));
}

void CourseChart::paintCursor(QPainter &painter) const
{
    if (!m_cursor)
        return;
    const auto x = static_cast<double>(m_cursor->count());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const CoursePlot &plot : m_plots) {
        const double at = plot.place({x, 0}).x();
        painter.setPen(
            QPen(palette().color(QPalette::Text), 1, hasFocus() ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(QPointF(at, plot.area.top()), QPointF(at, plot.area.bottom()));
        const CoursePlot::Line &own = plot.lines.constLast();
        painter.setPen(Qt::NoPen);
        painter.setBrush(own.colour);
        if (const std::optional<double> y = valueAt(own.curve, x))
            painter.drawEllipse(plot.place({x, *y}), 4, 4);
    }
    painter.restore();
}

void CourseChart::clearCursor()
{
    setCursorAt({});
}

void CourseChart::setCursorAt(std::optional<milliseconds> elapsed)
{
    if (std::exchange(m_cursor, elapsed) == elapsed)
        return;
    setAccessibleDescription(readOut());
    update();
}

/// Of the sample that is nearest.
std::optional<milliseconds> CourseChart::timeAt(const QPointF &point) const
{
    if (m_plots.isEmpty())
        return std::nullopt;
    const CoursePlot &plot = m_plots.constFirst();
    const double part = (point.x() - plot.area.left()) / std::max(1.0, plot.area.width());
    const double time = std::clamp(part, 0.0, 1.0) * static_cast<double>(plot.most.count());
    const CourseSample *sample =
        nearestSample(m_own.course.samples, milliseconds(static_cast<qint64>(time)));
    return sample ? std::optional(sample->elapsed) : std::nullopt;
}

void CourseChart::mouseMoveEvent(QMouseEvent *event)
{
    setCursorAt(timeAt(event->position()));
}

void CourseChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setCursorAt(timeAt(event->position()));
    wantMoment();
}

void CourseChart::leaveEvent(QEvent *)
{
    if (!hasFocus())
        clearCursor();
}

void CourseChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void CourseChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        wantMoment();
    else if (!moveCursor(event->key()))
        QWidget::keyPressEvent(event);
}

/// From sample to sample.
bool CourseChart::moveCursor(int key)
{
    const QList<CourseSample> &samples = m_own.course.samples;
    if (samples.isEmpty())
        return false;
    const CourseSample *present = m_cursor ? nearestSample(samples, *m_cursor) : nullptr;
    const qsizetype last = samples.size() - 1;
    const qsizetype at = present ? present - samples.constData() : last;
    const auto go = [&](qsizetype to) {
        setCursorAt(samples.at(present ? std::clamp<qsizetype>(to, 0, last) : at).elapsed);
        return true;
    };
    switch (key) {
    case Qt::Key_Left:
        return go(at - 1);
    case Qt::Key_Right:
        return go(at + 1);
    case Qt::Key_PageUp:
        return go(at - pageOfSamples);
    case Qt::Key_PageDown:
        return go(at + pageOfSamples);
    case Qt::Key_Home:
        setCursorAt(samples.constFirst().elapsed);
        return true;
    case Qt::Key_End:
        setCursorAt(samples.constLast().elapsed);
        return true;
    default:
        return false;
    }
}

void CourseChart::wantMoment()
{
    const CourseSample *sample =
        m_cursor ? nearestSample(m_own.course.samples, *m_cursor) : nullptr;
    if (sample)
        Q_EMIT momentWanted(sample->outputBytes);
}

} // namespace headway
