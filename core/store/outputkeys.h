#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QCache>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace headway {

/// What makes a piece of output be added once, however often it is sent.
struct OutputKey
{
    QByteArray key; ///< empty: it may be added again
    QByteArray fingerprint; ///< of what was asked
    QDateTime now = {};
};

/// Where the pieces of output lie that came with a key: in a file beside each output. A piece is
/// noted before it is added, so that a kill in between is seen afterwards: it was noted and is not
/// there. Kept for a day at least, as far as an output's newest pieces go. Each note has a
/// checksum: a damaged one is passed over, which the log tells. Belongs to one thread.
class OutputKeys
{
public:
    /// @p directory is the outputs'. @p kept is the number of pieces that are kept of each.
    explicit OutputKeys(QString directory, qsizetype kept = 1'000);

    struct Piece
    {
        QByteArray fingerprint; ///< a digest of it
        qint64 begin = 0; ///< bytes into the output
        qint64 end = 0;
        qint64 at = 0; ///< milliseconds since 1970, UTC
    };

    /// To be asked before anything is added to an output of @p size bytes, keyed or not.
    /// @return how many of them stay: the rest is of a piece that was cut short by a kill
    Result<qint64> wholeSize(TaskId id, qint64 size);
    /// The output has @p whole bytes now, as wholeSize() has told, on disk.
    Result<void> settle(TaskId id, qint64 whole);
    /// Errors: KeyReused when the key came with something else; StorageFailed.
    Result<std::optional<Piece>> find(TaskId id, const OutputKey &key);
    /// On disk when it returns. Errors: StorageFailed, StorageFull.
    Result<void> note(TaskId id, const OutputKey &key, qint64 begin, qint64 size);
    /// The piece that was noted last has not been added: nothing of it is on disk.
    void takeBack(TaskId id, const OutputKey &key);
    /// Nothing is taken for settled that is not looked at anew: of all outputs, or of one.
    void lookAgain();
    void lookAgain(TaskId id);
    /// The outputs whose newest key came @p before that.
    QList<TaskId> endingBefore(const QDateTime &before) const;
    void remove(TaskId id);

private:
    using Pieces = QHash<QByteArray, Piece>; ///< by a digest of the key
    struct Notes
    {
        Pieces pieces;
        int damaged = 0; ///< how many were passed over
    };

    QString pathOf(TaskId id) const;
    Result<Pieces *> piecesOf(TaskId id);
    Result<Notes> read(TaskId id) const;
    Result<Pieces> readOrSetAside(TaskId id) const;
    Result<void> add(TaskId id, const QByteArray &record) const;
    Result<void> rewrite(TaskId id, const Pieces &pieces) const;
    Result<void> forgetOld(TaskId id, Pieces &pieces, const QByteArray &newest) const;

    const QString m_directory;
    const qsizetype m_kept;
    QSet<TaskId> m_settled;
    QCache<TaskId, Pieces> m_pieces;
};

} // namespace headway
