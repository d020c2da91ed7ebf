#include "ui/window/appearance.h"

#include <QApplication>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<Theme, const char *> words[] = {
    {Theme::System, "system"}, {Theme::Light, "light"}, {Theme::Dark, "dark"}};

/// The shades that a palette is made of.
struct Shades
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb dimmed;
    QRgb disabled;
    QRgb highlight;
    QRgb highlighted;
    QRgb link;
};

constexpr Shades light{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xfff3f4f6, 0xff1d2125,
                       0xff626a73, 0xffa0a6ad, 0xff2a6fc9, 0xffffffff, 0xff1f66c1};
constexpr Shades dark{0xff23272b, 0xff1b1e21, 0xff212428, 0xff2d3237, 0xffe4e7ea,
                      0xff9aa3ac, 0xff6b737b, 0xff2f68ad, 0xffffffff, 0xff6cb2ff};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(QColor::fromRgb(shades.button), QColor::fromRgb(shades.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor::fromRgb(colour));
    };
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        set(role, shades.text);
    set(QPalette::ToolTipBase, shades.button);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::PlaceholderText, shades.dimmed);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, shades.highlighted);
    set(QPalette::Link, shades.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(shades.disabled));
    return palette;
}

} // namespace

QString wordOf(Theme theme)
{
    for (const auto &[known, word] : words) {
        if (known == theme)
            return QString::fromLatin1(word);
    }
    return {};
}

Theme themeFromWord(const QString &text)
{
    for (const auto &[theme, word] : words) {
        if (text == QLatin1StringView(word))
            return theme;
    }
    return Theme::System;
}

std::optional<QPalette> paletteFor(Theme theme)
{
    if (theme == Theme::System)
        return std::nullopt;
    return paletteOf(theme == Theme::Dark ? dark : light);
}

void applyTheme(QApplication &application, Theme theme)
{
    application.setStyle(u"Fusion"_s);
    application.setPalette(paletteFor(theme).value_or(QPalette()));
}

} // namespace headway
