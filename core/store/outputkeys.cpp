#include "core/store/outputkeys.h"

#include "core/base/logtext.h"
#include "core/base/privatefile.h"
#include "core/store/syncedfile.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcKeys, "headway.store")

constexpr qsizetype digestBytes = 32;
constexpr qsizetype contentBytes = 2 * digestBytes + 3 * qsizetype(sizeof(qint64));
constexpr qsizetype checkBytes = 8;
constexpr qsizetype recordBytes = contentBytes + checkBytes;
constexpr qsizetype outputsInMemory = 64;
constexpr auto asideSuffix = ".aside";
constexpr qint64 keptFor = std::chrono::milliseconds(24h).count();

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

bool isOfTheDisk(ErrorCode code)
{
    return code == ErrorCode::StorageFailed || code == ErrorCode::StorageFull;
}

QByteArray recordOf(const QByteArray &key, const OutputKeys::Piece &piece)
{
    QByteArray record = key + piece.fingerprint;
    QDataStream stream(&record, QIODevice::WriteOnly | QIODevice::Append);
    stream << piece.begin << piece.end << piece.at;
    return record + digestOf(record).first(checkBytes);
}

bool isSound(const QByteArray &record)
{
    return digestOf(record.first(contentBytes)).startsWith(record.sliced(contentBytes));
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

Result<OutputKeys::Notes> OutputKeys::read(TaskId id) const
{
    Result<QByteArray> bytes = readPrivateFile(pathOf(id), 4 * m_kept * recordBytes);
    if (!bytes)
        return bytes.error().code == ErrorCode::NotFound ? Result<Notes>(Notes()) : bytes.error();
    Notes notes;
    for (qsizetype at = 0; at + recordBytes <= bytes->size(); at += recordBytes) {
        const QByteArray record = bytes->mid(at, recordBytes);
        if (!isSound(record)) {
            ++notes.damaged;
            continue;
        }
        Piece piece{.fingerprint = record.mid(digestBytes, digestBytes)};
        QDataStream(record.mid(2 * digestBytes)) >> piece.begin >> piece.end >> piece.at;
        notes.pieces.insert(record.first(digestBytes), piece);
    }
    return notes;
}

/// A file that is none of ours must not stand in the way of the output.
Result<OutputKeys::Pieces> OutputKeys::readOrSetAside(TaskId id) const
{
    const Result<Notes> notes = read(id);
    if (notes && notes->damaged > 0) {
        qCWarning(lcKeys).noquote() << notes->damaged
                                    << "damaged keys passed over, their pieces may be "
                                       "added again: the output of"
                                    << id.toString();
    }
    if (notes)
        return notes->pieces;
    const QByteArray path = QFile::encodeName(pathOf(id));
    const bool mayRead = ::access(path.constData(), R_OK) == 0 || errno != EACCES;
    if (mayRead && isOfTheDisk(notes.error().code))
        return notes.error();
    if (std::rename(path.constData(), (path + asideSuffix).constData()) != 0)
        return fileError("set aside the keys of", errno);
    qCWarning(lcKeys).noquote() << "set aside, its pieces may be added again:"
                                << logText(notes.error().detail);
    return Pieces();
}

Result<OutputKeys::Pieces *> OutputKeys::piecesOf(TaskId id)
{
    if (Pieces *known = m_pieces.object(id))
        return known;
    Result<Pieces> pieces = readOrSetAside(id);
    if (!pieces)
        return pieces.error();
    auto *kept = new Pieces(std::move(*pieces));
    m_pieces.insert(id, kept);
    return kept;
}

Result<qint64> OutputKeys::wholeSize(TaskId id, qint64 size)
{
    if (m_settled.contains(id))
        return size;
    const Result<Pieces *> pieces = piecesOf(id);
    if (!pieces)
        return pieces.error();
    qint64 whole = size;
    for (const Piece &piece : std::as_const(**pieces)) {
        if (piece.end > size)
            whole = qMin(whole, piece.begin);
    }
    return whole;
}

Result<void> OutputKeys::settle(TaskId id, qint64 whole)
{
    if (m_settled.contains(id))
        return {};
    const Result<Pieces *> pieces = piecesOf(id);
    if (!pieces)
        return pieces.error();
    const qsizetype torn =
        (*pieces)->removeIf([whole](const auto &entry) { return entry->end > whole; });
    if (Result<void> done = torn > 0 ? rewrite(id, **pieces) : Result<void>(); !done) {
        lookAgain(id);
        return done;
    }
    m_settled.insert(id);
    return {};
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
    Piece piece{digestOf(key.fingerprint), begin, begin + size, key.now.toMSecsSinceEpoch()};
    for (const Piece &other : std::as_const(**pieces))
        piece.at = qMax(piece.at, other.at); // the clock may have been set back
    const QByteArray digest = digestOf(key.key);
    (*pieces)->insert(digest, piece);
    const bool isTheFirst = (*pieces)->size() == 1;
    const bool isTooMuch = (*pieces)->size() > 2 * m_kept;
    Result<void> noted = isTheFirst || isTooMuch ? forgetOld(id, **pieces, digest)
                                                 : add(id, recordOf(digest, piece));
    if (!noted)
        lookAgain(id);
    return noted;
}

/// Over what a write that was cut short may have left.
Result<void> OutputKeys::add(TaskId id, const QByteArray &record) const
{
    const UniqueFd file = openFile(pathOf(id), O_WRONLY);
    if (!file.isValid())
        return fileError("open the keys of", errno);
    const Result<qint64> size = sizeOfFile(file.get());
    return size ? writeToFile(file.get(), record, *size / recordBytes * recordBytes) : size.error();
}

/// Before anything else is added, it is seen what has been noted and is not there.
void OutputKeys::lookAgain(TaskId id)
{
    m_pieces.remove(id);
    m_settled.remove(id);
}

void OutputKeys::lookAgain()
{
    m_pieces.clear();
    m_settled.clear();
}

QList<TaskId> OutputKeys::endingBefore(const QDateTime &before) const
{
    const qint64 limit = before.toMSecsSinceEpoch();
    QList<TaskId> ids;
    for (const QString &name : QDir(m_directory).entryList({u"*.keys"_s}, QDir::Files)) {
        const std::optional<TaskId> id = TaskId::fromString(name.chopped(5));
        const Result<Notes> notes = id ? read(*id) : Result<Notes>(Notes());
        if (id && notes
            && std::all_of(notes->pieces.begin(), notes->pieces.end(),
                           [limit](const Piece &piece) { return piece.at < limit; }))
            ids.append(*id);
    }
    return ids;
}

void OutputKeys::takeBack(TaskId id, const OutputKey &key)
{
    const Result<Pieces *> pieces = piecesOf(id);
    if (pieces && (*pieces)->remove(digestOf(key.key)) && rewrite(id, **pieces))
        return;
    lookAgain(id);
}

/// The oldest of too many as well, which are those that lie foremost. @p newest stays.
Result<void> OutputKeys::forgetOld(TaskId id, Pieces &pieces, const QByteArray &newest) const
{
    const qint64 limit = pieces.value(newest).at - keptFor;
    pieces.removeIf([limit](const auto &entry) { return entry->at < limit; });
    std::vector<std::pair<qint64, QByteArray>> others;
    for (auto piece = pieces.cbegin(); piece != pieces.cend(); ++piece) {
        if (piece.key() != newest)
            others.emplace_back(piece->begin, piece.key());
    }
    const qsizetype surplus = qMax<qsizetype>(0, pieces.size() - m_kept);
    const auto end = others.begin() + surplus;
    std::nth_element(others.begin(), end, others.end());
    std::for_each(others.begin(), end, [&](const auto &other) { pieces.remove(other.second); });
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
    QFile::remove(pathOf(id) + QLatin1StringView(asideSuffix));
}

} // namespace headway
