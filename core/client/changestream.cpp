#include "core/client/changestream.h"

#include "core/client/apiclient.h"
#include "core/client/apistream.h"
#include "core/wire/taskjson.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Beyond the largest task there may be.
constexpr qsizetype longestEvent = 2 * 1024 * 1024;
/// Three of the service's heartbeats.
constexpr auto silence = 45s;
constexpr std::chrono::milliseconds usualRetry = 2s;
constexpr std::chrono::milliseconds shortestPause = 100ms;
constexpr std::chrono::milliseconds longestPause = 30s;

std::optional<quint64> revisionIn(const QByteArray &id)
{
    const bool isNumber =
        std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const quint64 revision = id.toULongLong(&fits);
    return isNumber && fits ? std::optional(revision) : std::nullopt;
}

} // namespace

ChangeStream::ChangeStream(ApiClient &client)
    : m_client(client)
    , m_parser(longestEvent)
    , m_retry(usualRetry)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ChangeStream::open);
    m_pause.start(0ms); // whoever made this connects first
}

ChangeStream::~ChangeStream() = default;

void ChangeStream::comeNow()
{
    if (m_pause.isActive())
        m_pause.start(0ms);
}

void ChangeStream::open()
{
    m_parser = EventParser(longestEvent);
    const QByteArray known = m_known ? QByteArray::number(*m_known) : QByteArray();
    Result<std::unique_ptr<ApiStream>> answer =
        m_client.listen({.path = "/api/v1/events", .lastEventId = known, .patience = silence});
    if (!answer)
        return breakOff(answer.error());
    m_answer = std::move(*answer);
    connect(m_answer.get(), &ApiStream::came, this, &ChangeStream::take);
    connect(m_answer.get(), &ApiStream::brokeOff, this, &ChangeStream::breakOff);
}

void ChangeStream::take(const QByteArray &bytes)
{
    Result<QList<StreamBlock>> blocks = m_parser.read(bytes);
    Result<void> followed = blocks ? Result<void>() : blocks.error();
    for (qsizetype i = 0; blocks && followed && i < blocks->size(); ++i)
        followed = follow(blocks->at(i));
    if (const auto retry = m_parser.retry())
        m_retry = std::clamp(*retry, shortestPause, longestPause);
    tell();
    if (followed && !blocks->isEmpty())
        m_failures = 0;
    if (!followed) {
        breakOff({ErrorCode::Unreachable,
                  u"The event stream of the service at %1 cannot be understood: %2."_s.arg(
                      m_client.url().authority(), followed.error().detail)});
    }
}

Result<void> ChangeStream::follow(const StreamBlock &block)
{
    const std::optional<quint64> revision = revisionIn(block.id);
    if (!revision)
        return Error{ErrorCode::InvalidArgument, u"an event has no revision"_s};
    if (std::exchange(m_isInterrupted, false))
        Q_EMIT resumed();
    return follow(block, *revision);
}

Result<void> ChangeStream::follow(const StreamBlock &block, quint64 revision)
{
    if (block.name == "task") {
        const Result<Task> task = wire::readTask(block.data);
        if (!task)
            return task.error();
        add(*task);
    } else if (block.name == "deleted") {
        const Result<TaskId> id = wire::readDeletedTask(block.data);
        if (!id)
            return id.error();
        add(DeletedTask{*id, revision});
    } else if (block.name == "reset" || !m_known) {
        begin(revision);
    }
    m_known = revision;
    return {};
}

void ChangeStream::begin(quint64 revision)
{
    tell();
    m_known = revision;
    Q_EMIT outdated();
}

void ChangeStream::add(const Task &task)
{
    makeRoomFor(task.id);
    m_batch.changed.append(task);
}

void ChangeStream::add(const DeletedTask &task)
{
    makeRoomFor(task.id);
    m_batch.deleted.append(task);
}

/// A task is in one batch once.
void ChangeStream::makeRoomFor(TaskId id)
{
    if (m_inBatch.contains(id))
        tell();
    m_inBatch.insert(id);
}

void ChangeStream::tell()
{
    m_inBatch.clear();
    const TaskChanges changes = std::exchange(m_batch, {});
    if (!changes.isEmpty())
        Q_EMIT changed(changes);
}

void ChangeStream::breakOff(const Error &why)
{
    if (m_answer) {
        m_answer->disconnect(this);
        m_answer.release()->deleteLater(); // it may be what called
    }
    if (why.code == ErrorCode::NotSignedIn) {
        const Result<bool> renewed = m_client.renew();
        if (renewed && !*renewed) {
            Q_EMIT refused();
            return;
        }
    }
    constexpr int mostDoublings = 10;
    m_pause.start(std::min(m_retry * (1 << std::min(m_failures++, mostDoublings)), longestPause));
    if (!std::exchange(m_isInterrupted, true))
        Q_EMIT interrupted(why);
}

} // namespace headway
