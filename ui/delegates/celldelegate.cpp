#include "ui/delegates/celldelegate.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace headway {

namespace {

constexpr int lineMargin = 5;

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

/// Most texts fit, and are drawn as they are laid out here: QFontMetrics and QPainter would each do
/// it anew.
QTextLine layOut(QTextLayout &layout, Qt::LayoutDirection direction)
{
    QTextOption options;
    options.setTextDirection(direction);
    options.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(options);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return line;
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.palette.brush(groupOf(option), QPalette::Highlight));
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip); // stacked accents stay in their row
    paintContent(painter, option.rect.adjusted(sideMargin, 0, -sideMargin, 0), option, index);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int textWidth = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {textWidth + extraWidth(option) + 2 * sideMargin,
            option.fontMetrics.height() + 2 * lineMargin};
}

void CellDelegate::paintContent(QPainter *painter, const QRect &area,
                                const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    drawText(painter, area, alignment, index.data().toString(), option);
}

int CellDelegate::extraWidth(const QStyleOptionViewItem &) const
{
    return 0;
}

void CellDelegate::drawText(QPainter *painter, const QRect &area, Qt::Alignment alignment,
                            const QString &text, const QStyleOptionViewItem &option)
{
    if (text.isEmpty() || area.width() <= 0)
        return;
    painter->setFont(option.font);
    painter->setPen(textColour(option));
    QTextLayout layout(text, option.font, painter->device());
    const QTextLine line = layOut(layout, option.direction);
    if (line.naturalTextWidth() > area.width()) {
        painter->drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
        return;
    }
    const bool isRight = QStyle::visualAlignment(option.direction, alignment) & Qt::AlignRight;
    const qreal spare = area.width() - line.naturalTextWidth();
    line.draw(
        painter,
        QPointF(area.x() + (isRight ? spare : 0), area.y() + (area.height() - line.height()) / 2));
}

QColor CellDelegate::textColour(const QStyleOptionViewItem &option)
{
    const bool selected = option.state & QStyle::State_Selected;
    return option.palette.color(groupOf(option),
                                selected ? QPalette::HighlightedText : QPalette::Text);
}

} // namespace headway
