#include "ui/delegates/progressbar.h"

#include <QPainter>

namespace headway {

namespace {

void paintStripes(QPainter *painter, const QRect &bar, const QColor &colour)
{
    const int step = qMax(4, bar.height());
    painter->setClipRect(bar, Qt::IntersectClip);
    for (int x = bar.left() - step; x < bar.right() + step; x += 2 * step) {
        const QPoint corners[] = {{x, bar.bottom() + 1},
                                  {x + step, bar.bottom() + 1},
                                  {x + 2 * step, bar.top()},
                                  {x + step, bar.top()}};
        painter->setBrush(colour);
        painter->drawConvexPolygon(corners, 4);
    }
}

} // namespace

ProgressColours progressColours(const QColor &colour)
{
    constexpr float faint = 0.18F;
    QColor track = colour;
    track.setAlphaF(track.alphaF() * faint);
    return {colour, track};
}

QRect progressBarRect(const QRect &area, int lineHeight)
{
    const int height = qMax(6, lineHeight / 2);
    return {area.left(), area.top() + (area.height() - height) / 2, area.width(), height};
}

void paintProgressBar(QPainter *painter, const QRect &bar, std::optional<double> fraction,
                      const ProgressColours &colours)
{
    painter->fillRect(bar, colours.track);
    if (fraction) {
        QRectF done(bar);
        done.setWidth(bar.width() * qBound(0.0, *fraction, 1.0));
        painter->fillRect(done, colours.done);
        return;
    }
    painter->save();
    painter->setPen(Qt::NoPen);
    painter->setRenderHint(QPainter::Antialiasing);
    QColor stripe = colours.done;
    stripe.setAlphaF(stripe.alphaF() * 0.6F);
    paintStripes(painter, bar, stripe);
    painter->restore();
}

} // namespace headway
