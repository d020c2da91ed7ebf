#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QSet>

namespace headway {

/// The pages of a database file as the trees that they are, read without SQLite: of use when the
/// page is lost that tells which tree is which table.
/// Source: https://www.sqlite.org/fileformat2.html sections 1.6 and 2.1
class BtreePages
{
public:
    /// A tree, told apart by its first row.
    struct Tree
    {
        quint32 root = 0; ///< its first page, counted from 1
        bool hasRowIds = false; ///< of a table; else of an index or a table without row ids
        QList<quint64> types; ///< serial types of the first row's columns
    };

    /// @p file is open for reading and outlives this.
    BtreePages(QFile &file, quint32 pageBytes);

    /// Those that have rows. Reads all of the file.
    QList<Tree> trees() const;

private:
    QByteArray page(quint32 number) const;
    bool isTreePage(const QByteArray &page) const;
    QList<quint32> childrenOf(const QByteArray &page) const;
    QByteArray firstLeafOf(quint32 root) const;

    QFile &m_file;
    const quint32 m_pageBytes;
    const quint32 m_pageCount;
};

} // namespace headway
