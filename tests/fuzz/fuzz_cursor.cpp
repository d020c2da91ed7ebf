#include "core/api/entitytag.h"
#include "core/api/eventtext.h"
#include "core/base/ids.h"
#include "core/wire/time.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/headwith.h"

#include <QRegularExpression>

#include <limits>

// The small words of requests and answers: ids, instants, entity tags, and where a stream of events
// goes on. (A list's cursor is a number in its query: fuzz_query.)

using namespace headway;
using namespace headway::fuzz;
using namespace Qt::StringLiterals;

namespace {

void checkId(const QString &text)
{
    static const QRegularExpression form(
        uR"(\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const std::optional<TaskId> id = TaskId::fromString(text);
    claim(id.has_value() == form.match(text).hasMatch(), "an id is a UUID of version 4");
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
    answer = withEntityTag(answer);
    const QByteArray tag = answer.tag;
    const auto statusFor = [&answer](const QByteArrayList &tags) {
        return unlessKnown(answer, test::headWith("if-none-match", tags)).status;
    };
    const Answer again = unlessKnown(answer, test::headWith("if-none-match", {known}));
    claim(again.tag == tag, "a tag is the body's alone");
    claim(again.status == (again.body.isEmpty() ? 304 : 200), "only 304 comes without its body");
    claim(again.status == 200 || known.contains(tag) || known == "*",
          "304 is for who has the body");
    claim(statusFor({known, tag}) == 304 && statusFor({tag, known}) == 304,
          "nothing beside a tag hides it");
    claim(statusFor(known.split(',')) == again.status, "one field or many say the same");
}

void checkPosition(const QByteArray &lastEventId)
{
    const quint64 revision = revisionIn(lastEventId);
    if (revision == std::numeric_limits<quint64>::max())
        return;
    claim(revisionIn(QByteArray::number(revision)) == revision, "a position can be written again");
    QByteArray digits = lastEventId;
    while (digits.size() > 1 && digits.startsWith('0'))
        digits.remove(0, 1);
    claim(digits == QByteArray::number(revision), "a position is what was sent");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    checkId(QString::fromUtf8(bytes));
    checkTime(QString::fromUtf8(bytes));
    checkTag(bytes);
    checkPosition(bytes);
    return 0;
}
