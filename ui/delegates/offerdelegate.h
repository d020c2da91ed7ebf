#pragma once

#include "ui/delegates/celldelegate.h"

namespace headway {

/// Something that is offered, and beside it, one under the other, what each means.
class OfferDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    /// @p meaningRole has a few words, or none.
    explicit OfferDelegate(int meaningRole, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;

private:
    int m_meaningRole;
};

} // namespace headway
