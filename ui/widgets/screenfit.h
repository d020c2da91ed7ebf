#pragma once

#include <QSize>

class QWidget;

namespace headway {

/// @p wanted, or as much of it as there is room for on the screen of @p widget.
QSize fittingScreen(QSize wanted, const QWidget &widget);

} // namespace headway
