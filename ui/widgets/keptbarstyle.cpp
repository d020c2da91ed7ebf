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
        + number(int(part.direction)) + number(int(part.sliderValue > part.minimum))
        + number(int(part.sliderValue < part.maximum));
}

/// @p whole in pieces along its longer side, so that the outline of one is no more than 95 pixels.
QList<QRect> piecesOf(const QRect &whole, qreal scale)
{
    constexpr int halfOutline = 47; // of the device
    constexpr int shortest = 16;
    const bool isHigh = whole.height() > whole.width();
    const double across = scale * qMin(whole.width(), whole.height());
    // A whole number of the device's pixels at scales by quarters.
    const int length = qMax(1, int(qMax<double>(shortest, halfOutline - across) / scale) / 4) * 4;
    QList<QRect> pieces;
    for (int from = 0; from < qMax(whole.width(), whole.height()); from += length) {
        const QRect piece = isHigh
            ? QRect(whole.left(), whole.top() + from, whole.width(), length)
            : QRect(whole.left() + from, whole.top(), length, whole.height());
        pieces += piece & whole;
    }
    return pieces;
}

QPixmap emptyPixmap(QSize size, qreal scale)
{
    QPixmap pixmap((QSizeF(size) * scale).toSize());
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

/// Each piece on a ground of its own: a style may put its own clip in the place of a painter's.
QPixmap pictureOf(const QStyleOptionSlider &part, const QRect &place, qreal scale,
                  const QWidget *widget)
{
    QPixmap whole = emptyPixmap(place.size(), scale);
    QPainter painter(&whole);
    for (const QRect &piece : piecesOf(place, scale)) {
        QPixmap ground = emptyPixmap(piece.size(), scale);
        QPainter once(&ground);
        once.translate(-piece.topLeft());
        QApplication::style()->drawComplexControl(QStyle::CC_ScrollBar, &part, &once, widget);
        once.end();
        painter.drawPixmap(piece.topLeft() - place.topLeft(), ground);
    }
    return whole;
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
        kept = pictureOf(part, place, scale, widget);
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
