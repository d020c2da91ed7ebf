#include "ui/models/outputrows.h"

#include "ui/models/outputpages.h"

#include <algorithm>
#include <utility>

namespace headway {

namespace {

constexpr qint64 pageBytes = OutputPages::pageBytes;

} // namespace

OutputRows::OutputRows(PageAt pageAt, qint64 size)
    : m_pageAt(std::move(pageAt))
    , m_size(size)
{
}

/// A line goes on behind a page with a line end in it, and no line is longer than that.
std::optional<bool> OutputRows::isBrokenAfter(qint64 page) const
{
    const std::optional<QByteArrayView> bytes = m_pageAt(page);
    if (!bytes)
        return {};
    return !bytes->contains('\n');
}

std::optional<qint64> OutputRows::startOf(qint64 offset) const
{
    const qint64 number = offset / pageBytes;
    const std::optional<QByteArrayView> page = m_pageAt(number);
    if (!page)
        return {};
    const qint64 before = offset % pageBytes; // what lies before it on its page
    const qint64 lineEnd = before > 0 ? page->lastIndexOf('\n', before - 1) : -1;
    if (lineEnd >= 0)
        return number * pageBytes + lineEnd + 1;
    if (number == 0)
        return 0;
    const std::optional<QByteArrayView> earlier = m_pageAt(number - 1);
    if (!earlier)
        return {};
    const qint64 earlierEnd = earlier->lastIndexOf('\n');
    return earlierEnd < 0 ? number * pageBytes : (number - 1) * pageBytes + earlierEnd + 1;
}

std::optional<qint64> OutputRows::endOf(qint64 start) const
{
    qint64 from = start % pageBytes;
    for (qint64 number = start / pageBytes; number * pageBytes < m_size; ++number) {
        const std::optional<QByteArrayView> page = m_pageAt(number);
        if (!page)
            return {};
        const qint64 lineEnd = page->indexOf('\n', from);
        if (lineEnd >= 0)
            return number * pageBytes + lineEnd + 1;
        const std::optional<bool> isBroken = isBrokenAfter(number);
        if (!isBroken)
            return {};
        if (*isBroken)
            return std::min(m_size, (number + 1) * pageBytes);
        from = 0;
    }
    return m_size;
}

std::optional<QByteArray> OutputRows::bytes(qint64 start, qint64 end) const
{
    QByteArray bytes;
    for (qint64 at = start; at < end;) {
        const qint64 number = at / pageBytes;
        const std::optional<QByteArrayView> page = m_pageAt(number);
        if (!page)
            return {};
        const qint64 from = at % pageBytes;
        const qint64 until = std::min(end - number * pageBytes, qint64(page->size()));
        if (until <= from)
            break;
        bytes.append(page->sliced(from, until - from));
        at = number * pageBytes + until;
    }
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    return bytes;
}

} // namespace headway
