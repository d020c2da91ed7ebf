#pragma once

#include "ui/models/outputsight.h"
#include "ui/widgets/outputline.h"
#include "ui/widgets/outputpattern.h"

#include <QFont>
#include <QPalette>
#include <QTextLayout>

#include <algorithm>
#include <memory>
#include <optional>

class QPainter;

namespace headway {

/// So much of an output, from one place up to the other, whichever comes first.
struct OutputSelection
{
    OutputPlace anchor; ///< where it was begun
    OutputPlace cursor;

    bool isEmpty() const { return anchor == cursor; }
    OutputPlace first() const { return std::min(anchor, cursor); }
    OutputPlace last() const { return std::max(anchor, cursor); }
};

/// The rows of an output that are in sight, laid out: what is painted, and which place of the
/// output is where.
class OutputSheet
{
public:
    /// Those that were here before are not laid out again.
    void setRows(const QList<OutputRow> &rows, const QFont &font, const QPalette &palette);
    void clear() { m_rows.clear(); }
    bool isEmpty() const { return m_rows.isEmpty(); }

    /// The bytes of the output that are in sight: of the first, and past the last one.
    qint64 firstByte() const { return isEmpty() ? 0 : m_rows.constFirst().start; }
    qint64 endByte() const { return isEmpty() ? 0 : m_rows.constLast().end; }
    QString text() const;
    /// Of the widest row, in device-independent pixels.
    int width() const;
    int rowHeight() const { return m_rowHeight; }

    /// @p point is relative to the upper left corner of the first row.
    OutputPlace placeAt(const QPoint &point) const;
    /// The word at @p place, which is in sight.
    OutputSelection wordAt(const OutputPlace &place) const;
    OutputPlace end() const;
    /// Where the row begins that lies @p steps behind that of @p place; nullopt when it is not
    /// here.
    std::optional<OutputPlace> rowBehind(const OutputPlace &place, int steps) const;

    /// @p clip is relative to the upper left corner of the first row, as is the painter.
    void paint(QPainter &painter, const QRect &clip, const OutputSelection &selection,
               const QPalette &palette) const;

private:
    struct Row
    {
        qint64 start = 0;
        qint64 end = 0;
        QString text;
        std::shared_ptr<const QTextLayout> layout;
    };

    static Row layOut(const OutputRow &row, const QFont &font, const QPalette &palette);
    static QList<QTextLayout::FormatRange>
    selected(const Row &row, const OutputSelection &selection, const QPalette &palette);

    QList<Row> m_rows;
    int m_rowHeight = 1;
};

} // namespace headway
