#include "core/service/leasesweep.h"

#include "core/model/taskupdate.h"
#include "core/service/leases.h"
#include "core/service/storagewatch.h"
#include "core/service/writegroup.h"

#include <QTimer>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr size_t lapsesAtOnce = 1000;

} // namespace

LeaseSweep::LeaseSweep(Leases &leases, const StorageWatch &storage, const Clock &clock,
                       std::chrono::milliseconds pause)
    : m_leases(leases)
    , m_storage(storage)
    , m_clock(clock)
    , m_pause(pause)
{
}

void LeaseSweep::start(QObject *context, std::function<void()> commit)
{
    m_commit = std::move(commit);
    m_timer = new QTimer(context);
    QObject::connect(m_timer, &QTimer::timeout, context, [this] { look(); });
    schedule(false);
}

void LeaseSweep::stop()
{
    delete std::exchange(m_timer, nullptr);
}

void LeaseSweep::adjust()
{
    if (m_leases.isEmpty() == m_timer->isActive())
        schedule(false);
}

void LeaseSweep::look()
{
    schedule(false);
    if (m_storage.isWorking() && !m_leases.look(1).empty())
        m_commit();
}

/// A heartbeat that comes while the mark is on its way to the disk leaves it to the next one to
/// take it off.
void LeaseSweep::note(WriteGroup &group)
{
    if (!m_storage.isWorking())
        return; // what room is left is for others
    std::vector<Lapse> lapses = m_leases.look(lapsesAtOnce);
    if (lapses.empty() || group.failure())
        return;
    const QDateTime lookedAt = m_clock.now();
    for (const Lapse &lapse : lapses) {
        const auto lapsed = [&lapse](Task &task, const QDateTime &now) {
            const QDateTime lastSign = now.addDuration(-lapse.silence);
            if (lapse.isLost)
                return applyLoss(lastSign, task, now);
            applySilence(lastSign, task);
            return Result<void>();
        };
        const bool isNoted = group.note(lapse.id, lapsed, lookedAt);
        if (!isNoted) // its end, or its beginning, was another's
            m_leases.drop(lapse.id);
    }
    group.afterCommit([this, lapses = std::move(lapses)] {
        m_leases.settle(lapses);
        schedule(lapses.size() == lapsesAtOnce);
    });
}

void LeaseSweep::drop(const TaskChanges &changes)
{
    for (const Task &task : changes.changed) {
        if (isEnded(task.status))
            m_leases.drop(task.id);
    }
    for (const DeletedTask &task : changes.deleted)
        m_leases.drop(task.id);
}

/// @p hasMore asks to look again at once.
void LeaseSweep::schedule(bool hasMore)
{
    if (m_leases.isEmpty())
        m_timer->stop();
    else
        m_timer->start(hasMore ? 0ms : m_pause);
}

} // namespace headway
