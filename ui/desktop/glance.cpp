#include "ui/desktop/glance.h"

#include "ui/delegates/icons.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct GlanceWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::GlanceWords)
};

constexpr int iconSides[] = {16, 22, 24, 32, 48, 64};
constexpr QRgb red = 0xffb8202b;
constexpr QRgb blue = 0xff1f66c1;

/// A white sign on a disc with a white rim, which stands off from any panel and from the icon.
void drawBadge(QPainter &painter, qreal side, QRgb colour, const QPainterPath &sign)
{
    const qreal diameter = side * 0.62;
    painter.translate(side - diameter, side - diameter);
    painter.scale(diameter, diameter);
    painter.setPen(QPen(Qt::white, 0.1));
    painter.setBrush(QColor::fromRgb(colour));
    painter.drawEllipse(QRectF(0.05, 0.05, 0.9, 0.9));
    painter.setPen(QPen(Qt::white, 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::white);
    painter.drawPath(sign);
}

QPainterPath cross()
{
    QPainterPath path(QPointF(0.34, 0.34));
    path.lineTo(0.66, 0.66);
    path.moveTo(0.66, 0.34);
    path.lineTo(0.34, 0.66);
    return path;
}

QPainterPath triangle()
{
    QPainterPath path(QPointF(0.4, 0.32));
    path.lineTo(0.68, 0.5);
    path.lineTo(0.4, 0.68);
    path.closeSubpath();
    return path;
}

} // namespace

QString glanceWords(const Glance &glance)
{
    QStringList parts;
    if (glance.running > 0)
        parts += GlanceWords::tr("%1 running").arg(glance.running);
    if (glance.failed > 0)
        parts += GlanceWords::tr("%1 failed").arg(glance.failed);
    return parts.isEmpty() ? GlanceWords::tr("Nothing runs") : parts.join(u", "_s);
}

QIcon glanceIcon(const Glance &glance)
{
    const QIcon plain = applicationIcon();
    QIcon icon;
    for (const int side : iconSides) {
        QPixmap pixmap = plain.pixmap(QSize(side, side), 1.0);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        if (glance.failed > 0)
            drawBadge(painter, side, red, cross());
        else if (glance.running > 0)
            drawBadge(painter, side, blue, triangle());
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace headway
