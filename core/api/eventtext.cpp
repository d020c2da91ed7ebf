#include "core/api/eventtext.h"

#include "core/wire/taskjson.h"

#include <algorithm>
#include <limits>

namespace headway {

namespace {

struct Event
{
    quint64 revision;
    QByteArray text;
};

/// @p json is on one line.
Event eventOf(const QByteArray &name, quint64 revision, const QByteArray &json)
{
    return {revision,
            "event: " + name + "\nid: " + QByteArray::number(revision) + "\ndata: " + json
                + "\n\n"};
}

/// The result stands in it as it was received; a line break in JSON is a blank.
QByteArray onOneLine(QByteArray json)
{
    return json.replace('\n', ' ').replace('\r', ' ');
}

} // namespace

QByteArrayList eventsOf(const TaskChanges &changes)
{
    std::vector<Event> events;
    for (const Task &task : changes.changed)
        events.push_back(eventOf("task", task.revision, onOneLine(wire::toJson(task))));
    for (const DeletedTask &task : changes.deleted) {
        events.push_back(eventOf("deleted", task.revision, wire::deletedTaskJson(task.id)));
    }
    std::sort(events.begin(), events.end(),
              [](const Event &a, const Event &b) { return a.revision < b.revision; });
    QByteArrayList texts;
    for (const Event &event : events)
        texts.append(event.text);
    return texts;
}

QByteArray resetEvent(quint64 revision)
{
    return eventOf("reset", revision, "{}").text;
}

QByteArray positionBlock(quint64 revision)
{
    return "id: " + QByteArray::number(revision) + "\n\n";
}

QByteArray retryLine(std::chrono::milliseconds pause)
{
    return "retry: " + QByteArray::number(qint64{pause.count()}) + '\n';
}

QByteArray heartbeat()
{
    return ":\n\n";
}

quint64 revisionIn(const QByteArray &lastEventId)
{
    constexpr quint64 none = std::numeric_limits<quint64>::max();
    const bool isNumber = std::all_of(lastEventId.begin(), lastEventId.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const quint64 revision = lastEventId.toULongLong(&fits);
    return isNumber && fits ? revision : none;
}

} // namespace headway
