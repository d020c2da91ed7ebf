#include "ui/widgets/outputcolours.h"

#include "ui/delegates/contrast.h"
#include "ui/delegates/statuslook.h"

#include <QColor>

#include <algorithm>
#include <array>

namespace headway {

namespace {

using Kind = TerminalColour::Kind;

constexpr std::array<QRgb, 16> onLight{
    0xff2e3436, 0xffb8202b, 0xff1a7434, 0xff8c5600, 0xff1f66c1, 0xff8b3a94, 0xff0b6b74, 0xff5b6269,
    0xff555753, 0xffd0202e, 0xff1d7f3a, 0xff8f6200, 0xff2b6fd0, 0xff9a45a4, 0xff0f7680, 0xff454b50};
constexpr std::array<QRgb, 16> onDark{
    0xff8a9199, 0xffff8078, 0xff62c77c, 0xfff0b356, 0xff6cb2ff, 0xffd69be0, 0xff5cc8d3, 0xffd3d7cf,
    0xffa3abb3, 0xffff9d96, 0xff86dba0, 0xfffccf7e, 0xff90c6ff, 0xffe6b8ee, 0xff84dce5, 0xffffffff};
constexpr std::array<QRgb, 16> grounds{
    0xff2e3436, 0xffcc2936, 0xff2a8c46, 0xffc4a000, 0xff3465a4, 0xff75507b, 0xff06989a, 0xffd3d7cf,
    0xff555753, 0xffef4b55, 0xff5ac16f, 0xfffce94f, 0xff729fcf, 0xffad7fa8, 0xff34e2e2, 0xffeeeeec};

/// One of xterm's 256, from 16 on: a cube of 6 by 6 by 6, then a row of greys.
QColor ofCube(quint32 index)
{
    constexpr std::array<int, 6> steps{0, 95, 135, 175, 215, 255};
    constexpr quint32 firstGrey = 232;
    if (index >= firstGrey) {
        const int grey = static_cast<int>(8 + (index - firstGrey) * 10);
        return {grey, grey, grey};
    }
    const quint32 place = index - 16;
    return {steps.at(place / 36), steps.at(place / 6 % 6), steps.at(place % 6)};
}

QColor colourOf(const TerminalColour &colour, const std::array<QRgb, 16> &first)
{
    if (colour.kind == Kind::Rgb)
        return QColor::fromRgb(colour.value | 0xff000000);
    return colour.value < first.size() ? QColor::fromRgb(first.at(colour.value))
                                       : ofCube(colour.value);
}

/// The same hue, lighter or darker until it stands out from @p ground by @p enough.
QColor readable(const QColor &colour, const QColor &ground, double enough)
{
    constexpr int steps = 25;
    constexpr float step = 1.0F / steps;
    const float direction = luminance(ground) < 0.18 ? step : -step;
    float hue = 0;
    float saturation = 0;
    float lightness = 0;
    colour.getHslF(&hue, &saturation, &lightness);
    QColor shown = colour;
    for (int i = 0; i < steps && contrast(shown, ground) < enough; ++i) {
        lightness = std::clamp(lightness + direction, 0.0F, 1.0F);
        shown = QColor::fromHslF(std::max(hue, 0.0F), saturation, lightness);
    }
    return shown;
}

QColor contrastTo(const QColor &ground)
{
    constexpr int halfGrey = 140;
    return qGray(ground.rgb()) < halfGrey ? QColor(Qt::white) : QColor(Qt::black);
}

struct Pair
{
    QColor text;
    QColor ground; ///< invalid: none
};

Pair coloursOf(const TerminalStyle &style, const QPalette &palette)
{
    const bool dark = isDark(palette);
    Pair pair;
    if (style.ground.kind != Kind::Own)
        pair.ground = colourOf(style.ground, grounds);
    if (style.text.kind == Kind::Own)
        pair.text = pair.ground.isValid() ? contrastTo(pair.ground) : palette.color(QPalette::Text);
    else if (pair.ground.isValid())
        pair.text = colourOf(style.text, grounds);
    else
        pair.text = colourOf(style.text, dark ? onDark : onLight);
    if (style.text.kind != Kind::Own && !pair.ground.isValid())
        pair.text = readable(pair.text, palette.color(QPalette::Base), readableContrast(palette));
    if (style.reversed) {
        const QColor ground = pair.ground.isValid() ? pair.ground : palette.color(QPalette::Base);
        pair = {ground, pair.text};
    }
    return pair;
}

} // namespace

QTextCharFormat outputFormat(const TerminalStyle &style, const QPalette &palette)
{
    Pair pair = coloursOf(style, palette);
    if (style.faint)
        pair.text = palette.color(QPalette::PlaceholderText);
    // As far as the ground allows: at the end of the way stand black and white.
    if (pair.ground.isValid() && isHighContrast(palette))
        pair.text = readable(pair.text, pair.ground, readableContrast(palette));
    QTextCharFormat format;
    format.setForeground(pair.text);
    if (pair.ground.isValid())
        format.setBackground(pair.ground);
    format.setFontWeight(style.bold ? QFont::Bold : QFont::Normal);
    format.setFontItalic(style.italic);
    format.setFontUnderline(style.underlined);
    format.setFontStrikeOut(style.struckOut);
    return format;
}

} // namespace headway
