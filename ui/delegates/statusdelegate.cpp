#include "ui/delegates/statusdelegate.h"

#include "ui/delegates/icons.h"
#include "ui/delegates/statuslook.h"

#include <QPainter>

namespace headway {

namespace {

constexpr int iconGap = 6;

int iconSide(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height();
}

} // namespace

StatusDelegate::StatusDelegate(int statusRole, int stalledRole, QObject *parent)
    : CellDelegate(parent)
    , m_statusRole(statusRole)
    , m_stalledRole(stalledRole)
{
}

void StatusDelegate::paintContent(QPainter *painter, const QRect &area,
                                  const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const QVariant value = index.data(m_statusRole);
    if (!value.isValid())
        return; // nothing is known of it yet
    const auto status = value.value<TaskStatus>();
    const bool stalled = index.data(m_stalledRole).toBool();
    const QColor colour = option.state & QStyle::State_Selected
        ? textColour(option)
        : statusColour(status, stalled, option.palette);
    const int side = iconSide(option);
    const QRect icon(area.left(), area.center().y() - side / 2, side, side);
    painter->drawPixmap(icon.topLeft(),
                        tintedPixmap(statusIconName(status, stalled), colour, side,
                                     painter->device()->devicePixelRatioF()));
    drawText(painter, area.adjusted(side + iconGap, 0, 0, 0), Qt::AlignLeft,
             index.data().toString(), option);
}

int StatusDelegate::extraWidth(const QStyleOptionViewItem &option) const
{
    return iconSide(option) + iconGap;
}

} // namespace headway
