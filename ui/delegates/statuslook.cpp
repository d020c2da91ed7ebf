#include "ui/delegates/statuslook.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Pair
{
    QRgb onLight;
    QRgb onDark;
};

constexpr Pair blue{0xff1f66c1, 0xff6cb2ff};
constexpr Pair green{0xff1a7434, 0xff62c77c};
constexpr Pair red{0xffb8202b, 0xffff8078};
constexpr Pair amber{0xff8c5600, 0xfff0b356};
constexpr Pair grey{0xff5b6269, 0xffa3abb3};

Pair coloursOf(TaskStatus status, bool stalled)
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
    const Pair pair = coloursOf(status, stalled);
    return QColor::fromRgb(isDark(palette) ? pair.onDark : pair.onLight);
}

} // namespace headway
