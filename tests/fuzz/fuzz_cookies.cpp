#include "core/api/credentials.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/headwith.h"

#include <QRegularExpression>

#include <algorithm>

// The credentials of a request: its session cookie and its bearer token. Every line of the input is
// a Cookie field, and the value of Authorization as well.

using namespace headway;
using namespace headway::fuzz;
using namespace Qt::StringLiterals;
using test::headWith;

namespace {

QByteArrayList backwards(QByteArrayList list)
{
    std::reverse(list.begin(), list.end());
    return list;
}

void checkCookies(const QByteArrayList &lines)
{
    const QByteArray secret = sessionSecret(headWith("cookie", lines));
    claim(!secret.contains(';'), "a secret is one cookie's");
    claim(secret.isEmpty() || lines.join().contains("session=" + secret), "a secret was sent");

    claim(sessionSecret(headWith("cookie", {lines.join(';')})) == secret,
          "one field or many say the same");
    QByteArrayList cookies = backwards(lines.join(';').split(';'));
    claim(sessionSecret(headWith("cookie", {cookies.join("; ")})) == secret,
          "the order of cookies does not matter");
    claim(sessionSecret(headWith("cookie", backwards(lines) + lines)) == secret,
          "the same said twice is said once");
    claim(sessionSecret(headWith("cookie", {"a=b; " + lines.join("; c=d; ") + "; session2=x"}))
              == secret,
          "other cookies do not matter");
    claim(sessionSecret(headWith("x-cookie", lines)).isEmpty(), "no other field has cookies");
    cookies.append(" session=other");
    const QByteArray doubtful = sessionSecret(headWith("cookie", cookies));
    claim(doubtful.isEmpty() || doubtful == "other", "two sessions are none");
    claim(secret.isEmpty() || secret == "other" || doubtful.isEmpty(), "two sessions are none");
}

void checkBearer(const QByteArray &authorization)
{
    static const QRegularExpression form(
        uR"(\A[Bb][Ee][Aa][Rr][Ee][Rr] \s*([A-Za-z0-9._~+/-]+=*)\s*\z)"_s);
    const QByteArray token = bearerToken(headWith("authorization", {authorization}));
    claim(token == form.match(QString::fromLatin1(authorization)).captured(1).toLatin1(),
          "a token is what RFC 6750 says");
    if (token.isEmpty())
        return;
    claim(token == token.trimmed() && authorization.trimmed().endsWith(token),
          "a token is the end of its field");
    claim(authorization.startsWith("bearer ") || authorization.toLower().startsWith("bearer "),
          "a token is a bearer's");
    claim(bearerToken(headWith("authorization", {"Bearer " + token})) == token,
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
