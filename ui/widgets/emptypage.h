#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace headway {

/// What stands where there is nothing to show: an icon, what that means, and what to do about it.
class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    /// @p icon is a name for ui/delegates/icons.h.
    EmptyPage(const QString &icon, const QString &title, const QString &text,
              QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Adds a command to try, to be copied with a button.
    void addCommand(const QString &command);
    /// Adds a button for @p action, which is borrowed.
    void addButton(QAction *action);
    /// Adds a widget, centred, under the text.
    void addCentred(QWidget *widget);

private:
    QLabel *m_title;
    QVBoxLayout *m_layout;
};

} // namespace headway
