#pragma once

#include "core/base/numberset.h"

#include <QObject>

#include <optional>

class QItemSelection;
class QItemSelectionModel;

namespace headway {

class TaskTableModel;

/// Carries a selection of very many rows over a new order of the list. Qt would follow each of
/// those rows on its own, which holds the window up for longer than a frame.
class SelectionKeeper : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p selection, of rows of @p tasks, which is borrowed and outlives it.
    SelectionKeeper(const TaskTableModel &tasks, QItemSelectionModel &selection);

private:
    void takeAside();
    void putBack();
    QItemSelection rangesOf(const NumberSet &numbers) const;

    const TaskTableModel &m_tasks;
    QItemSelectionModel &m_selection;
    std::optional<NumberSet> m_aside; ///< by Task::row
};

} // namespace headway
