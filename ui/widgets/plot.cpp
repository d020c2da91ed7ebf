#include "ui/widgets/plot.h"

#include "ui/models/plaintext.h"

#include <QAbstractAxis>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QPainter>
#include <QToolTip>

namespace headway {

namespace {

constexpr int plotMargin = 6;

QColor faint(const QPalette &palette)
{
    QColor colour = palette.color(QPalette::Text);
    colour.setAlphaF(0.15F);
    return colour;
}

} // namespace

Plot::Plot(const QString &title, QWidget *parent)
    : QChartView(parent)
    , m_title(title)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMinimumSize(360, 230); // with less its axes lose their words
    setAccessibleName(title);
    // A view takes what is dropped for its scene: it is the window's.
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    setHeading(title);
    chart()->setMargins(QMargins(plotMargin, plotMargin, plotMargin, plotMargin));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->legend()->setAlignment(Qt::AlignBottom);
    restyle();
}

Plot::~Plot() = default;

QSize Plot::sizeHint() const
{
    return {520, 300};
}

void Plot::setHeading(const QString &heading)
{
    m_heading = heading;
    chart()->setTitle(heading.toHtmlEscaped());
}

void Plot::paintPicture(QPainter &painter)
{
    painter.save();
    render(&painter, rect(), rect());
    painter.restore();
    painter.setFont(font());
    paintEmptyText(painter);
}

void Plot::clear()
{
    chart()->removeAllSeries();
    const QList<QAbstractAxis *> axes = chart()->axes();
    for (QAbstractAxis *axis : axes) {
        chart()->removeAxis(axis);
        delete axis;
    }
    QToolTip::hideText();
}

void Plot::setAxes(QAbstractAxis *bottom, QAbstractAxis *left)
{
    chart()->addAxis(bottom, Qt::AlignBottom);
    chart()->addAxis(left, Qt::AlignLeft);
}

void Plot::showSeries(const QString &summary)
{
    m_emptyText.clear();
    setAccessibleDescription(summary);
    chart()->legend()->show();
    restyle();
    colour();
}

void Plot::showEmpty(const QString &text)
{
    clear();
    m_emptyText = text;
    setAccessibleDescription(text);
    chart()->legend()->hide();
    viewport()->update();
}

void Plot::showToolTip(const QString &lines)
{
    if (lines.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(QCursor::pos(), toolTipText(lines), viewport());
}

void Plot::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    restyle();
    if (!chart()->series().isEmpty())
        colour();
}

void Plot::restyle()
{
    const QPalette colours = palette();
    QFont titleFont = font();
    titleFont.setBold(true);
    chart()->setBackgroundBrush(colours.color(QPalette::Base));
    chart()->setTitleBrush(colours.color(QPalette::Text));
    chart()->setTitleFont(titleFont);
    chart()->legend()->setLabelColor(colours.color(QPalette::Text));
    chart()->legend()->setFont(font());
    setBackgroundBrush(colours.color(QPalette::Base));
    for (QAbstractAxis *axis : chart()->axes()) {
        axis->setLabelsFont(font());
        axis->setLabelsBrush(colours.color(QPalette::Text));
        axis->setTitleFont(font());
        axis->setTitleBrush(colours.color(QPalette::PlaceholderText));
        axis->setLinePen(QPen(colours.color(QPalette::Mid)));
        axis->setGridLinePen(QPen(faint(colours)));
    }
}

void Plot::paintEvent(QPaintEvent *event)
{
    QChartView::paintEvent(event);
    QPainter painter(viewport());
    paintEmptyText(painter);
}

void Plot::paintEmptyText(QPainter &painter) const
{
    if (m_emptyText.isEmpty())
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

} // namespace headway
