#pragma once

#include "ui/window/plainstyle.h"

class QStyleOptionSlider;

namespace headway {

/// Fusion for dark palettes, whose own outlines are shades of the ground: hardly seen in the dark,
/// and not at all in black. What is to be checked has one that is seen, and so has a menu; in high
/// contrast whatever can be used has a line around it in the colour of the text, and what has the
/// focus a thicker one.
class ContrastStyle final : public PlainStyle
{
    Q_OBJECT

public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;

private:
    void drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter,
                       const QWidget *widget) const;
};

} // namespace headway
