#include "ui/window/plainstyle.h"

#include "ui/delegates/icons.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionMenuItem>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// One that is checked has a ground of its own behind its icon.
bool isLit(const QStyleOptionMenuItem &item)
{
    return item.state & QStyle::State_Selected && item.state & QStyle::State_Enabled
        && !item.checked && !item.icon.isNull();
}

} // namespace

PlainStyle::PlainStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void PlainStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (element != CE_MenuItem || !item || !isLit(*item))
        return QProxyStyle::drawControl(element, option, painter, widget);
    const int side = pixelMetric(PM_SmallIconSize, option, widget);
    const qreal scale = painter->device()->devicePixelRatioF();
    QStyleOptionMenuItem lit(*item);
    lit.icon = QIcon(item->icon.pixmap({side, side}, scale, QIcon::Selected));
    QProxyStyle::drawControl(element, &lit, painter, widget);
}

QIcon PlainStyle::standardIcon(StandardPixmap standardIcon, const QStyleOption *option,
                               const QWidget *widget) const
{
    switch (standardIcon) {
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton:
        return paletteIcon(u"down"_s);
    case SP_LineEditClearButton:
        return paletteIcon(u"close"_s);
    default:
        return QProxyStyle::standardIcon(standardIcon, option, widget);
    }
}

int PlainStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons || hint == SH_EtchDisabledText)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace headway
