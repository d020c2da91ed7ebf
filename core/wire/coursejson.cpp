#include "core/wire/coursejson.h"

#include "core/model/limits.h"
#include "core/wire/bounds.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

#include <QByteArrayList>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

/// Of times and bytes: whoever draws them must be able to count on from there.
constexpr ObjectReader::Range anyAmount{0, limits::memoryBytesMax};

QByteArray stateJson(const StateChange &state)
{
    return JsonWriter()
        .text("status", wordOf(state.status))
        .boolean("stalled", state.stalled)
        .instantOrNull("from", state.from)
        .object();
}

QByteArray sampleJson(const CourseSample &sample)
{
    return JsonWriter()
        .integer("elapsed_ms", qint64{sample.elapsed.count()})
        .numberOrNull("fraction", sample.fraction)
        .numberOrNull("current", sample.current)
        .integer("output_bytes", sample.outputBytes)
        .numberOrNull("cpu_percent", sample.usage.cpuPercent)
        .integerOrNull("memory_bytes", sample.usage.memoryBytes)
        .object();
}

StateChange stateOf(ObjectReader &object)
{
    StateChange state;
    const std::optional<TaskStatus> status = taskStatusFromWord(object.requiredText(u"status", {}));
    if (!status)
        object.refuse(u"status", u"is none of the eight states"_s);
    state.status = status.value_or(TaskStatus::Pending);
    state.stalled = object.boolean(u"stalled").value_or(false);
    state.from = object.instant(u"from").value_or(QDateTime());
    return state;
}

CourseSample sampleOf(ObjectReader &object)
{
    CourseSample sample;
    sample.elapsed = std::chrono::milliseconds(
        object.required(u"elapsed_ms", object.integer(u"elapsed_ms", anyAmount)));
    sample.fraction = object.number(u"fraction", 1);
    sample.current = object.number(u"current", anyNumber);
    sample.outputBytes =
        object.required(u"output_bytes", object.integer(u"output_bytes", anyAmount));
    sample.usage.cpuPercent = object.number(u"cpu_percent", limits::cpuPercentMax);
    sample.usage.memoryBytes = object.integer(u"memory_bytes", anyAmount);
    return sample;
}

} // namespace

QByteArray toJson(const TaskCourse &course)
{
    QByteArrayList states;
    for (const StateChange &state : course.states)
        states.append(stateJson(state));
    QByteArrayList samples;
    for (const CourseSample &sample : course.samples)
        samples.append(sampleJson(sample));
    return JsonWriter().raw("states", array(states)).raw("samples", array(samples)).object();
}

Result<TaskCourse> readTaskCourse(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    TaskCourse course;
    course.states = listOf<StateChange>(object, u"states", stateOf);
    course.samples = listOf<CourseSample>(object, u"samples", sampleOf);
    for (qsizetype i = 1; i < course.samples.size(); ++i) {
        if (course.samples.at(i).elapsed <= course.samples.at(i - 1).elapsed)
            object.refuse(u"samples", u"must be in the order of \"elapsed_ms\""_s);
    }
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return course;
}

} // namespace headway::wire
