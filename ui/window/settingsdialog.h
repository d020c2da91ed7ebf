#pragma once

#include "core/session/signin.h"
#include "ui/window/appearance.h"
#include "ui/window/serviceplace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QSettings;
class QStackedWidget;

namespace headway {

class SettingsPage;

/// Everything that can be set, by pages, with a search that finds a setting by its words. What is
/// changed holds at once: there is no OK.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// The references are borrowed and outlive the dialog. @p session is whoever is signed in.
    SettingsDialog(SignIn &signIn, QSettings &settings, const ServicePlace &place,
                   const TaskSessionPtr &session, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Whoever listens keeps it and puts it into effect.
    void themeChosen(headway::Theme theme);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addPage(SettingsPage *page);
    void layOut();
    void search(const QString &text);

    QLineEdit *m_search;
    QListWidget *m_titles;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    QList<SettingsPage *> m_pages; ///< in the order of both
};

} // namespace headway
