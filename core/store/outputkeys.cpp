#include "core/store/outputkeys.h"

#include "core/base/privatefile.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <vector>

#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype digestBytes = 32;
constexpr qsizetype recordBytes = 2 * digestBytes + 3 * qsizetype(sizeof(qint64));
constexpr qsizetype outputsInMemory = 64;
constexpr qint64 keptFor = std::chrono::milliseconds(24h).count();

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray recordOf(const QByteArray &key, const OutputKeys::Piece &piece)
{
    QByteArray record = key + piece.fingerprint;
    QDataStream stream(&record, QIODevice::WriteOnly | QIODevice::Append);
    stream << piece.begin << piece.end << piece.at;
    return record;
}

} // namespace

OutputKeys::OutputKeys(QString directory, qsizetype kept)
    : m_directory(std::move(directory))
    , m_kept(kept)
    , m_pieces(outputsInMemory)
{
}

QString OutputKeys::pathOf(TaskId id) const
{
    return m_directory + u'/' + id.toString() + ".keys"_L1;
}

Result<OutputKeys::Pieces> OutputKeys::read(TaskId id) const
{
    Result<QByteArray> bytes = readPrivateFile(pathOf(id), 4 * m_kept * recordBytes);
    if (!bytes)
        return bytes.error().code == ErrorCode::NotFound ? Result<Pieces>(Pieces()) : bytes.error();
    Pieces pieces;
    for (qsizetype at = 0; at + recordBytes <= bytes->size(); at += recordBytes) {
        const QByteArray record = bytes->mid(at, recordBytes);
        Piece piece{.fingerprint = record.mid(digestBytes, digestBytes)};
        QDataStream(record.mid(2 * digestBytes)) >> piece.begin >> piece.end >> piece.at;
        pieces.insert(record.first(digestBytes), piece);
    }
    return pieces;
}

Result<OutputKeys::Pieces *> OutputKeys::piecesOf(TaskId id)
{
    if (Pieces *known = m_pieces.object(id))
        return known;
    Result<Pieces> pieces = read(id);
    if (!pieces)
        return pieces.error();
    auto *kept = new Pieces(std::move(*pieces));
    m_pieces.insert(id, kept);
    return kept;
}

Result<qint64> OutputKeys::settle(TaskId id, qint64 size)
{
    if (m_settled.contains(id))
        return size;
    const Result<Pieces *> pieces = piecesOf(id);
    if (!pieces)
        return pieces.error();
    qint64 whole = size;
    const qsizetype cut = (*pieces)->removeIf([&](const auto &entry) {
        if (entry->end > size)
            whole = qMin(whole, entry->begin);
        return entry->end > size;
    });
    if (const Result<void> done = cut > 0 ? rewrite(id, **pieces) : Result<void>(); !done) {
        lookAgain(id);
        return done.error();
    }
    m_settled.insert(id);
    return whole;
}

Result<std::optional<OutputKeys::Piece>> OutputKeys::find(TaskId id, const OutputKey &key)
{
    const Result<Pieces *> pieces = piecesOf(id);
    if (!pieces)
        return pieces.error();
    const auto found = (*pieces)->constFind(digestOf(key.key));
    if (found == (*pieces)->constEnd())
        return std::optional<Piece>();
    if (found->fingerprint != digestOf(key.fingerprint)) {
        return Error{ErrorCode::KeyReused,
                     u"This idempotency key was used for another request; take a new one."_s};
    }
    return std::optional(*found);
}

Result<void> OutputKeys::note(TaskId id, const OutputKey &key, qint64 begin, qint64 size)
{
    const Result<Pieces *> pieces = piecesOf(id);
    if (!pieces)
        return pieces.error();
    const Piece piece{digestOf(key.fingerprint), begin, begin + size, key.now.toMSecsSinceEpoch()};
    const QByteArray digest = digestOf(key.key);
    (*pieces)->insert(digest, piece);
    const bool isTheFirst = (*pieces)->size() == 1;
    const bool isTooMuch = (*pieces)->size() > 2 * m_kept;
    const Result<void> noted = isTheFirst || isTooMuch ? forgetOld(id, **pieces, piece.at)
                                                       : add(id, recordOf(digest, piece));
    if (!noted)
        lookAgain(id);
    return noted;
}

/// Over what a write that was cut short may have left.
Result<void> OutputKeys::add(TaskId id, const QByteArray &record) const
{
    QFile file(pathOf(id));
    const bool isThere = file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
        && file.seek(file.size() / recordBytes * recordBytes);
    if (isThere && file.write(record) == record.size() && file.flush()
        && ::fdatasync(file.handle()) == 0)
        return {};
    const bool isFull = file.error() == QFile::ResourceError || errno == ENOSPC;
    return Error{isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
                 u"cannot note a piece of output: "_s + file.errorString()};
}

/// Before anything else is added, it is seen what has been noted and is not there.
void OutputKeys::lookAgain(TaskId id)
{
    m_pieces.remove(id);
    m_settled.remove(id);
}

void OutputKeys::takeBack(TaskId id, const OutputKey &key)
{
    const Result<Pieces *> pieces = piecesOf(id);
    if (pieces && (*pieces)->remove(digestOf(key.key)) && rewrite(id, **pieces))
        return;
    lookAgain(id);
}

/// The oldest of too many as well.
Result<void> OutputKeys::forgetOld(TaskId id, Pieces &pieces, qint64 now) const
{
    std::vector<qint64> times;
    for (const Piece &piece : std::as_const(pieces))
        times.push_back(piece.at);
    qint64 limit = now - keptFor;
    if (const auto surplus = times.size() - std::min(times.size(), static_cast<size_t>(m_kept))) {
        const auto newest = times.begin() + static_cast<std::ptrdiff_t>(surplus);
        std::nth_element(times.begin(), newest, times.end());
        limit = qMax(limit, *newest);
    }
    pieces.removeIf([limit](const auto &entry) { return entry->at < limit; });
    return rewrite(id, pieces);
}

Result<void> OutputKeys::rewrite(TaskId id, const Pieces &pieces) const
{
    QByteArray records;
    for (auto piece = pieces.begin(); piece != pieces.end(); ++piece)
        records += recordOf(piece.key(), *piece);
    return writePrivateFile(pathOf(id), records);
}

void OutputKeys::remove(TaskId id)
{
    lookAgain(id);
    QFile::remove(pathOf(id));
}

} // namespace headway
