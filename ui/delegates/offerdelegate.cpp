#include "ui/delegates/offerdelegate.h"

namespace headway {

namespace {

constexpr int beforeMeaning = 16;

/// Of the widest of all that are offered, and a gap: there are few.
int offerWidth(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    int widest = 0;
    for (int row = 0; row < index.model()->rowCount(index.parent()); ++row) {
        const QString text = index.siblingAtRow(row).data().toString();
        widest = qMax(widest, option.fontMetrics.horizontalAdvance(text));
    }
    return widest + beforeMeaning;
}

} // namespace

OfferDelegate::OfferDelegate(int meaningRole, QObject *parent)
    : CellDelegate(parent)
    , m_meaningRole(meaningRole)
{
}

QSize OfferDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString meaning = index.data(m_meaningRole).toString();
    return {offerWidth(option, index) + option.fontMetrics.horizontalAdvance(meaning)
                + 2 * sideMargin,
            CellDelegate::sizeHint(option, index).height()};
}

void OfferDelegate::paintContent(QPainter *painter, const QRect &area,
                                 const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CellDelegate::paintContent(painter, area, option, index);
    QStyleOptionViewItem dimmed = option;
    dimmed.palette.setBrush(QPalette::Text, option.palette.placeholderText());
    drawText(painter, area.adjusted(offerWidth(option, index), 0, 0, 0), Qt::AlignLeft,
             index.data(m_meaningRole).toString(), dimmed);
}

} // namespace headway
