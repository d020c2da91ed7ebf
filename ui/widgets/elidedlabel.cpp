#include "ui/widgets/elidedlabel.h"

#include "ui/models/plaintext.h"

#include <QPainter>

namespace headway {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    const QString line = oneLine(text);
    if (line == m_text)
        return;
    m_text = line;
    setAccessibleName(line);
    refreshToolTip();
    updateGeometry();
    update();
}

QString ElidedLabel::shownText() const
{
    return fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
}

QSize ElidedLabel::sizeHint() const
{
    const QSize text(fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height());
    return text.grownBy(contentsMargins());
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize text(fontMetrics().averageCharWidth() * 4, fontMetrics().height());
    return text.grownBy(contentsMargins());
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::TextSingleLine, shownText());
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    refreshToolTip();
}

void ElidedLabel::refreshToolTip()
{
    setToolTip(shownText() == m_text ? QString() : toolTipText(m_text));
}

} // namespace headway
