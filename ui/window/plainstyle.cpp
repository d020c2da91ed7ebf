#include "ui/window/plainstyle.h"

#include "ui/delegates/icons.h"

#include <QStyleFactory>

namespace headway {

using namespace Qt::StringLiterals;

PlainStyle::PlainStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
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
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace headway
