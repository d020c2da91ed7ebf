#pragma once

#include <QWidget>

class QLabel;

namespace headway {

class TaskTableModel;

/// How many tasks there are, how many run and how many failed, of the account that is signed in.
class StatusCounts : public QWidget
{
    Q_OBJECT

public:
    /// @p tasks is borrowed and outlives this.
    explicit StatusCounts(const TaskTableModel &tasks, QWidget *parent = nullptr);

    QString text() const;

private:
    void refresh();

    const TaskTableModel &m_tasks;
    QLabel *m_label;
};

} // namespace headway
