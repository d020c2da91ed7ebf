#include "ui/widgets/busyhoursplot.h"

#include "ui/models/plaintext.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int hours = 24;
constexpr int weekdays = 7;
constexpr int weekMargin = 12;
constexpr int hoursApart = 3; ///< between two that are written

QString hourText(int hour)
{
    return QTime(hour % hours, 0).toString(u"HH:mm"_s);
}

QString cellWords(int day, int hour, qint64 count)
{
    return BusyHoursPlot::tr("%1, %2 to %3: %n tasks began", nullptr, static_cast<int>(count))
        .arg(QLocale().dayName(day + 1), hourText(hour), hourText(hour + 1));
}

} // namespace

BusyHoursPlot::BusyHoursPlot(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(title());
    setMouseTracking(true);
}

QString BusyHoursPlot::title() const
{
    return tr("Busiest hours");
}

QSize BusyHoursPlot::sizeHint() const
{
    return {520, 300};
}

QSize BusyHoursPlot::minimumSizeHint() const
{
    return {280, 180};
}

void BusyHoursPlot::setFigures(const WeekFigures &figures)
{
    m_figures = figures;
    m_most = 0;
    QString busiest = tr("No task has begun in this time.");
    for (int day = 0; day < weekdays; ++day) {
        for (int hour = 0; hour < hours; ++hour) {
            const qint64 count = m_figures.at(day).at(hour);
            if (count <= m_most)
                continue;
            m_most = count;
            busiest = cellWords(day, hour, count);
        }
    }
    setAccessibleDescription(busiest);
    update();
}

BusyHoursPlot::Grid BusyHoursPlot::gridIn(QSize size) const
{
    const QFontMetrics metrics = fontMetrics();
    int names = 0;
    for (int day = 1; day <= weekdays; ++day)
        names =
            qMax(names, metrics.horizontalAdvance(QLocale().dayName(day, QLocale::ShortFormat)));
    const int head = metrics.height() + 2 * weekMargin;
    const QRectF cells =
        QRectF(QPointF(), size)
            .adjusted(names + 2 * weekMargin, head, -weekMargin, -metrics.height() - weekMargin);
    return {cells, cells.width() / hours, cells.height() / weekdays};
}

void BusyHoursPlot::paint(QPainter &painter, QSize size) const
{
    painter.fillRect(QRect(QPoint(), size), palette().color(QPalette::Base));
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(0, weekMargin / 2, size.width(), fontMetrics().height() + weekMargin),
                     Qt::AlignCenter, title());
    painter.setFont(font());
    const Grid grid = gridIn(size);
    if (m_most == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(grid.cells, Qt::AlignCenter | Qt::TextWordWrap, accessibleDescription());
        return;
    }
    paintCells(painter, grid);
    paintWords(painter, grid);
}

/// By the root of the count, so that quiet hours do not all look empty beside a busy one.
void BusyHoursPlot::paintCells(QPainter &painter, const Grid &grid) const
{
    for (int day = 0; day < weekdays; ++day) {
        for (int hour = 0; hour < hours; ++hour) {
            const qint64 count = m_figures.at(day).at(hour);
            QColor colour = palette().color(count > 0 ? QPalette::Highlight : QPalette::Text);
            const double share = std::sqrt(double(count) / double(m_most));
            colour.setAlphaF(static_cast<float>(count > 0 ? 0.15 + 0.85 * share : 0.05));
            painter.fillRect(QRectF(grid.cells.left() + hour * grid.width,
                                    grid.cells.top() + day * grid.height, grid.width - 1,
                                    grid.height - 1),
                             colour);
        }
    }
}

void BusyHoursPlot::paintWords(QPainter &painter, const Grid &grid) const
{
    painter.setPen(palette().color(QPalette::Text));
    for (int day = 0; day < weekdays; ++day) {
        painter.drawText(QRectF(weekMargin, grid.cells.top() + day * grid.height,
                                grid.cells.left() - 2 * weekMargin, grid.height),
                         Qt::AlignVCenter | Qt::AlignRight,
                         QLocale().dayName(day + 1, QLocale::ShortFormat));
    }
    for (int hour = 0; hour <= hours; hour += hoursApart) {
        const double middle = grid.cells.left() + hour * grid.width;
        painter.drawText(QRectF(middle - 40, grid.cells.bottom() + 2, 80, fontMetrics().height()),
                         Qt::AlignCenter, QString::number(hour));
    }
}

QString BusyHoursPlot::linesAt(QPointF point) const
{
    const Grid grid = gridIn(size());
    if (m_most == 0 || !grid.cells.contains(point))
        return {};
    const int hour = qBound(0, qFloor((point.x() - grid.cells.left()) / grid.width), hours - 1);
    const int day = qBound(0, qFloor((point.y() - grid.cells.top()) / grid.height), weekdays - 1);
    return cellWords(day, hour, m_figures.at(day).at(hour));
}

bool BusyHoursPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString lines = linesAt(help->pos());
    if (lines.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), toolTipText(lines), this);
    return true;
}

void BusyHoursPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, size());
}

} // namespace headway
