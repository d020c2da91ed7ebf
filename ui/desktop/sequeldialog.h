#pragma once

#include "ui/desktop/sequel.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace headway {

/// Asks what is to be done when some tasks have ended.
class SequelDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param count how many tasks it is about
    explicit SequelDialog(int count, QWidget *parent);

Q_SIGNALS:
    void chosen(const headway::Sequel &sequel);

private:
    void addDeeds(int count);
    void addButtons();
    void refresh();
    Sequel sequel() const;

    QRadioButton *m_notify;
    QRadioButton *m_run;
    QRadioButton *m_suspend;
    QLineEdit *m_command;
    QLabel *m_note;
    QPushButton *m_ok = nullptr;
};

} // namespace headway
