#include "ui/widgets/outputsheet.h"

#include "ui/widgets/outputcolours.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace headway {

namespace {

constexpr qreal widestLine = 1e6;

} // namespace

void OutputSheet::setRows(const QList<OutputRow> &rows, const QFont &font, const QPalette &palette)
{
    QList<Row> laidOut;
    for (const OutputRow &row : rows) {
        const auto known = std::find_if(m_rows.cbegin(), m_rows.cend(), [&row](const Row &old) {
            return old.start == row.start && old.end == row.end;
        });
        laidOut.append(known != m_rows.cend() ? *known : layOut(row, font, palette));
    }
    m_rows = std::move(laidOut);
    m_rowHeight = std::max(1, QFontMetrics(font).lineSpacing());
}

OutputSheet::Row OutputSheet::layOut(const OutputRow &row, const QFont &font,
                                     const QPalette &palette)
{
    const OutputLine line = outputLine(row.bytes);
    const auto layout = std::make_shared<QTextLayout>(line.text, font);
    QList<QTextLayout::FormatRange> formats;
    for (const OutputSpan &span : line.spans)
        formats.append({span.start, span.length, outputFormat(span.style, palette)});
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight); // the columns of a table stay where they are
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine().setLineWidth(widestLine);
    layout->endLayout();
    return {row.start, row.end, line.text, layout};
}

QString OutputSheet::text() const
{
    QStringList lines;
    for (const Row &row : m_rows)
        lines += row.text;
    return lines.join(u'\n');
}

int OutputSheet::width() const
{
    qreal width = 0;
    for (const Row &row : m_rows)
        width = std::max(width, row.layout->lineAt(0).naturalTextWidth());
    return static_cast<int>(width) + 1;
}

OutputPlace OutputSheet::placeAt(const QPoint &point) const
{
    if (m_rows.isEmpty())
        return {};
    if (point.y() < 0)
        return {m_rows.constFirst().start, 0};
    const int index = point.y() / m_rowHeight;
    if (index >= m_rows.size())
        return end();
    const Row &row = m_rows.at(index);
    return {row.start, row.layout->lineAt(0).xToCursor(point.x())};
}

OutputSelection OutputSheet::wordAt(const OutputPlace &place) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                  [&](const Row &each) { return each.start == place.row; });
    if (row == m_rows.cend())
        return {place, place};
    const auto isPartOfWord = [&row](int column) {
        const QChar c = row->text.at(column);
        return c.isLetterOrNumber() || c == u'_' || c.isMark() || c.isSurrogate();
    };
    int from = place.column;
    while (from > 0 && isPartOfWord(from - 1))
        --from;
    int to = place.column;
    while (to < row->text.size() && isPartOfWord(to))
        ++to;
    return {{place.row, from}, {place.row, to}};
}

OutputPlace OutputSheet::end() const
{
    if (m_rows.isEmpty())
        return {};
    return {m_rows.constLast().start, static_cast<int>(m_rows.constLast().text.size())};
}

std::optional<OutputPlace> OutputSheet::rowBehind(const OutputPlace &place, int steps) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                  [&](const Row &each) { return each.start >= place.row; });
    const qsizetype index = row - m_rows.cbegin() + steps;
    if (index < 0 || index >= m_rows.size())
        return {};
    return OutputPlace{m_rows.at(index).start, 0};
}

QList<QTextLayout::FormatRange>
OutputSheet::selected(const Row &row, const OutputSelection &selection, const QPalette &palette)
{
    const OutputPlace from = selection.first();
    const OutputPlace to = selection.last();
    if (row.start < from.row || row.start > to.row)
        return {};
    const auto length = static_cast<int>(row.text.size());
    const int first = row.start == from.row ? std::max(from.column, 0) : 0;
    const int last = row.start == to.row ? std::min(to.column, length) : length;
    if (last <= first)
        return {};
    QTextCharFormat format;
    format.setForeground(palette.highlightedText());
    format.setBackground(palette.highlight());
    return {{first, last - first, format}};
}

void OutputSheet::paint(QPainter &painter, const QRect &clip, const OutputSelection &selection,
                        const QPalette &palette) const
{
    painter.setPen(palette.color(QPalette::Text));
    int y = 0;
    for (const Row &row : m_rows) {
        if (y + m_rowHeight > clip.top() && y <= clip.bottom())
            row.layout->draw(&painter, QPointF(0, y), selected(row, selection, palette), clip);
        y += m_rowHeight;
    }
}

} // namespace headway
