#pragma once

#include "ui/delegates/celldelegate.h"

namespace headway {

/// A task's name, with a pin behind it where the task is kept.
class NameDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    /// @p pinnedRole has whether it is pinned: a bool.
    explicit NameDelegate(int pinnedRole, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int extraWidth(const QStyleOptionViewItem &option) const override;

private:
    int m_pinnedRole;
};

} // namespace headway
