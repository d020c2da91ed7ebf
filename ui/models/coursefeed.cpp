#include "ui/models/coursefeed.h"

#include "core/base/future.h"

#include <algorithm>
#include <utility>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto courseRefreshAfter = 1s;

/// Whether @p now can have more of a course than @p before had.
bool hasNews(const Task &before, const Task &now, CourseFeed::Depth depth)
{
    if (depth == CourseFeed::Depth::Nothing)
        return false;
    if (before.status != now.status || before.stalled != now.stalled)
        return true;
    return depth == CourseFeed::Depth::WithEarlier && before.revision != now.revision;
}

} // namespace

CourseFeed::CourseFeed(QObject *parent)
    : QObject(parent)
    , m_refresh(this)
{
    m_refresh.setObjectName(u"refresh"_s);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(courseRefreshAfter);
    connect(&m_refresh, &QTimer::timeout, this, &CourseFeed::askForOwn);
}

CourseFeed::~CourseFeed() = default;

void CourseFeed::setTask(const TaskSessionPtr &session, const std::optional<Task> &task)
{
    const bool isSame = session == m_session && task && m_task && task->id == m_task->id;
    const std::optional<Task> before = std::exchange(m_task, task);
    if (isSame) {
        const bool isKnown = m_hasOwn || m_isAsking;
        if (isKnown && hasNews(*before, *task, m_depth) && !m_refresh.isActive())
            m_refresh.start();
        return;
    }
    m_session = session;
    m_link = std::make_unique<QObject>();
    m_refresh.stop();
    m_course.reset();
    m_earlier.clear();
    m_isAsking = m_asksAgain = m_hasOwn = m_hasEarlier = false;
    Q_EMIT changed();
    ask();
}

void CourseFeed::setDepth(Depth depth)
{
    const bool isDeeper = depth > std::exchange(m_depth, depth);
    if (depth == Depth::Nothing)
        m_refresh.stop();
    if (isDeeper) {
        m_hasOwn = false; // it may be old
        ask();
    }
}

void CourseFeed::ask()
{
    if (!m_task || !m_session || m_depth == Depth::Nothing)
        return;
    if (!m_hasOwn)
        askForOwn();
    if (m_depth == Depth::WithEarlier && !std::exchange(m_hasEarlier, true))
        askForEarlier();
}

void CourseFeed::askForOwn()
{
    m_asksAgain = m_isAsking; // what is on its way may be older than what is wanted
    if (std::exchange(m_isAsking, true))
        return;
    whenDone(m_session->course(m_task->id), m_link.get(),
             [this](const Result<TaskCourse> &course) { takeOwn(course); });
}

void CourseFeed::takeOwn(const Result<TaskCourse> &course)
{
    m_isAsking = false;
    m_hasOwn = true;
    if (course)
        m_course = *course;
    else if (!m_course)
        m_course = TaskCourse(); // nothing is known, and the task itself still is
    if (std::exchange(m_asksAgain, false) && m_depth != Depth::Nothing)
        askForOwn();
    Q_EMIT changed();
}

void CourseFeed::askForEarlier()
{
    whenDone(m_session->earlierRuns(m_task->id, earlierAtMost), m_link.get(),
             [this](const Result<QList<Task>> &runs) {
                 m_order.clear();
                 for (const Task &run : runs ? *runs : QList<Task>()) {
                     m_order.append(run.id);
                     whenDone(m_session->course(run.id), m_link.get(),
                              [this, run](const Result<TaskCourse> &course) {
                                  takeEarlier(run, course);
                              });
                 }
             });
}

void CourseFeed::takeEarlier(const Task &run, const Result<TaskCourse> &course)
{
    if (!course || course->samples.isEmpty())
        return;
    m_earlier.append({run, *course});
    std::sort(m_earlier.begin(), m_earlier.end(), [this](const CourseRun &a, const CourseRun &b) {
        return m_order.indexOf(a.task.id) < m_order.indexOf(b.task.id);
    });
    Q_EMIT changed();
}

} // namespace headway
