#include "ui/window/themekeeper.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

#include <utility>

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
    if (followsSystem())
        apply();
}

/// The platform's palette is another: ours may fit it no longer. While ours hides it, only the
/// windows are told.
bool ThemeKeeper::eventFilter(QObject *watched, QEvent *event)
{
    const bool isChange = watched == &m_application
        ? event->type() == QEvent::ApplicationPaletteChange
        : event->type() == QEvent::ThemeChange && watched->isWindowType();
    if (isChange && !m_isApplying && followsSystem() && !std::exchange(m_isDue, true)) {
        // Not within the change, which all windows have yet to hear of.
        QMetaObject::invokeMethod(this, &ThemeKeeper::apply, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

bool ThemeKeeper::followsSystem() const
{
    return m_theme == Theme::System || m_theme == Theme::HighContrast;
}

void ThemeKeeper::apply()
{
    m_isDue = false;
    const QScopedValueRollback applying(m_isApplying, true);
    applyTheme(m_application, m_theme, m_look);
}

} // namespace headway
