#pragma once

#include "ui/delegates/celldelegate.h"

namespace headway {

/// A task's status as an icon and a word.
class StatusDelegate : public CellDelegate
{
    Q_OBJECT

public:
    /// @p statusRole gives a TaskStatus, @p stalledRole a bool; the word is the cell's text.
    StatusDelegate(int statusRole, int stalledRole, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int extraWidth(const QStyleOptionViewItem &option) const override;

private:
    int m_statusRole;
    int m_stalledRole;
};

} // namespace headway
