#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace headway {

/// The icon :/headway/icons/ui/NAME.svg in the palette's colours: text for normal, dimmed for
/// disabled, highlighted text for selected. Follows a change of the application's palette, sharp at
/// any scale.
QIcon paletteIcon(const QString &name);

/// Headway's own, in its colours. Drawn here: Qt would look for a plugin that can.
QIcon applicationIcon();

/// The same icon in one colour, @p side device-independent pixels wide and high; from a cache.
QPixmap tintedPixmap(const QString &name, const QColor &colour, int side, qreal devicePixelRatio);

} // namespace headway
