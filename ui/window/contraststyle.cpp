#include "ui/window/contraststyle.h"

#include "ui/delegates/statuslook.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

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

void drawRing(QPainter *painter, const QStyleOption &option)
{
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(option.palette.color(QPalette::WindowText), hasFocus ? 2.5 : 1.5));
    // Through the middle of pixels, or it would be grey.
    painter->drawEllipse(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5));
    painter->restore();
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

ContrastStyle::ContrastStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    const bool isPlain = !isHighContrast(option->palette);
    if (element == PE_FrameFocusRect && !isPlain)
        return drawLine(painter, option->rect, option->palette.color(QPalette::WindowText), 2);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (isPlain) {
        if (element == PE_IndicatorCheckBox)
            drawLine(painter, option->rect, option->palette.color(QPalette::PlaceholderText), 1);
        return;
    }
    const bool isPressable =
        element == PE_PanelButtonTool && option->state & (State_Raised | State_Sunken | State_On);
    if (isOutlined(element) || isPressable)
        outline(painter, *option);
    else if (element == PE_IndicatorRadioButton)
        drawRing(painter, *option);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    if (control == CC_ComboBox || control == CC_SpinBox)
        outline(painter, *option);
    else if (control == CC_ScrollBar && option->subControls & SC_ScrollBarSlider)
        drawLine(painter, subControlRect(control, option, SC_ScrollBarSlider, widget),
                 option->palette.color(QPalette::WindowText), 1);
}

void ContrastStyle::drawControl(ControlElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    if (element == CE_TabBarTabShape || element == CE_HeaderSection)
        drawLine(painter, option->rect, option->palette.color(QPalette::WindowText),
                 option->state & State_Selected ? 2 : 1);
    else if (element == CE_Splitter)
        painter->fillRect(option->rect, option->palette.color(QPalette::WindowText));
}

} // namespace headway
