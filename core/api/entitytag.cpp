#include "core/api/entitytag.h"

#include "core/base/secret.h"

#include <algorithm>

namespace headway {

namespace {

QByteArray tagOf(const QByteArray &body)
{
    constexpr qsizetype enough = 16; // bytes
    return '"'
        + hashOfSecret(body).first(enough).toBase64(QByteArray::Base64UrlEncoding
                                                    | QByteArray::OmitTrailingEquals)
        + '"';
}

/// Compares as weak: the body was the same to the byte anyhow.
bool isKnown(const QByteArray &tag, const QByteArrayList &ifNoneMatch)
{
    for (const QByteArray &list : ifNoneMatch) {
        for (const QByteArray &item : list.split(',')) {
            QByteArray known = item.trimmed();
            if (known.startsWith("W/"))
                known.remove(0, 2);
            if (known == tag || known == "*")
                return true;
        }
    }
    return false;
}

} // namespace

Answer withEntityTag(Answer answer, const RequestHead &head)
{
    if (answer.stream)
        return answer;
    const QByteArray tag = tagOf(answer.body);
    answer.headers.emplaceBack("ETag", tag);
    if (isKnown(tag, head.values("if-none-match"))) {
        answer.status = 304;
        answer.contentType.clear();
        answer.body.clear();
    }
    return answer;
}

} // namespace headway
