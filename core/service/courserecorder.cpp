#include "core/service/courserecorder.h"

#include "core/model/limits.h"

#include <algorithm>
#include <utility>

namespace headway {

namespace {

constexpr int thickestEnded = limits::sampleCount * 3 / 8; // a full course is halved twice

/// So that what is to come is as dense as what is left of the time until now.
std::chrono::milliseconds spacingAfter(std::chrono::milliseconds spent)
{
    return spent / (limits::sampleCount / 2);
}

} // namespace

CourseRecorder::CourseRecorder(Database &database, const OutputStore &outputs)
    : m_store(database)
    , m_outputs(outputs)
{
}

void CourseRecorder::beginGroup(size_t tasks, const QDateTime &now)
{
    const bool isFirst = std::exchange(m_begunAt, now) != now;
    m_left = tasks / 32 + (isFirst ? 1 : 0);
}

Result<void> CourseRecorder::noteState(quint32 task, const StateChange &state)
{
    return m_store.insert(task, state);
}

Result<void> CourseRecorder::note(const Task &task, const QDateTime &now, Known known)
{
    if (isEnded(task.status))
        return close(task, known);
    const std::chrono::milliseconds spent =
        elapsed(task, std::max({task.createdAt, task.updatedAt, now}))
            .value_or(std::chrono::milliseconds(0));
    auto track = m_tracks.find(task.row);
    if (track == m_tracks.end()) {
        if (known == Known::Before && !takeOne())
            return {};
        const Result<Track> begun = known == Known::New ? Track() : trackOf(task.row);
        if (!begun)
            return begun.error();
        track = m_tracks.insert(task.row, *begun);
    }
    return spent >= track->due && takeOne() ? sample(task, spent, *track) : Result<void>();
}

/// Of one that has ended some samples are enough.
Result<void> CourseRecorder::close(const Task &task, Known known)
{
    const auto track = m_tracks.constFind(task.row);
    int count = track == m_tracks.cend() ? 0 : track->count;
    if (track == m_tracks.cend() && known == Known::Before) {
        const Result<CourseStore::Extent> extent = m_store.extent(task.row);
        if (!extent)
            return extent.error();
        count = extent->count;
    }
    forget(task);
    for (; count > thickestEnded; count -= count / 2) {
        if (Result<void> done = m_store.thinOut(task.row); !done)
            return done;
    }
    return {};
}

bool CourseRecorder::takeOne()
{
    if (m_left == 0)
        return false;
    --m_left;
    return true;
}

/// Of a task that was there before this connection.
Result<CourseRecorder::Track> CourseRecorder::trackOf(quint32 task)
{
    const Result<CourseStore::Extent> extent = m_store.extent(task);
    if (!extent)
        return extent.error();
    Track track;
    track.count = extent->count;
    track.spacing = std::max(firstSpacing, spacingAfter(extent->last));
    track.due = extent->last + track.spacing;
    return track;
}

Result<void> CourseRecorder::sample(const Task &task, std::chrono::milliseconds spent, Track &track)
{
    const CourseSample sample{spent, task.progress.fraction, task.progress.current,
                              m_outputs.size(task.id), task.usage};
    if (Result<void> done = m_store.insert(task.row, sample); !done)
        return done;
    ++track.count;
    if (track.count >= limits::sampleCount) {
        if (Result<void> done = m_store.thinOut(task.row); !done)
            return done;
        track.count -= track.count / 2;
        track.spacing = std::max(2 * track.spacing, spacingAfter(spent));
    }
    track.due = spent + track.spacing;
    return {};
}

} // namespace headway
