#pragma once

#include "core/base/setting.h"

#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace headway {

/// Light, dark or high contrast: what the system says, or what the user has chosen.
enum class Theme { System, Light, Dark, HighContrast };

/// "system", "light", "dark" or "high-contrast".
inline constexpr Setting<const char *> themeSetting{"appearance/theme", "system"};

/// The word that stands for @p theme in the settings.
QString wordOf(Theme theme);
/// Anything but a known word is the system's.
Theme themeFromWord(const QString &word);

/// What the system's user prefers, as far as it is known beside the platform's palette.
struct SystemLook
{
    enum class Scheme { Unknown, Light, Dark };

    Scheme scheme = Scheme::Unknown;
    bool hasHighContrast = false;

    friend bool operator==(const SystemLook &, const SystemLook &) = default;
};

/// The last SystemLook that was seen, so that the next start begins with it.
inline constexpr Setting<const char *> systemLookSetting{"appearance/lastSeen", ""};

/// The words that stand for @p look in the settings; "" for one that says nothing.
QString wordsOf(const SystemLook &look);
SystemLook systemLookFromWords(const QString &words);

/// Colours of our own; nullopt: those of the platform are what @p theme wants.
/// @param platform the palette that holds where the application sets none
std::optional<QPalette> paletteFor(Theme theme, const SystemLook &look = {},
                                   const QPalette &platform = {});

/// Fusion, with the palette of @p theme. Takes effect at once, in all windows, and may be called
/// again.
void applyTheme(QApplication &application, Theme theme, const SystemLook &look = {});

} // namespace headway

Q_DECLARE_METATYPE(headway::SystemLook)
