#include "core/api/credentials.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

// The credentials of a request: its session cookie and its bearer token. Every line of the input is
// a Cookie field, and the value of Authorization as well.

using namespace headway;
using namespace headway::fuzz;

namespace {

RequestHead headOf(const QByteArray &name, const QByteArrayList &values)
{
    RequestHead head;
    for (const QByteArray &value : values)
        head.fields.append({name, value});
    return head;
}

QByteArrayList backwards(QByteArrayList list)
{
    std::reverse(list.begin(), list.end());
    return list;
}

void checkCookies(const QByteArrayList &lines)
{
    const QByteArray secret = sessionSecret(headOf("cookie", lines));
    claim(!secret.contains(';'), "a secret is one cookie's");
    claim(secret.isEmpty() || lines.join().contains("session=" + secret), "a secret was sent");

    claim(sessionSecret(headOf("cookie", {lines.join(';')})) == secret,
          "one field or many say the same");
    QByteArrayList cookies = backwards(lines.join(';').split(';'));
    claim(sessionSecret(headOf("cookie", {cookies.join("; ")})) == secret,
          "the order of cookies does not matter");
    claim(sessionSecret(headOf("x-cookie", lines)).isEmpty(), "no other field has cookies");
    cookies.append(" session=other");
    const QByteArray doubtful = sessionSecret(headOf("cookie", cookies));
    claim(doubtful.isEmpty() || doubtful == "other", "two sessions are none");
    claim(secret.isEmpty() || secret == "other" || doubtful.isEmpty(), "two sessions are none");
}

void checkBearer(const QByteArray &authorization)
{
    const QByteArray token = bearerToken(headOf("authorization", {authorization}));
    if (token.isEmpty())
        return;
    claim(token == token.trimmed() && authorization.trimmed().endsWith(token),
          "a token is the end of its field");
    claim(authorization.startsWith("bearer ") || authorization.toLower().startsWith("bearer "),
          "a token is a bearer's");
    claim(bearerToken(headOf("authorization", {"Bearer " + token})) == token,
          "a token written again is the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayList lines = bytesOf(data, size).split('\n');
    checkCookies(lines);
    for (const QByteArray &line : lines)
        checkBearer(line);
    return 0;
}
