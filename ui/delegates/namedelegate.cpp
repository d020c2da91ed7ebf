#include "ui/delegates/namedelegate.h"

#include "ui/delegates/icons.h"

#include <QPainter>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int markGap = 4;

int markSide(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.ascent();
}

} // namespace

NameDelegate::NameDelegate(int pinnedRole, QObject *parent)
    : CellDelegate(parent)
    , m_pinnedRole(pinnedRole)
{
}

void NameDelegate::paintContent(QPainter *painter, const QRect &area,
                                const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(m_pinnedRole).toBool())
        return CellDelegate::paintContent(painter, area, option, index);
    // At the same place in every row, so that the pins stand in a line.
    const int side = markSide(option);
    const QPoint place(area.right() + 1 - side, area.center().y() - side / 2);
    painter->drawPixmap(
        place,
        tintedPixmap(u"pin"_s, textColour(option), side, painter->device()->devicePixelRatioF()));
    CellDelegate::paintContent(painter, area.adjusted(0, 0, -side - markGap, 0), option, index);
}

int NameDelegate::extraWidth(const QStyleOptionViewItem &option) const
{
    return markSide(option) + markGap;
}

} // namespace headway
