#pragma once

#include <QDialog>
#include <QSet>

class QAction;
class QMainWindow;
class QMenu;
class QTableWidget;

namespace headway {

/// What can be done by keyboard in a window: what its menus have, and the keys of each part of it.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QMainWindow *window);

private:
    void fill(const QMainWindow &window);
    void addMenu(const QMenu &menu);
    void addActions(const QList<QAction *> &actions);
    void addRow(const QString &what, const QStringList &keys);
    void addHeading(const QString &text);

    QTableWidget *m_table;
    QString m_heading; ///< of the next row, if it has one
    QSet<QString> m_told; ///< keys
};

} // namespace headway
