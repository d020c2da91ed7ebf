#include "ui/models/outputsight.h"

#include "ui/models/outputpages.h"

#include <algorithm>
#include <utility>

namespace headway {

OutputSight::OutputSight(OutputPages &pages)
    : m_pages(pages)
{
}

void OutputSight::restart()
{
    m_rows.clear();
    m_size = 0;
    m_waits = false;
    follow();
}

void OutputSight::setHeight(int rows)
{
    m_height = std::max(rows, 1);
}

void OutputSight::follow()
{
    m_follows = true;
    m_scrolled = 0;
}

void OutputSight::show(qint64 offset, int above)
{
    m_follows = false;
    m_top = std::max<qint64>(offset, 0);
    m_scrolled = -above;
}

void OutputSight::scroll(int rows)
{
    if (m_rows.isEmpty() || (m_follows && rows > 0))
        return;
    if (std::exchange(m_follows, false)) {
        m_top = m_rows.constFirst().start;
        m_scrolled = 0;
    }
    m_scrolled += rows;
}

bool OutputSight::settle()
{
    // Of an output that grows all the time, one size has to be read to its end.
    if (!m_waits)
        m_tried = m_pages.size();
    const OutputRows rows([this](qint64 number) { return m_pages.page(number, m_tried); }, m_tried);
    std::optional<Place> found = place(rows);
    m_waits = !found;
    if (!found)
        return false;
    m_rows = std::move(found->rows);
    m_size = m_tried;
    m_follows = found->atEnd;
    m_top = m_rows.isEmpty() ? 0 : m_rows.constFirst().start;
    m_scrolled = 0;
    return true;
}

std::optional<OutputSight::Place> OutputSight::place(const OutputRows &rows) const
{
    if (m_tried == 0)
        return Place{{}, true};
    if (m_follows)
        return placeAtEnd(rows);
    const std::optional<qint64> start = wantedStart(rows);
    return start ? placeFrom(rows, *start) : std::nullopt;
}

std::optional<qint64> OutputSight::wantedStart(const OutputRows &rows) const
{
    std::optional<qint64> start = rows.startOf(std::min(m_top, m_tried - 1));
    for (int row = m_scrolled; row < 0 && start && *start > 0; ++row)
        start = rows.startOf(*start - 1);
    for (int row = 0; row < m_scrolled && start; ++row) {
        const std::optional<qint64> end = rows.endOf(*start);
        if (end == m_tried)
            break;
        start = end;
    }
    return start;
}

std::optional<OutputSight::Place> OutputSight::placeFrom(const OutputRows &rows, qint64 start) const
{
    Place place;
    qint64 at = start;
    while (at < m_tried && place.rows.size() <= m_height) { // one more may be seen in part
        const std::optional<qint64> end = rows.endOf(at);
        const std::optional<OutputRow> row = end ? rowOf(rows, at, *end) : std::nullopt;
        if (!row)
            return {};
        place.rows.append(*row);
        at = *end;
    }
    if (place.rows.size() > m_height)
        return place;
    return placeAtEnd(rows);
}

std::optional<OutputSight::Place> OutputSight::placeAtEnd(const OutputRows &rows) const
{
    Place place;
    place.atEnd = true;
    for (qint64 end = m_tried; end > 0 && place.rows.size() < m_height;) {
        const std::optional<qint64> start = rows.startOf(end - 1);
        const std::optional<OutputRow> row = start ? rowOf(rows, *start, end) : std::nullopt;
        if (!row)
            return {};
        place.rows.prepend(*row);
        end = *start;
    }
    return place;
}

std::optional<OutputRow> OutputSight::rowOf(const OutputRows &rows, qint64 start, qint64 end) const
{
    std::optional<QByteArray> bytes = rows.bytes(start, end);
    return bytes ? std::optional<OutputRow>(OutputRow{start, end, std::move(*bytes)})
                 : std::nullopt;
}

} // namespace headway
