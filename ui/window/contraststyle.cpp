#include "ui/window/contraststyle.h"

#include "ui/delegates/statuslook.h"

#include <QPainter>
#include <QStyleOption>
#include <QTransform>

namespace headway {

namespace {

void drawLine(QPainter *painter, const QRect &rect, const QColor &colour, int width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setBrush(Qt::NoBrush);
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter->setPen(pen);
    painter->drawRect(rect.adjusted(width / 2, width / 2, -(width + 1) / 2, -(width + 1) / 2));
    painter->restore();
}

void drawRing(QPainter *painter, const QRect &rect, const QColor &colour, double width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colour, width));
    // Through the middle of pixels, or it would be grey.
    painter->drawEllipse(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5));
    painter->restore();
}

/// In the middle of @p button.
void drawArrow(QPainter *painter, const QRect &button, Qt::ArrowType direction,
               const QColor &colour)
{
    const double reach = qMin(button.width(), button.height()) / 3.2;
    QTransform turn;
    turn.translate(button.x() + button.width() / 2.0, button.y() + button.height() / 2.0);
    turn.rotate(direction == Qt::UpArrow          ? 0
                    : direction == Qt::RightArrow ? 90
                    : direction == Qt::DownArrow  ? 180
                                                  : 270);
    const QPolygonF up({{-reach, reach / 2}, {0, -reach / 2}, {reach, reach / 2}});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawPolygon(turn.map(up));
    painter->restore();
}

/// A button whose arrow can lead no further stays as faint as it is.
void drawScrollButton(QPainter *painter, const QRect &button, Qt::ArrowType direction, bool leads,
                      const QStyleOption &option)
{
    if (button.isEmpty())
        return;
    const QColor colour = option.palette.color(QPalette::WindowText);
    drawLine(painter, button, colour, 1);
    if (leads)
        drawArrow(painter, button, direction, colour);
}

void outline(QPainter *painter, const QStyleOption &option)
{
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    drawLine(painter, option.rect, option.palette.color(QPalette::WindowText), hasFocus ? 2 : 1);
}

bool isOutlined(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_Frame:
    case QStyle::PE_FrameGroupBox:
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_FrameMenu:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_PanelButtonCommand:
    case QStyle::PE_PanelTipLabel:
        return true;
    default:
        return false;
    }
}

} // namespace

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    const bool isPlain = !isHighContrast(option->palette);
    if (element == PE_FrameFocusRect && !isPlain)
        return drawLine(painter, option->rect, option->palette.color(QPalette::WindowText), 2);
    PlainStyle::drawPrimitive(element, option, painter, widget);
    if (isPlain) {
        const QColor faint = option->palette.color(QPalette::PlaceholderText);
        if (element == PE_IndicatorCheckBox || element == PE_FrameMenu)
            drawLine(painter, option->rect, faint, 1);
        else if (element == PE_IndicatorRadioButton)
            drawRing(painter, option->rect, faint, 1);
        return;
    }
    const bool isPressable =
        element == PE_PanelButtonTool && option->state & (State_Raised | State_Sunken | State_On);
    if (isOutlined(element) || isPressable)
        outline(painter, *option);
    else if (element == PE_IndicatorRadioButton)
        drawRing(painter, option->rect, option->palette.color(QPalette::WindowText),
                 option->state & State_HasFocus ? 2.5 : 1.5);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    PlainStyle::drawComplexControl(control, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    if (control == CC_ComboBox || control == CC_SpinBox)
        outline(painter, *option);
    else if (control == CC_ScrollBar)
        drawScrollBar(static_cast<const QStyleOptionSlider &>(*option), painter, widget);
}

void ContrastStyle::drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter,
                                  const QWidget *widget) const
{
    const auto part = [&](SubControl which) {
        const bool isWanted = bar.subControls & which;
        return isWanted ? subControlRect(CC_ScrollBar, &bar, which, widget) : QRect();
    };
    const bool isUpright = bar.orientation == Qt::Vertical;
    const bool isMirrored = !isUpright && bar.direction == Qt::RightToLeft;
    const Qt::ArrowType less = isUpright ? Qt::UpArrow
        : isMirrored                     ? Qt::RightArrow
                                         : Qt::LeftArrow;
    const Qt::ArrowType more = isUpright ? Qt::DownArrow
        : isMirrored                     ? Qt::LeftArrow
                                         : Qt::RightArrow;
    if (const QRect slider = part(SC_ScrollBarSlider); !slider.isEmpty())
        drawLine(painter, slider, bar.palette.color(QPalette::WindowText), 1);
    drawScrollButton(painter, part(SC_ScrollBarSubLine), less, bar.sliderValue > bar.minimum, bar);
    drawScrollButton(painter, part(SC_ScrollBarAddLine), more, bar.sliderValue < bar.maximum, bar);
}

void ContrastStyle::drawControl(ControlElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const
{
    PlainStyle::drawControl(element, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    if (element == CE_TabBarTabShape || element == CE_HeaderSection)
        drawLine(painter, option->rect, option->palette.color(QPalette::WindowText),
                 option->state & State_Selected ? 2 : 1);
    else if (element == CE_Splitter)
        painter->fillRect(option->rect, option->palette.color(QPalette::WindowText));
}

/// Room for the line around a menu, which its entries would else be painted upon.
int ContrastStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                               const QWidget *widget) const
{
    return metric == PM_MenuPanelWidth ? 1 : PlainStyle::pixelMetric(metric, option, widget);
}

} // namespace headway
