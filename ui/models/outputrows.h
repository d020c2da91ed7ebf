#pragma once

#include <QByteArray>

#include <functional>
#include <optional>

namespace headway {

/// Finds the lines of an output of any length without an index: by the bytes around a place. A line
/// that fills a whole page is broken at the page's end, so that a row is never longer than two
/// pages, and where rows begin can be told from two pages alone.
/// Every question answers nullopt while a page that it needs is not there.
class OutputRows
{
public:
    /// A page of the output, in full but for the last; nullopt while it is not there.
    using PageAt = std::function<std::optional<QByteArrayView>(qint64 number)>;

    /// @p size of the output, in bytes
    OutputRows(PageAt pageAt, qint64 size);

    /// Where the row begins that holds the byte at @p offset, in [0, size).
    std::optional<qint64> startOf(qint64 offset) const;
    /// Past the last byte of the row that begins at @p start, its line end included.
    std::optional<qint64> endOf(qint64 start) const;
    /// The bytes of a row, without its line end.
    std::optional<QByteArray> bytes(qint64 start, qint64 end) const;

private:
    std::optional<bool> isBrokenAfter(qint64 page) const;

    PageAt m_pageAt;
    qint64 m_size;
};

} // namespace headway
