#include "ui/delegates/drawnlines.h"

#include <QPainter>

namespace headway {

namespace {

constexpr qsizetype charactersKept = 50'000;
constexpr qsizetype charactersOfALine = 60; // what it costs beside its own, about

} // namespace

DrawnLines::Line::Line(const QString &text, const QFont &font, Qt::LayoutDirection direction,
                       QPaintDevice *device)
    : layout(text, font, device)
{
    QTextOption options;
    options.setTextDirection(direction);
    options.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(options);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    line = layout.createLine();
    layout.endLayout();
}

DrawnLines::DrawnLines()
    : m_lines(charactersKept)
{
}

void DrawnLines::keepFor(const QStyleOptionViewItem &option, const QPaintDevice &device)
{
    const int dotsPerInch = device.logicalDpiY();
    if (option.font == m_font && option.direction == m_direction && dotsPerInch == m_dotsPerInch)
        return;
    m_lines.clear();
    m_font = option.font;
    m_direction = option.direction;
    m_dotsPerInch = dotsPerInch;
}

/// @return holds until the next call
DrawnLines::Line *DrawnLines::lineOf(const Key &key, const QStyleOptionViewItem &option,
                                     QPaintDevice *device)
{
    if (Line *known = m_lines.object(key))
        return known;
    const QString text = key.width < 0
        ? key.text
        : option.fontMetrics.elidedText(key.text, Qt::ElideRight, key.width);
    auto *line = new Line(text, m_font, m_direction, device);
    m_lines.insert(key, line, qMin(text.size() + charactersOfALine, charactersKept / 2));
    return line;
}

void DrawnLines::draw(QPainter *painter, const QRect &area, Qt::Alignment alignment,
                      const QString &text, const QStyleOptionViewItem &option)
{
    keepFor(option, *painter->device());
    Line *line = lineOf({text, -1}, option, painter->device());
    if (line->line.naturalTextWidth() > area.width())
        line = lineOf({text, area.width()}, option, painter->device());
    const bool isRight = QStyle::visualAlignment(option.direction, alignment) & Qt::AlignRight;
    const qreal spare = area.width() - line->line.naturalTextWidth();
    line->line.draw(painter,
                    QPointF(area.x() + (isRight ? spare : 0),
                            area.y() + (area.height() - line->line.height()) / 2));
}

} // namespace headway
