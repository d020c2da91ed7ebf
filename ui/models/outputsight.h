#pragma once

#include "ui/models/outputrows.h"

#include <QList>

namespace headway {

class OutputPages;

struct OutputRow
{
    qint64 start = 0; ///< of its first byte in the output
    qint64 end = 0; ///< past its line end
    QByteArray bytes; ///< without its line end
};

/// Which rows of an output are in sight: those at its end for as long as that is followed, else
/// from one row on. What is in sight stays until all of what is to follow has been read.
class OutputSight
{
public:
    /// @p pages are borrowed and outlive this.
    explicit OutputSight(OutputPages &pages);

    /// There is another output: follows its end.
    void restart();
    /// How many whole rows there is room for, at least one.
    void setHeight(int rows);
    int height() const { return m_height; }

    void follow();
    /// Brings the row with the byte at @p offset to the top, but for @p above rows before it.
    void show(qint64 offset, int above = 0);
    /// Moves on by @p rows, negative: back.
    void scroll(int rows);

    /// Works out anew what is in sight.
    /// @return false while something has to be read for it
    bool settle();

    const QList<OutputRow> &rows() const { return m_rows; }
    bool follows() const { return m_follows; }
    /// Of the output when this was in sight, in bytes.
    qint64 size() const { return m_size; }

private:
    struct Place
    {
        QList<OutputRow> rows;
        bool atEnd = false;
    };

    std::optional<Place> place(const OutputRows &rows) const;
    std::optional<Place> placeFrom(const OutputRows &rows, qint64 start) const;
    std::optional<Place> placeAtEnd(const OutputRows &rows) const;
    std::optional<qint64> wantedStart(const OutputRows &rows) const;
    std::optional<OutputRow> rowOf(const OutputRows &rows, qint64 start, qint64 end) const;

    OutputPages &m_pages;
    QList<OutputRow> m_rows;
    int m_height = 1;
    bool m_follows = true;
    bool m_waits = false;
    qint64 m_size = 0;
    qint64 m_tried = 0; ///< the size for which it is worked out
    qint64 m_top = 0; ///< a byte of the row that is wanted at the top ...
    int m_scrolled = 0; ///< ... but for so many rows
};

} // namespace headway
