#pragma once

#include <QColor>
#include <QRect>

#include <optional>

class QPainter;

namespace headway {

struct ProgressColours
{
    QColor done;
    QColor track;
};

/// A bar in @p colour on a faint track of the same hue.
ProgressColours progressColours(const QColor &colour);

/// Where the bar stands in @p area: centred, in proportion to a line of @p lineHeight.
QRect progressBarRect(const QRect &area, int lineHeight);

/// Fills @p fraction of @p bar, [0, 1]; stripes all of it when that is unknown.
void paintProgressBar(QPainter *painter, const QRect &bar, std::optional<double> fraction,
                      const ProgressColours &colours);

} // namespace headway
