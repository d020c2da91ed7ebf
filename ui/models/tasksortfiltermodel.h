#pragma once

#include "ui/models/tasktablemodel.h"

#include <QCollator>
#include <QSortFilterProxyModel>

namespace headway {

/// The tasks that match a search, in the order that was asked for; newest first where none was.
class TaskSortFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// @p tasks is borrowed and outlives this.
    explicit TaskSortFilterModel(TaskTableModel &tasks, QObject *parent = nullptr);

    /// A task matches when each word stands, in any case, in its name, message, error or kind.
    /// No word: all match.
    void setSearch(const QString &text);
    bool hasSearch() const { return !m_words.isEmpty(); }

    const Task &taskAt(int row) const;
    /// @return an invalid index when the task is not there or does not match
    QModelIndex indexOf(TaskId id, int column = 0) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    int compare(const QVariant &a, const QVariant &b) const;

    TaskTableModel &m_tasks;
    QStringList m_words;
    QCollator m_collator;
};

} // namespace headway
