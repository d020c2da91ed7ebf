#pragma once

#include "core/base/clock.h"
#include "core/model/task.h"

#include <QAbstractTableModel>

namespace headway {

/// The attempts at one task, side by side, the first one first.
class AttemptsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        AttemptColumn,
        StatusColumn,
        StartedColumn,
        ElapsedColumn,
        ExitColumn,
        ColumnCount
    };

    /// @p clock is borrowed and outlives the model.
    explicit AttemptsModel(const Clock &clock, QObject *parent = nullptr);

    /// Rows stay where the same attempts stay.
    void setAttempts(const QList<Task> &attempts);
    const Task &attemptAt(int row) const { return m_attempts.at(row); }
    /// -1: it is not there.
    int rowOf(TaskId id) const;
    /// Says anew what depends on the time.
    void refreshTimes();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textAt(const Task &task, int column) const;

    const Clock &m_clock;
    QList<Task> m_attempts;
};

} // namespace headway
