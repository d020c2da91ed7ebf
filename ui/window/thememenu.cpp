#include "ui/window/thememenu.h"

#include <QActionGroup>
#include <QSettings>

namespace headway {

ThemeMenu::ThemeMenu(QSettings &settings, QWidget *parent)
    : QMenu(tr("&Appearance"), parent)
    , m_settings(settings)
    , m_themes(new QActionGroup(this))
{
    const Theme current = themeFromWord(m_settings.value(themeSetting.key).toString());
    const std::pair<Theme, QString> themes[] = {{Theme::System, tr("As the &system")},
                                                {Theme::Light, tr("&Light")},
                                                {Theme::Dark, tr("&Dark")},
                                                {Theme::HighContrast, tr("&High contrast")}};
    for (const auto &[theme, text] : themes) {
        QAction *action = m_themes->addAction(addAction(text));
        action->setCheckable(true);
        action->setChecked(theme == current);
        action->setData(static_cast<int>(theme));
        connect(action, &QAction::triggered, this, [this, theme = theme] { choose(theme); });
    }
}

void ThemeMenu::choose(Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
    m_settings.setValue(themeSetting.key, wordOf(theme));
    Q_EMIT chosen(theme);
}

} // namespace headway
