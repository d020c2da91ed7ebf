#include "ui/delegates/celldelegate.h"

#include <QPainter>

namespace headway {

namespace {

constexpr int lineMargin = 5;

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
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
                            const QString &text, const QStyleOptionViewItem &option) const
{
    if (text.isEmpty() || area.width() <= 0)
        return;
    painter->setPen(textColour(option));
    m_lines.draw(painter, area, alignment, text, option);
}

QColor CellDelegate::textColour(const QStyleOptionViewItem &option)
{
    const bool selected = option.state & QStyle::State_Selected;
    return option.palette.color(groupOf(option),
                                selected ? QPalette::HighlightedText : QPalette::Text);
}

} // namespace headway
