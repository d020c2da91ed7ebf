#include "ui/delegates/statuslook.h"

#include "ui/delegates/contrast.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Shades
{
    QRgb onLight;
    QRgb onDark;
    QRgb onWhite; ///< in high contrast; on black the one for dark is as readable
};

constexpr Shades blue{0xff1f66c1, 0xff6cb2ff, 0xff0b4590};
constexpr Shades green{0xff1a7434, 0xff62c77c, 0xff0b5423};
constexpr Shades red{0xffb8202b, 0xffff8078, 0xff94121c};
constexpr Shades amber{0xff8c5600, 0xfff0b356, 0xff663f00};
constexpr Shades grey{0xff5b6269, 0xffa3abb3, 0xff43484d};

Shades coloursOf(TaskStatus status, bool stalled)
{
    switch (status) {
    case TaskStatus::Processing:
        return stalled ? amber : blue;
    case TaskStatus::Completed:
        return green;
    case TaskStatus::Failed:
        return red;
    case TaskStatus::Lost:
    case TaskStatus::Cancelling:
        return amber;
    case TaskStatus::Pending:
    case TaskStatus::Paused:
    case TaskStatus::Cancelled:
        return grey;
    }
    return grey;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

bool isHighContrast(const QPalette &palette)
{
    constexpr double asFarAsCanBe = 20;
    const QColor base = palette.color(QPalette::Base);
    return base == palette.color(QPalette::Window)
        && contrast(base, palette.color(QPalette::Text)) > asFarAsCanBe;
}

double readableContrast(const QPalette &palette)
{
    return isHighContrast(palette) ? 7 : 4.5;
}

QString statusIconName(TaskStatus status, bool stalled)
{
    switch (status) {
    case TaskStatus::Pending:
        return u"waiting"_s;
    case TaskStatus::Processing:
        return stalled ? u"quiet"_s : u"running"_s;
    case TaskStatus::Paused:
        return u"paused"_s;
    case TaskStatus::Cancelling:
        return u"cancelling"_s;
    case TaskStatus::Completed:
        return u"completed"_s;
    case TaskStatus::Failed:
        return u"failed"_s;
    case TaskStatus::Cancelled:
        return u"cancelled"_s;
    case TaskStatus::Lost:
        return u"lost"_s;
    }
    return {};
}

QColor statusColour(TaskStatus status, bool stalled, const QPalette &palette)
{
    const Shades shades = coloursOf(status, stalled);
    if (isDark(palette))
        return QColor::fromRgb(shades.onDark);
    return QColor::fromRgb(isHighContrast(palette) ? shades.onWhite : shades.onLight);
}

} // namespace headway
