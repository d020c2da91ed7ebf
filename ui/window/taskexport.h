#pragma once

#include "core/session/tasksession.h"

#include <QSaveFile>

namespace headway {

enum class ExportFormat { Csv, Json };

/// Writes tasks to a file, page by page as they come; the file is there whole or not at all.
/// Deletes itself once it has ended.
class TaskExport : public QObject
{
    Q_OBJECT

public:
    /// @p parent ends it when it goes, and the file stays as it was.
    TaskExport(const QString &fileName, ExportFormat format, QObject *parent);
    ~TaskExport() override;

    void write(const QList<Task> &tasks);
    /// All that @p query finds.
    void writeFound(const TaskSessionPtr &session, const TaskQuery &query);

    /// Those of Task::row @p numbers that still are.
    void writeNumbered(const TaskSessionPtr &session, const QList<quint32> &numbers);

Q_SIGNALS:
    void finished(const QString &fileName, qint64 count);
    /// @p sentence is for people.
    void failed(const QString &sentence);

private:
    bool begin();
    void append(const QList<Task> &tasks);
    void fetch();
    void fetchNumbered();
    /// @return whether @p error is nothing but a wait, after which @p again is called
    bool waits(const Error &error, void (TaskExport::*again)());
    void finish();
    void fail(const QString &sentence);
    QString cannotWrite() const;

    QSaveFile m_file;
    const ExportFormat m_format;
    TaskSessionPtr m_session;
    TaskFilter m_filter;
    QList<quint32> m_numbers; ///< of those that are not written yet
    qint64 m_count = 0;
};

} // namespace headway
