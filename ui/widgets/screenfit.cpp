#include "ui/widgets/screenfit.h"

#include <QScreen>
#include <QWidget>

namespace headway {

namespace {

constexpr double partOfScreen = 0.95; // a frame is around it

} // namespace

QSize fittingScreen(QSize wanted, const QWidget &widget)
{
    return wanted.boundedTo(widget.screen()->availableSize() * partOfScreen);
}

} // namespace headway
