#pragma once

#include "core/client/eventparser.h"
#include "core/model/taskchanges.h"

#include <QSet>
#include <QTimer>

#include <memory>

namespace headway {

class ApiClient;
class ApiStream;

/// Listens to the changes of the tasks at a service. When the stream breaks off it comes again,
/// after a pause that grows while it cannot, and goes on where it was: nothing is missed, and
/// nothing told twice.
class ChangeStream final : public QObject
{
    Q_OBJECT

public:
    /// @p client is borrowed and outlives this.
    explicit ChangeStream(ApiClient &client);
    ~ChangeStream() override;

    /// Comes again now if it was to come again later: there is reason to believe that it can.
    void comeNow();

Q_SIGNALS:
    /// Not empty; in ascending order of revisions.
    void changed(const headway::TaskChanges &changes);
    /// What is known may be out of date: the stream begins here, or it could not go on from where
    /// it was.
    void outdated();
    /// Nothing comes for the time being. Once until resumed().
    void interrupted(const headway::Error &why);
    /// Comes again; before what came meanwhile.
    void resumed();
    /// The credential is not taken: nothing comes any more.
    void refused();

private:
    void open();
    void take(const QByteArray &bytes);
    Result<void> follow(const StreamBlock &block);
    Result<void> follow(const StreamBlock &block, quint64 revision);
    void begin(quint64 revision);
    void add(const Task &task);
    void add(const DeletedTask &task);
    void makeRoomFor(TaskId id);
    void tell();
    void breakOff(const Error &why);

    ApiClient &m_client;
    std::unique_ptr<ApiStream> m_answer;
    EventParser m_parser;
    std::optional<quint64> m_known; ///< revision up to which everything has been told
    TaskChanges m_batch; ///< of the piece at hand
    QSet<TaskId> m_inBatch;
    QTimer m_pause;
    std::chrono::milliseconds m_retry; ///< the first pause
    int m_failures = 0; ///< one after the other
    bool m_isInterrupted = false;
};

} // namespace headway
