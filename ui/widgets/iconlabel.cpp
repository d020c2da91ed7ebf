#include "ui/widgets/iconlabel.h"

#include "ui/delegates/icons.h"

#include <QPainter>

namespace headway {

IconLabel::IconLabel(int side, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QString &name, const std::optional<QColor> &colour)
{
    m_name = name;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    if (m_name.isEmpty())
        return;
    QPainter painter(this);
    const QColor dimmed = palette().color(QPalette::PlaceholderText);
    painter.drawPixmap(
        0, 0, tintedPixmap(m_name, m_colour.value_or(dimmed), width(), devicePixelRatioF()));
}

} // namespace headway
