#include "app/cli/texttable.h"

#include "app/cli/console.h"
#include "app/cli/plaintext.h"

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 2;

QList<int> columnWidths(const QList<QStringList> &rows)
{
    QList<int> widths(rows.first().size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], columnsOf(row[i]));
    }
    return widths;
}

QString lineOf(const QStringList &cells, const QList<int> &widths, int width)
{
    QString line;
    int used = 0;
    for (qsizetype i = 0; i + 1 < cells.size(); ++i) {
        line += cells[i] + QString(widths[i] - columnsOf(cells[i]) + gap, u' ');
        used += widths[i] + gap;
    }
    constexpr int narrowest = 8;
    return line + elided(cells.last(), qMax(width - used, narrowest));
}

} // namespace

TextTable::TextTable(QStringList headings)
    : m_rows{std::move(headings)}
{
}

void TextTable::addRow(const QStringList &cells)
{
    QStringList row;
    for (const QString &cell : cells)
        row.append(harmless(cell));
    m_rows.append(row);
}

QString TextTable::forPeople(int width) const
{
    const QList<int> widths = columnWidths(m_rows);
    QString text;
    for (const QStringList &row : m_rows)
        text += lineOf(row, widths, width) + u'\n';
    return text;
}

QString TextTable::forScripts() const
{
    QList<QStringList> rows = m_rows.sliced(1);
    QString text;
    for (QStringList &row : rows) {
        for (QString &cell : row)
            cell = cell.isEmpty() ? u"-"_s : cell;
        text += row.join(u'\t') + u'\n';
    }
    return text;
}

void TextTable::print() const
{
    const QString text = console::isTerminal() ? forPeople(console::width()) : forScripts();
    console::printBytes(text.toUtf8());
}

} // namespace headway
