#include "ui/models/taskinbox.h"

#include <iterator>
#include <utility>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frame = 16ms;
constexpr auto busyFrame = 32ms; // nobody reads many rows faster, and to paint them costs the most
constexpr int busyRows = 8;
constexpr qsizetype tasksAtOnce = 2000;

} // namespace

TaskInbox::TaskInbox(QObject *parent)
    : QObject(parent)
    , m_frame(this)
{
    m_frame.setSingleShot(true);
    m_frame.setObjectName(u"frame"_s);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &TaskInbox::due);
}

void TaskInbox::add(const TaskChanges &changes)
{
    m_waiting.deleted.append(changes.deleted);
    addTasks(changes.changed);
}

void TaskInbox::addTasks(const QList<Task> &tasks)
{
    m_waiting.tasks.append(tasks);
    schedule();
}

void TaskInbox::endListing()
{
    m_waiting.endsListing = true;
    schedule();
}

void TaskInbox::clear()
{
    m_frame.stop();
    m_waiting = {};
}

TaskInbox::Batch TaskInbox::takeBatch()
{
    m_frame.stop();
    if (m_waiting.tasks.size() <= tasksAtOnce) {
        Batch all = std::exchange(m_waiting, {});
        m_waiting.tasks.reserve(all.tasks.size()); // as many come by the next frame
        return all;
    }
    const auto first = m_waiting.tasks.begin();
    const auto last = first + tasksAtOnce;
    Batch batch;
    batch.tasks = QList<Task>(std::make_move_iterator(first), std::make_move_iterator(last));
    m_waiting.tasks.erase(first, last);
    m_frame.start();
    return batch;
}

void TaskInbox::keepPace(int rows)
{
    m_frame.setInterval(rows > busyRows && !hasTasks() ? busyFrame : frame);
}

void TaskInbox::schedule()
{
    if (!m_frame.isActive())
        m_frame.start();
}

} // namespace headway
