#pragma once

#include "core/report/spoolrecord.h"
#include "core/report/spooltarget.h"

#include <QFile>

#include <memory>

namespace headway {

/// What one run has to report, on disk until the service has it all: a directory with the files
/// `record` and `output`, 0600 in 0700. Locked as long as the object lives, so that nobody else
/// reports the same; a lock dies with its process.
class SpoolEntry
{
public:
    static constexpr qint64 maxOutputBytes = qint64(1) << 30;

    /// @p spool is made when it is missing, in a directory that is there.
    /// @param target whose task it is: only who signs in as the same may report it
    /// Errors: Insecure, StorageFailed, StorageFull.
    static Result<std::unique_ptr<SpoolEntry>> create(const QString &spool, const QString &target,
                                                      const NewTask &task,
                                                      const QDateTime &startedAt);
    /// One that is empty, or half removed, is removed.
    /// Errors: InUse while somebody else has it; InvalidArgument when it tells nothing; NotFound,
    /// also when it was removed; Insecure, StorageFailed.
    static Result<std::unique_ptr<SpoolEntry>> open(const QString &directory);
    /// The directories of all entries, oldest first.
    static QStringList listIn(const QString &spool);

    /// What create() left unfinished before @p instant, when its process was killed.
    static void removeHalfMade(const QString &spool, const QDateTime &instant);

    const SpoolRecord &record() const { return m_record; }
    Result<void> rememberId(TaskId id);
    Result<void> recordEnd(const TaskEnd &end);

    /// Beyond maxOutputBytes, or when the disk is full, nothing more is kept.
    void appendOutput(const QByteArray &bytes);
    qint64 outputSize() const { return m_outputSize; }
    /// At most @p limit bytes from @p offset on.
    QByteArray readOutput(qint64 offset, qint64 limit);

    /// Everything has been reported: nothing stays behind.
    void remove();

private:
    explicit SpoolEntry(QString directory);

    Result<void> openRecord();
    Result<void> openOutput();
    Result<void> append(const QByteArray &line);

    QString m_directory;
    QFile m_recordFile;
    QFile m_outputFile;
    qint64 m_outputSize = 0;
    SpoolRecord m_record;
};

} // namespace headway
