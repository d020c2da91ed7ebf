#include "ui/widgets/keptbarstyle.h"

#include <QApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleOptionSlider>

namespace headway {

namespace {

/// What makes the picture of a part, wherever it is.
QString keyOf(const QStyleOptionSlider &part, QSize size, qreal scale)
{
    const auto number = [](auto value) { return QString::number(value) + u' '; };
    return QStringLiteral("headway bar ") + number(quintptr(QApplication::style()))
        + number(size.width()) + number(size.height()) + number(scale)
        + number(part.palette.cacheKey()) + number(part.state.toInt())
        + number(part.subControls.toInt()) + number(part.activeSubControls.toInt())
        + number(int(part.direction));
}

/// In pieces that are too low to be shared among threads.
void drawLow(QPainter &painter, const QPoint &place, const QPixmap &picture)
{
    constexpr int pieceHeight = 64; // of the device
    const qreal scale = picture.devicePixelRatio();
    for (int top = 0; top < picture.height(); top += pieceHeight) {
        painter.drawPixmap(QPointF(place.x(), place.y() + top / scale), picture,
                           QRectF(0, top, picture.width(), pieceHeight));
    }
}

void drawKept(QPainter &painter, const QStyleOptionSlider &part, const QRect &place,
              const QWidget *widget)
{
    const qreal scale = painter.device()->devicePixelRatioF();
    const QString key = keyOf(part, place.size(), scale);
    QPixmap kept;
    if (!QPixmapCache::find(key, &kept)) {
        kept = QPixmap((QSizeF(place.size()) * scale).toSize());
        kept.setDevicePixelRatio(scale);
        kept.fill(Qt::transparent);
        QPainter once(&kept);
        once.translate(-place.topLeft());
        QApplication::style()->drawComplexControl(QStyle::CC_ScrollBar, &part, &once, widget);
        once.end();
        QPixmapCache::insert(key, kept);
    }
    drawLow(painter, place.topLeft(), kept);
}

} // namespace

// Named, because a proxy style would else stand on the desktop's and not on the application's.
KeptBarStyle::KeptBarStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void KeptBarStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QApplication::style()->drawComplexControl(control, option, painter, widget);
    QStyleOptionSlider part = *bar;
    part.subControls = bar->subControls & ~SC_ScrollBarSlider;
    drawKept(*painter, part, bar->rect, widget);
    part.subControls = SC_ScrollBarSlider;
    const QRect slider =
        QApplication::style()->subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
    drawKept(*painter, part, slider.adjusted(-1, -1, 1, 1), widget); // with its outline
}

} // namespace headway
