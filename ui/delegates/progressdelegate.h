#pragma once

#include "ui/delegates/celldelegate.h"

#include "core/model/taskstatus.h"

namespace headway {

/// How far a task is: a bar with its percentage beside it; a striped bar with what is known while
/// it is under way and its end is not. Drawn with plain rectangles: a tenth of the cost of the
/// style's progress bar.
class ProgressDelegate : public CellDelegate
{
    Q_OBJECT

public:
    /// @p fractionRole gives a double in [0, 1] or nothing, @p statusRole a TaskStatus; the words
    /// beside the bar are the cell's text.
    ProgressDelegate(int fractionRole, int statusRole, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int extraWidth(const QStyleOptionViewItem &option) const override;

private:
    int m_fractionRole;
    int m_statusRole;
};

} // namespace headway
