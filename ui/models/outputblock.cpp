#include "ui/models/outputblock.h"

#include "core/model/limits.h"
#include "ui/models/outputpages.h"

#include <algorithm>
#include <utility>

namespace headway {

namespace {

constexpr qint64 onePage = OutputPages::pageBytes;
constexpr qint64 pagesBefore = 1; // tells where the first row begins
constexpr qint64 pagesAfter = 2; // the longest row that begins on the last page
constexpr qint64 pagesRead = limits::outputPostBytes / onePage;
constexpr qint64 pagesOwn = pagesRead - pagesBefore - pagesAfter;

} // namespace

qint64 OutputBlock::stride()
{
    return pagesOwn * onePage;
}

OutputBlock::Span OutputBlock::span(qint64 number)
{
    const qint64 before = number == 0 ? 0 : pagesBefore * onePage;
    return {number * stride() - before, before + stride() + pagesAfter * onePage};
}

OutputBlock::OutputBlock(qint64 number, TaskOutput read)
    : m_number(number)
    , m_read(std::move(read))
{
}

std::optional<QByteArrayView> OutputBlock::pageAt(qint64 page) const
{
    const qint64 from = page * onePage - m_read.offset;
    if (from < 0 || from >= m_read.bytes.size())
        return {};
    return QByteArrayView(m_read.bytes).sliced(from, std::min(onePage, m_read.bytes.size() - from));
}

void OutputBlock::forEachRow(
    const std::function<bool(qint64 start, const QByteArray &row)> &visit) const
{
    const qint64 size = m_read.offset + m_read.bytes.size();
    const OutputRows rows([this](qint64 page) { return pageAt(page); }, size);
    const qint64 first = m_number * stride();
    const qint64 last = std::min(first + stride(), size);
    if (first >= last)
        return;
    std::optional<qint64> start = rows.startOf(first);
    if (start && *start < first)
        start = rows.endOf(*start);
    while (start && *start < last) {
        const std::optional<qint64> end = rows.endOf(*start);
        const std::optional<QByteArray> row = end ? rows.bytes(*start, *end) : std::nullopt;
        if (!row || !visit(*start, *row))
            return;
        start = end;
    }
}

} // namespace headway
