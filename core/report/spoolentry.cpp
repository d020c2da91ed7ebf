#include "core/report/spoolentry.h"

#include "core/base/privatefile.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <cerrno>

#include <sys/file.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxRecordBytes = 16 * 1024 * 1024;

Error failed(const QFile &file)
{
    const ErrorCode code =
        file.error() == QFile::ResourceError || errno == ENOSPC || errno == EDQUOT
        ? ErrorCode::StorageFull
        : ErrorCode::StorageFailed;
    return {code, u"cannot write %1: %2"_s.arg(file.fileName(), file.errorString())};
}

} // namespace

SpoolEntry::SpoolEntry(QString directory)
    : m_directory(std::move(directory))
    , m_recordFile(m_directory + "/record"_L1)
    , m_outputFile(m_directory + "/output"_L1)
{
}

Result<std::unique_ptr<SpoolEntry>> SpoolEntry::create(const QString &spool, const QString &target,
                                                       const NewTask &task,
                                                       const QDateTime &startedAt)
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    // Others see it once it is locked and says what it is.
    const QString hidden = spool + "/.new-"_L1 + name;
    for (const QString &directory : {spool, hidden}) {
        if (const Result<void> made = makePrivateDirectory(directory); !made)
            return made.error();
    }
    std::unique_ptr<SpoolEntry> entry(new SpoolEntry(hidden));
    for (const Result<void> &done : {makePrivateFile(entry->m_recordFile.fileName()),
                                     entry->openRecord(), entry->openOutput()}) {
        if (!done)
            return done.error();
    }
    entry->m_record = {name.toLatin1(), target, startedAt, task, {}, {}};
    if (const Result<void> written = entry->append(startLine(entry->m_record)); !written)
        return written.error();
    entry->m_directory = spool + u'/' + name;
    if (!QDir().rename(hidden, entry->m_directory))
        return Error{ErrorCode::StorageFailed, u"cannot rename %1"_s.arg(hidden)};
    return entry;
}

Result<std::unique_ptr<SpoolEntry>> SpoolEntry::open(const QString &directory)
{
    std::unique_ptr<SpoolEntry> entry(new SpoolEntry(directory));
    Result<void> opened = narrowPrivateFile(entry->m_recordFile.fileName());
    if (opened)
        opened = entry->openRecord();
    if (opened && entry->m_recordFile.size() == 0)
        opened = Error{ErrorCode::NotFound, u"%1 is empty"_s.arg(directory)};
    if (!opened && opened.error().code == ErrorCode::NotFound)
        entry->remove(); // as its owner is doing, or was when it was killed
    if (opened)
        opened = entry->openOutput();
    if (!opened)
        return opened.error();
    Result<SpoolRecord> record = readSpoolRecord(entry->m_recordFile.read(maxRecordBytes));
    if (!record)
        return record.error();
    entry->m_record = *record;
    // A torn last line must not swallow what is written behind it.
    if (const Result<void> ended = entry->append("\n"); !ended)
        return ended.error();
    return entry;
}

QStringList SpoolEntry::listIn(const QString &spool)
{
    QStringList directories;
    const QDir::SortFlags oldestFirst = QDir::Time | QDir::Reversed;
    const QStringList names = QDir(spool).entryList(QDir::Dirs | QDir::NoDotAndDotDot, oldestFirst);
    for (const QString &name : names) // hidden ones are still being made
        directories += spool + u'/' + name;
    return directories;
}

void SpoolEntry::removeHalfMade(const QString &spool, const QDateTime &instant)
{
    const QDir::Filters hiddenToo = QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot;
    const QFileInfoList halfMade = QDir(spool).entryInfoList({u".new-*"_s}, hiddenToo);
    for (const QFileInfo &directory : halfMade) {
        if (directory.lastModified() < instant)
            QDir(directory.filePath()).removeRecursively();
    }
}

/// Its owner may remove it at any time: nothing is made here, and nothing read that has gone.
Result<void> SpoolEntry::openRecord()
{
    const Error gone{ErrorCode::NotFound, u"%1 is gone"_s.arg(m_directory)};
    const auto mode = QIODevice::ReadWrite | QIODevice::Unbuffered | QIODevice::ExistingOnly;
    if (!m_recordFile.open(mode))
        return QFileInfo::exists(m_recordFile.fileName()) ? failed(m_recordFile) : gone;
    if (::flock(m_recordFile.handle(), LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::InUse, u"%1 is being written"_s.arg(m_directory)};
    return QFileInfo::exists(m_recordFile.fileName()) ? Result<void>() : gone;
}

Result<void> SpoolEntry::openOutput()
{
    if (Result<void> made = makePrivateFile(m_outputFile.fileName()); !made)
        return made;
    if (!m_outputFile.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failed(m_outputFile);
    m_outputSize = m_outputFile.size();
    return {};
}

/// On disk when it returns.
Result<void> SpoolEntry::append(const QByteArray &line)
{
    m_recordFile.seek(m_recordFile.size());
    if (m_recordFile.write(line) != line.size() || ::fdatasync(m_recordFile.handle()) != 0)
        return failed(m_recordFile);
    return {};
}

Result<void> SpoolEntry::rememberId(TaskId id)
{
    m_record.id = id;
    return append(idLine(id));
}

Result<void> SpoolEntry::recordEnd(const TaskEnd &end)
{
    m_record.end = end;
    return append(endLine(end));
}

void SpoolEntry::appendOutput(const QByteArray &bytes)
{
    const QByteArray taken = bytes.first(qMin(bytes.size(), maxOutputBytes - m_outputSize));
    m_outputFile.seek(m_outputSize);
    m_outputSize += qMax<qint64>(0, m_outputFile.write(taken));
}

QByteArray SpoolEntry::readOutput(qint64 offset, qint64 limit)
{
    m_outputFile.seek(offset);
    return m_outputFile.read(qMin(limit, m_outputSize - offset));
}

void SpoolEntry::remove()
{
    QDir(m_directory).removeRecursively();
}

} // namespace headway
