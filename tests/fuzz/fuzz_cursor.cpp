#include "core/api/entitytag.h"
#include "core/base/ids.h"
#include "core/wire/time.h"
#include "tests/fuzz/fuzz.h"

// The small words of requests and answers: ids, instants and entity tags. (A list's cursor is a
// number in its query: fuzz_query.)

using namespace headway;
using namespace headway::fuzz;

namespace {

void checkId(const QString &text)
{
    const std::optional<TaskId> id = TaskId::fromString(text);
    if (!id)
        return;
    claim(!id->isNull() && id->toString() == text.toLower(), "an id has one spelling");
    claim(TaskId::fromBytes(id->toBytes()) == *id, "an id survives its bytes");
}

void checkTime(const QString &text)
{
    const std::optional<QDateTime> time = wire::fromIsoTime(text);
    if (!time)
        return;
    claim(time->isValid() && time->timeSpec() == Qt::UTC, "an instant is in UTC");
    const QString written = wire::toIsoTime(*time);
    claim(written.size() == QStringLiteral("2026-11-23T09:15:02.125+00:00").size(),
          "an instant has one form");
    claim(wire::fromIsoTime(written) == time, "an instant can be written again");
}

void checkTag(const QByteArray &known)
{
    Answer answer;
    answer.body = "body";
    RequestHead head;
    const QByteArray tag = withEntityTag(answer, head).headers.constLast().second;
    head.fields.append({"if-none-match", known});
    const Answer again = withEntityTag(answer, head);
    claim(again.headers.constLast().second == tag, "a tag is the body's alone");
    claim(again.status == (again.body.isEmpty() ? 304 : 200), "only 304 comes without its body");
    claim(again.status == 200 || known.contains(tag) || known.contains('*'),
          "304 is for who has the body");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    checkId(QString::fromUtf8(bytes));
    checkTime(QString::fromUtf8(bytes));
    checkTag(bytes);
    return 0;
}
