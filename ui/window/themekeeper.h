#pragma once

#include "ui/window/appearance.h"

#include <QObject>

namespace headway {

/// Holds the application's look to what is chosen, and to the system while that decides: whenever
/// one of them changes.
class ThemeKeeper : public QObject
{
    Q_OBJECT

public:
    /// @p application is borrowed and outlives this.
    ThemeKeeper(QApplication &application, Theme theme, const SystemLook &look);

    void setTheme(headway::Theme theme);
    void setSystemLook(const headway::SystemLook &look);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool followsSystem() const;
    void apply();

    QApplication &m_application;
    Theme m_theme;
    SystemLook m_look;
    bool m_isApplying = false;
    bool m_isDue = false; ///< it is to be applied anew
};

} // namespace headway
