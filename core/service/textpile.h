#pragma once

#include "core/base/numberset.h"
#include "core/base/result.h"

#include <QList>
#include <QTemporaryFile>

#include <optional>
#include <vector>

namespace headway {

/// Texts of rows, one after the other in a file that has no name: all of them are looked through in
/// some milliseconds for a million, and none is held in memory. Errors: StorageFailed.
class TextPile
{
public:
    /// @p text holds no line end. A row may have several texts.
    Result<void> append(quint32 row, const QByteArray &text);
    /// Adds to @p rows those with a text that holds @p part. An empty part is in every text.
    Result<void> find(const QByteArray &part, NumberSet &rows);

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

    Result<void> write();
    Result<void> read(const Place &place);
    static void findIn(const Block &block, const QByteArray &part, NumberSet &rows);

    QTemporaryFile m_file;
    QList<Place> m_places;
    Block m_open; ///< not in the file yet
    Block m_read;
};

} // namespace headway
