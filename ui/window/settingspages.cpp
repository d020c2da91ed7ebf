#include "ui/window/settingspages.h"

#include "ui/models/plaintext.h"
#include "ui/widgets/textbutton.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/traysettings.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWait = 24 * 60 * 60; // seconds

/// @p text to be read and copied.
QWidget *makeCopyable(const QString &text, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *line = new QLineEdit(row);
    line->setReadOnly(true);
    line->setText(oneLine(text, 1000));
    line->setCursorPosition(0);
    QToolButton *copy = makeTextButton(u"copy"_s, SettingsPage::tr("Copy"),
                                       SettingsPage::tr("Copy this text"), row);
    QObject::connect(copy, &QToolButton::clicked, row,
                     [text] { QGuiApplication::clipboard()->setText(text); });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line, 1);
    layout->addWidget(copy);
    row->setFocusProxy(line);
    return row;
}

} // namespace

GeneralPage::GeneralPage(QSettings &settings, QWidget *parent)
    : SettingsPage(tr("General"), parent)
{
    addSwitch(settings, asksAtStart, tr("&Ask who it is at every start"),
              tr("sign in account password lock"));
    addNote(tr("Otherwise the window goes on as the owner of this computer's account. Lock it with "
               "Ctrl+L when you leave."));
    addSwitch(settings, closesToTray, tr("&Closing the window leaves Headway in the tray"),
              tr("quit exit hide background"));
}

NotificationsPage::NotificationsPage(QSettings &settings, QWidget *parent)
    : SettingsPage(tr("Notifications"), parent)
{
    QCheckBox *enabled = addSwitch(settings, notifyEnabled, tr("&Tell me when a task ends"),
                                   tr("notification message desktop"));
    auto *seconds = new QSpinBox(this);
    seconds->setRange(0, longestWait);
    seconds->setSuffix(tr(" s"));
    seconds->setValue(stored(settings, notifyMinSeconds));
    connect(seconds, &QSpinBox::valueChanged, this,
            [&settings](int value) { store(settings, notifyMinSeconds, value); });
    addField(tr("If it took &at least"), seconds, tr("long duration time seconds minimum"));
    QCheckBox *inFront = addSwitch(settings, notifyWhenInFront,
                                   tr("Also while this &window is in front"), tr("focus active"));
    addSwitch(settings, notifyDoNotDisturb, tr("Do &not disturb: tell nothing for now"),
              tr("quiet silence mute"));
    const auto follow = [seconds, inFront](bool isOn) {
        seconds->setEnabled(isOn);
        inFront->setEnabled(isOn);
    };
    connect(enabled, &QCheckBox::toggled, this, follow);
    follow(enabled->isChecked());
}

AppearancePage::AppearancePage(QSettings &settings, QWidget *parent)
    : SettingsPage(tr("Appearance"), parent)
{
    auto *themes = new QComboBox(this);
    const std::pair<Theme, QString> known[] = {{Theme::System, tr("As the system")},
                                               {Theme::Light, tr("Light")},
                                               {Theme::Dark, tr("Dark")},
                                               {Theme::HighContrast, tr("High contrast")}};
    const Theme current = themeFromWord(settings.value(themeSetting.key).toString());
    for (const auto &[theme, text] : known) {
        themes->addItem(text, static_cast<int>(theme));
        if (theme == current)
            themes->setCurrentIndex(themes->count() - 1);
    }
    connect(themes, &QComboBox::activated, this, [this, themes] {
        Q_EMIT themeChosen(static_cast<Theme>(themes->currentData().toInt()));
    });
    addField(tr("&Colours"), themes, tr("theme light dark system contrast colors"));
    addNote(
        tr("As the system: light, dark and high contrast follow your desktop by themselves. High "
           "contrast is black on white, or white on black where your desktop is dark."));
}

ServicePage::ServicePage(const ServicePlace &place, QWidget *parent)
    : SettingsPage(tr("Service"), parent)
{
    addField(tr("&Address"), makeCopyable(place.address, this), tr("url port http api"));
    addField(tr("Run a &command"), makeCopyable(place.commandToTry, this), tr("terminal shell"));
    addField(tr("&Version"), makeCopyable(QLatin1StringView(HEADWAY_VERSION), this), tr("about"));
    addNote(tr("Programs on this computer report to Headway and ask it at this address, with a "
               "token of yours."));
}

} // namespace headway
