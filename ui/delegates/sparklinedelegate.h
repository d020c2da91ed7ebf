#pragma once

#include "ui/delegates/celldelegate.h"

namespace headway {

/// A number with a small curve of how it came about. Drawn with plain rectangles: what is painted
/// as often as it changes has to be cheap.
class SparklineDelegate : public CellDelegate
{
    Q_OBJECT

public:
    /// @p trailRole gives a QList<float>, the oldest first, none negative; @p least is what its
    /// height stands for at the least.
    SparklineDelegate(int trailRole, float least, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
    int extraWidth(const QStyleOptionViewItem &option) const override;

private:
    int m_trailRole;
    float m_least;
};

} // namespace headway
