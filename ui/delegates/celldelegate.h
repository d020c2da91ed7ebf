#pragma once

#include "ui/delegates/drawnlines.h"

#include <QStyledItemDelegate>

namespace headway {

/// Draws a cell's text plain, in one line, with air around it and no frame for the focused cell:
/// the row is what is chosen. Cheaper than the style's own, which lays the text out twice.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int sideMargin = 8; ///< left and right, in device-independent pixels

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Draws what stands in @p area; background and selection are drawn already.
    virtual void paintContent(QPainter *painter, const QRect &area,
                              const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// What the content needs beside its text, in device-independent pixels.
    virtual int extraWidth(const QStyleOptionViewItem &option) const;

    /// Draws @p text elided in @p area, in the row's text colour.
    void drawText(QPainter *painter, const QRect &area, Qt::Alignment alignment,
                  const QString &text, const QStyleOptionViewItem &option) const;
    static QColor textColour(const QStyleOptionViewItem &option);

private:
    mutable DrawnLines m_lines;
};

} // namespace headway
