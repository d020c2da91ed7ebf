#pragma once

#include "ui/window/appearance.h"

#include <QMenu>

class QActionGroup;
class QSettings;

namespace headway {

/// Light, dark, high contrast or as the system, and which of them is chosen.
class ThemeMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p settings are borrowed and outlive the menu.
    explicit ThemeMenu(QSettings &settings, QWidget *parent = nullptr);

    /// Keeps the choice.
    void choose(headway::Theme theme);

Q_SIGNALS:
    void chosen(headway::Theme theme);

private:
    QSettings &m_settings;
    QActionGroup *m_themes;
};

} // namespace headway
