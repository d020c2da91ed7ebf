#pragma once

#include "core/base/setting.h"

#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace headway {

/// Light or dark: what the system says, or what the user has chosen.
enum class Theme { System, Light, Dark };

/// "system", "light" or "dark".
inline constexpr Setting<const char *> themeSetting{"appearance/theme", "system"};

/// The word that stands for @p theme in the settings.
QString wordOf(Theme theme);
/// Anything but a known word is the system's.
Theme themeFromWord(const QString &word);

/// Colours of our own for Light and Dark; nullopt for System: the platform's hold.
std::optional<QPalette> paletteFor(Theme theme);

/// Fusion, with the palette of @p theme. Takes effect at once and may be called again.
void applyTheme(QApplication &application, Theme theme);

} // namespace headway
