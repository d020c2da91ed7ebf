#include "ui/desktop/endteller.h"

#include "ui/desktop/tellingrules.h"

#include <algorithm>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds gathering = 400ms;
constexpr std::chrono::milliseconds between = 5s;

} // namespace

std::chrono::milliseconds TellingPace::wait(std::chrono::milliseconds now) const
{
    const std::chrono::milliseconds left = m_last ? *m_last + between - now : 0ms;
    return std::max(gathering, left);
}

EndTeller::EndTeller(const QSettings &settings, Bells &bells, const Clock &clock,
                     std::function<bool()> isInFront, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_bells(bells)
    , m_clock(clock)
    , m_isInFront(std::move(isInFront))
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EndTeller::tell);
}

void EndTeller::take(const QList<Task> &ended)
{
    const TellingRules rules = tellingRules(m_settings);
    const bool isInFront = m_isInFront();
    QList<TaskId> ids;
    for (const Task &task : ended) {
        ids += task.id;
        if (isTold(task, m_bells.of(task.id), isInFront, rules))
            m_digest.add(task);
    }
    m_bells.set(ids, Bell::ByTheRules);
    if (!m_digest.isEmpty() && !m_timer.isActive())
        m_timer.start(m_pace.wait(m_clock.monotonic()));
}

void EndTeller::clear()
{
    m_timer.stop();
    m_digest = {};
}

void EndTeller::tell()
{
    if (tellingRules(m_settings).doNotDisturb) // set in the meantime
        return clear();
    m_pace.told(m_clock.monotonic());
    Q_EMIT announced(m_digest.take());
}

} // namespace headway
