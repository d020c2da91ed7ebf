#include "ui/window/appearance.h"

#include "ui/delegates/statuslook.h"
#include "ui/window/contraststyle.h"

#include <QApplication>
#include <QPixmapCache>
#include <QStringList>
#include <QStyle>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

using Scheme = SystemLook::Scheme;

constexpr std::pair<Theme, const char *> words[] = {{Theme::System, "system"},
                                                    {Theme::Light, "light"},
                                                    {Theme::Dark, "dark"},
                                                    {Theme::HighContrast, "high-contrast"}};

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
constexpr Shades blackOnWhite{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xff000000,
                              0xff3d3d3d, 0xff545454, 0xff00307a, 0xffffffff, 0xff00307a};
constexpr Shades whiteOnBlack{0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xffffffff,
                              0xffd0d0d0, 0xffa8a8a8, 0xffffd700, 0xff000000, 0xff9fcbff};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(QColor::fromRgb(shades.button), QColor::fromRgb(shades.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor::fromRgb(colour));
    };
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText})
        set(role, shades.text);
    set(QPalette::ToolTipBase, shades.button);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::PlaceholderText, shades.dimmed);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, shades.highlighted);
    set(QPalette::Link, shades.link);
    set(QPalette::LinkVisited, shades.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(shades.disabled));
    return palette;
}

/// The system's, as it is now: an application's own palette hides it.
QPalette platformPalette(QApplication &application)
{
    application.setPalette(QPalette());
    return application.palette();
}

void applyStyle(QApplication &application, const QPalette &palette)
{
    const bool wantsContrast = isDark(palette) || isHighContrast(palette);
    const bool isContrast = qobject_cast<ContrastStyle *>(application.style());
    const bool isOurs = qobject_cast<PlainStyle *>(application.style());
    if (isOurs && isContrast == wantsContrast)
        return;
    // What is kept of its pictures is found by its address, where a later one may come to lie.
    QPixmapCache::clear();
    // The application's from here on.
    application.setStyle(wantsContrast ? new ContrastStyle : new PlainStyle);
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

QString wordsOf(const SystemLook &look)
{
    QStringList said;
    if (look.scheme != Scheme::Unknown)
        said += wordOf(look.scheme == Scheme::Dark ? Theme::Dark : Theme::Light);
    if (look.hasHighContrast)
        said += wordOf(Theme::HighContrast);
    return said.join(u' ');
}

SystemLook systemLookFromWords(const QString &text)
{
    SystemLook look;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const Theme theme = themeFromWord(word);
        if (theme == Theme::HighContrast)
            look.hasHighContrast = true;
        else if (theme != Theme::System)
            look.scheme = theme == Theme::Dark ? Scheme::Dark : Scheme::Light;
    }
    return look;
}

std::optional<QPalette> paletteFor(Theme theme, const SystemLook &look, const QPalette &platform)
{
    if (theme == Theme::Light || theme == Theme::Dark)
        return paletteOf(theme == Theme::Dark ? dark : light);
    const bool wantsContrast = theme == Theme::HighContrast || look.hasHighContrast;
    const bool wantsDark =
        look.scheme == Scheme::Unknown ? isDark(platform) : look.scheme == Scheme::Dark;
    const bool fits = isDark(platform) == wantsDark;
    if (wantsContrast && !(fits && isHighContrast(platform)))
        return paletteOf(wantsDark ? whiteOnBlack : blackOnWhite);
    if (fits)
        return std::nullopt;
    return paletteOf(wantsDark ? dark : light);
}

void applyTheme(QApplication &application, Theme theme, const SystemLook &look)
{
    const bool needsPlatform = theme == Theme::System || theme == Theme::HighContrast;
    const QPalette platform = needsPlatform ? platformPalette(application) : QPalette();
    if (const std::optional<QPalette> own = paletteFor(theme, look, platform))
        application.setPalette(*own);
    applyStyle(application, application.palette());
}

} // namespace headway
