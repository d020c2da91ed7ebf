#pragma once

#include <QList>
#include <QStringList>

namespace headway {

/// Rows of cells, for people and for scripts. Cells are made harmless.
class TextTable
{
public:
    explicit TextTable(QStringList headings);

    void addRow(const QStringList &cells);

    /// Columns side by side under their headings, no line wider than @p width; what does not fit is
    /// cut off the last column.
    QString forPeople(int width) const;
    /// Cells with a tab between them, no headings: the same whatever the terminal. `-` for an empty
    /// cell.
    QString forScripts() const;

    /// On stdout: for people when it is a terminal, else for scripts.
    void print() const;

private:
    QList<QStringList> m_rows; ///< the headings first
};

} // namespace headway
