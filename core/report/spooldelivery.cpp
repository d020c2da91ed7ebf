#include "core/report/spooldelivery.h"

#include "core/base/logtext.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Making an entry takes no time; what is older is nobody's.
constexpr auto halfMadeFor = std::chrono::hours(1);

/// For a run that was killed before its command ended.
TaskEnd unknownEnd(const QDateTime &now)
{
    return {
        now, {}, Failure{u"The reporting of this command was ended before the command."_s, {}, {}}};
}

/// Its run still has it, or has removed it meanwhile.
bool isOthers(ErrorCode code)
{
    return code == ErrorCode::InUse || code == ErrorCode::NotFound;
}

} // namespace

SpoolDelivery::SpoolDelivery(const QString &spool, SpoolRoute route, const Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_route(std::move(route))
    , m_clock(clock)
    , m_directories(SpoolEntry::listIn(spool))
{
    SpoolEntry::removeHalfMade(spool, m_clock.now().addDuration(-halfMadeFor));
}

SpoolDelivery::~SpoolDelivery() = default;

void SpoolDelivery::start()
{
    next();
}

void SpoolDelivery::next()
{
    while (!m_directories.isEmpty()) {
        const QString directory = m_directories.takeFirst();
        Result<std::unique_ptr<SpoolEntry>> entry = SpoolEntry::open(directory);
        const std::optional<SessionSource> source =
            entry ? m_route((*entry)->record().target) : std::nullopt;
        if (source)
            return deliver(std::move(*entry), *source);
        if (!entry && !isOthers(entry.error().code))
            qWarning().noquote() << logText(directory) << logText(entry.error().detail);
    }
    Q_EMIT finished();
}

void SpoolDelivery::deliver(std::unique_ptr<SpoolEntry> entry, const SessionSource &source)
{
    m_entry = std::move(entry);
    if (!m_entry->record().end) {
        if (const Result<void> ended = m_entry->recordEnd(unknownEnd(m_clock.now())); !ended)
            qWarning().noquote() << logText(ended.error().detail);
    }
    m_reporter = std::make_unique<TaskReporter>(*m_entry, source, m_clock);
    connect(m_reporter.get(), &TaskReporter::delivered, this, &SpoolDelivery::remove);
    connect(m_reporter.get(), &TaskReporter::refused, this, [this](const Error &error) {
        qWarning().noquote() << "A run cannot be reported:" << logText(error.detail);
        remove();
    });
    connect(m_reporter.get(), &TaskReporter::unreachable, this, [this] {
        m_directories.clear(); // the service has gone again
        leave();
    });
    m_reporter->start();
}

void SpoolDelivery::remove()
{
    const QString target = m_entry->record().target;
    m_entry->remove();
    leave();
    Q_EMIT delivered(target);
}

/// From one of the reporter's own signals, so it goes a little later.
void SpoolDelivery::leave()
{
    m_reporter.release()->deleteLater();
    QTimer::singleShot(0, this, [this] {
        m_entry.reset();
        next();
    });
}

} // namespace headway
