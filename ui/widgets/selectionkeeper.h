#pragma once

#include "core/base/numberset.h"
#include "ui/models/tasktablemodel.h"

#include <QObject>

#include <optional>

class QItemSelection;
class QItemSelectionModel;

namespace headway {

/// Carries a selection over a new order of the list. Of very many rows Qt would follow each on its
/// own, which holds the window up for longer than a frame; and what is no longer there afterwards
/// it drops without telling anybody.
class SelectionKeeper : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p selection, of rows of @p tasks, which is borrowed and outlives it.
    SelectionKeeper(const TaskTableModel &tasks, QItemSelectionModel &selection);

Q_SIGNALS:
    /// Not all that was selected is there in the new order, or none of it any more.
    void shrunk();
    /// All of it, because it stands in too many places.
    void gaveUp();

private:
    void takeAside(TaskTableModel::Reorder what);
    void takeNumbers(const QItemSelection &ranges);
    void putBack();
    void selectAgain(const NumberSet &numbers);
    QItemSelection rangesOf(const NumberSet &numbers) const;

    const TaskTableModel &m_tasks;
    QItemSelectionModel &m_selection;
    std::optional<NumberSet> m_aside; ///< by Task::row
    int m_count = 0; ///< of the rows selected before
};

} // namespace headway
