#include "ui/window/themekeeper.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace headway {

ThemeKeeper::ThemeKeeper(QApplication &application, Theme theme, const SystemLook &look)
    : m_application(application)
    , m_theme(theme)
    , m_look(look)
{
    application.installEventFilter(this);
    apply();
}

void ThemeKeeper::setTheme(Theme theme)
{
    m_theme = theme;
    apply();
}

void ThemeKeeper::setSystemLook(const SystemLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    if (m_theme == Theme::System || m_theme == Theme::HighContrast)
        apply();
}

/// The platform's palette is another: ours may fit it no longer.
bool ThemeKeeper::eventFilter(QObject *watched, QEvent *event)
{
    const bool isChange = watched == &m_application && !m_isApplying
        && event->type() == QEvent::ApplicationPaletteChange;
    if (isChange && m_theme == Theme::System) {
        // Not within the change, which all windows have yet to hear of.
        QMetaObject::invokeMethod(this, &ThemeKeeper::apply, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void ThemeKeeper::apply()
{
    const QScopedValueRollback applying(m_isApplying, true);
    applyTheme(m_application, m_theme, m_look);
}

} // namespace headway
