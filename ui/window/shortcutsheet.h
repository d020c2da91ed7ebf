#pragma once

#include <QDialog>

class QTableWidget;

namespace headway {

/// What can be done by keyboard in a window: made of the actions that it has.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *window);

private:
    void fill(const QWidget &window);
    void addRow(const QString &what, const QString &keys);

    QTableWidget *m_table;
};

} // namespace headway
