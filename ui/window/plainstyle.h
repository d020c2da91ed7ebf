#pragma once

#include <QProxyStyle>

namespace headway {

/// Fusion with icons of this program's own, and buttons of dialogs without any. Qt's are pictures
/// in files: for the first of them it loads whatever plugins read pictures, and looks through the
/// system's themes. The icon of the menu entry one is at is as light or dark as its text, and what
/// cannot be chosen casts no shadow, which blurs it in the dark.
class PlainStyle : public QProxyStyle
{
    Q_OBJECT

public:
    PlainStyle();

    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap standardIcon, const QStyleOption *option,
                       const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
};

} // namespace headway
