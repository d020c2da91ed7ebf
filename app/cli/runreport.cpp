#include "app/cli/runreport.h"

#include "core/base/logtext.h"
#include "core/base/privatefile.h"
#include "core/base/secret.h"
#include "core/client/remotetasksession.h"
#include "core/client/savedlogin.h"

#include <QHostAddress>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 10s;
constexpr auto deliveryPatience = 2s;
constexpr auto longPatience = 10min;

/// It is there, and will take the same a little later.
bool isBusy(ErrorCode code)
{
    return code == ErrorCode::TooMany || code == ErrorCode::StorageFull
        || code == ErrorCode::StorageFailed || code == ErrorCode::Internal;
}

bool isHere(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

bool mayBeUsed(const SavedLogin &login, const AccessRequest &request)
{
    if (!request.usesLogin)
        return false;
    if (!request.url.isEmpty())
        return QUrl(request.url) == login.url;
    return login.directory.isEmpty() ? isHere(login.url)
                                     : login.directory == request.directory.path();
}

/// Whose the reports are, as far as it can be said while no service runs: SpoolDelivery gives them
/// to nobody else.
QString targetOf(const AccessRequest &request)
{
    const Result<QByteArray> file = readPrivateFile(request.tokenFile);
    const QByteArray token = file ? *file : request.token;
    if (!token.isEmpty()) {
        const QByteArray hash = hashOfSecret(token.trimmed());
        return toText(TokenTarget{hash, request.url, request.endsToken});
    }
    const Result<SavedLogin> login = readSavedLogin();
    if (login && mayBeUsed(*login, request)) {
        return u"login %1 %2"_s.arg(
            login->email, login->directory.isEmpty() ? login->url.toString() : login->directory);
    }
    return request.url.isEmpty() ? QString(ownerTarget) : u"url "_s + request.url;
}

} // namespace

RunReport::RunReport(AccessRequest request)
    : m_request(std::move(request))
    , m_source([this] { return openSession(); })
    , m_target(targetOf(m_request))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &RunReport::giveUp);
}

RunReport::~RunReport() = default;

Result<void> RunReport::begin(const NewTask &task)
{
    if (Result<void> made = makePrivateDirectory(m_request.directory.path()); !made)
        return made;
    Result<std::unique_ptr<SpoolEntry>> entry =
        SpoolEntry::create(m_request.directory.spoolDirectory(), m_target, task, m_clock.now());
    if (!entry)
        return entry.error();
    m_entry = std::move(*entry);
    m_reporter = std::make_unique<TaskReporter>(*m_entry, m_source, m_clock);
    connect(m_reporter.get(), &TaskReporter::created, this, &RunReport::onCreated);
    connect(m_reporter.get(), &TaskReporter::unreachable, this, &RunReport::onUnreachable);
    connect(m_reporter.get(), &TaskReporter::refused, this, &RunReport::onRefused);
    connect(m_reporter.get(), &TaskReporter::delivered, this, &RunReport::forget);
    connect(m_reporter.get(), &TaskReporter::wentOn, this, [this] {
        m_isUnreachable = false;
        if (m_patience.isActive())
            m_patience.start(patienceAtEnd());
    });
    m_reporter->start();
    return {};
}

Result<TaskSessionPtr> RunReport::openSession()
{
    const Result<Access> access = findAccess(m_request);
    if (!access)
        return access.error();
    if (!access->note.isEmpty() && !std::exchange(m_hasToldNote, true))
        Q_EMIT isDelayed(access->note);
    return TaskSessionPtr(std::make_shared<RemoteTaskSession>(
        std::make_unique<ApiClient>(access->url, access->credential)));
}

void RunReport::onCreated(TaskId id)
{
    m_watch = std::make_unique<TaskWatch>(id, m_source);
    connect(m_watch.get(), &TaskWatch::cancelRequested, this, &RunReport::cancelRequested);
    connect(m_watch.get(), &TaskWatch::pauseRequested, this, &RunReport::pauseRequested);
    connect(m_watch.get(), &TaskWatch::resumeRequested, this, &RunReport::resumeRequested);
    m_delivery = std::make_unique<SpoolDelivery>(
        m_request.directory.spoolDirectory(),
        [this](const QString &target) {
            return target == m_target ? std::optional(m_source) : std::nullopt;
        },
        m_clock);
    connect(m_delivery.get(), &SpoolDelivery::finished, this, [this] {
        m_isDelivering = false;
        finishIfDone();
    });
    m_isDelivering = true;
    Q_EMIT created(id);
    m_delivery->start();
}

void RunReport::onUnreachable(const Error &error)
{
    m_isUnreachable = !m_hasTime || !isBusy(error.code);
    tellDelay(error.detail);
    finishIfDone();
}

void RunReport::tellDelay(const QString &reason)
{
    if (!std::exchange(m_hasToldDelay, true))
        Q_EMIT isDelayed(reason + u" The command is reported later."_s);
}

void RunReport::giveUp()
{
    if (!isSettled())
        tellDelay(u"The service does not take the rest in time."_s);
    Q_EMIT finished();
}

std::chrono::seconds RunReport::patienceAtEnd() const
{
    return m_hasTime ? longPatience : patience;
}

void RunReport::onRefused(const Error &error)
{
    Q_EMIT isDelayed(error.detail + u" The command is not reported."_s);
    forget();
}

void RunReport::appendOutput(const QByteArray &bytes)
{
    if (!m_entry || m_reporter->isDone())
        return;
    m_entry->appendOutput(bytes);
    m_reporter->resume();
}

void RunReport::update(const TaskUpdate &update)
{
    m_last = update;
    send();
}

void RunReport::send()
{
    if (!m_reporter || m_reporter->isDone())
        return;
    TaskUpdate update = m_last;
    if (m_usage.cpuPercent)
        update.cpuPercent = m_usage.cpuPercent;
    if (m_usage.memoryBytes)
        update.memoryBytes = m_usage.memoryBytes;
    m_reporter->update(update);
}

void RunReport::end(const std::variant<Completion, Failure> &outcome)
{
    m_hasEnded = true;
    m_watch.reset();
    if (m_entry && !m_reporter->isDone()) {
        if (const Result<void> kept = m_entry->recordEnd({m_clock.now(), m_last, outcome}); !kept)
            qWarning().noquote() << logText(kept.error().detail);
        m_patience.start(patienceAtEnd());
        m_isUnreachable = false;
        m_reporter->retryNow();
    }
    finishIfDone();
}

void RunReport::forget()
{
    m_entry->remove();
    finishIfDone();
}

void RunReport::finishIfDone()
{
    if (!m_hasEnded)
        return;
    if (m_isUnreachable || (isSettled() && !m_isDelivering))
        Q_EMIT finished();
    else if (isSettled())
        m_patience.start(deliveryPatience);
}

} // namespace headway
