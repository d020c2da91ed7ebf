#pragma once

#include "core/base/numberset.h"
#include "core/base/result.h"
#include "core/model/taskquery.h"

#include <QFile>
#include <QHash>
#include <QList>

#include <array>
#include <functional>
#include <vector>

namespace headway {

/// Texts of rows, one after the other in a file that has no name: all of them are looked through in
/// some milliseconds for a million, and none is held in memory. Errors: StorageFailed, StorageFull.
class TextPile
{
public:
    using Words = QList<AnyOf<QByteArray>>;

    /// @p directory is where the file is: this user's alone, and gone with the process.
    explicit TextPile(QString directory);

    /// @p text holds no line end. A row's text takes the place of the one that it had.
    Result<void> append(quint32 row, const QByteArray &text);
    /// Whether a search goes on, asked behind each piece of it: @p rows have been looked through,
    /// and those of all that have been are @p found.
    using GoesOn = std::function<bool(const std::vector<quint32> &rows, const NumberSet &found)>;
    /// The newest texts are looked through first.
    /// @return the rows whose texts hold of each of @p words what it asks for, as far as the search
    /// went. An empty one is in every text. Who types on is answered from what the words before
    /// have found.
    Result<NumberSet> find(const Words &words, const GoesOn &goesOn = {});
    /// How many texts the last find() had to look through.
    qint64 lookedThrough() const { return m_lookedThrough; }

private:
    /// What is read at once.
    struct Block
    {
        std::vector<quint32> rows;
        std::vector<quint32> ends; ///< in text, behind the line end of each row's
        QByteArray text;
    };
    struct Place
    {
        qint64 offset;
        qsizetype rowCount;
        qsizetype textBytes;
    };
    struct Part
    {
        QByteArray text;
        qsizetype anchor = 0; ///< of its rarest byte
        qint64 looked = 0; ///< in how many texts
        qint64 matches = 0;
    };
    struct Wanted
    {
        QList<Part> parts; ///< one of these
        bool isExcluded = false; ///< or none
        qint64 rarity = 0; ///< less: found in fewer texts, probably
    };
    using Marks = std::vector<char>; ///< 0 or 1 for each text of a block

    Result<void> write();
    Result<void> read(const Place &place);
    void count(const QByteArray &text);
    qint64 countOf(char byte) const { return m_counts[static_cast<uchar>(byte)]; }
    Result<void> readRows(const Place &place);
    Wanted wantedOf(const AnyOf<QByteArray> &words) const;
    /// The rarest first.
    QList<Wanted> wantedOf(const Words &words) const;
    void beginSearch(const Words &words);
    Marks candidatesOf(qint64 firstNumber, size_t count) const;
    void findIn(const Block &block, qint64 firstNumber, QList<Wanted> &wanted, Marks kept,
                NumberSet &found);
    bool isNewest(quint32 row, qint64 number) const;
    static void keep(const Block &block, Wanted &wanted, Marks &kept);
    static void markKept(const Block &block, const QByteArray &part, const Marks &kept,
                         Marks &found);
    static void mark(const Block &block, Part &part, Marks &found);

    const QString m_directory;
    QFile m_file;
    QList<Place> m_places;
    Block m_open; ///< not in the file yet
    Block m_read;
    std::array<qint64, 256> m_counts{}; ///< of each byte, in all texts
    qint64 m_number = 0; ///< of texts
    Words m_lastWords;
    std::vector<bool> m_candidates; ///< texts that may hold m_lastWords; those not in it may, too
    qint64 m_lookedThrough = 0;
    NumberSet m_known; ///< rows that have a text
    QHash<quint32, qint64> m_newest; ///< which text counts, of the rows that have several
};

} // namespace headway
