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

/// Compares as weak: the body was the same to the byte anyhow. The comma ends an item although a
/// tag may hold one, for ours do not.
bool isKnown(const QByteArray &tag, const QByteArrayList &ifNoneMatch)
{
    const QByteArray list = ifNoneMatch.join(',');
    if (list == "*")
        return true;
    const QByteArrayList items = list.split(',');
    return std::any_of(items.begin(), items.end(), [&tag](const QByteArray &item) {
        const QByteArray known = item.trimmed();
        return known == tag || known == "W/" + tag;
    });
}

} // namespace

Answer withEntityTag(Answer answer)
{
    if (answer.tag.isEmpty() && !answer.stream)
        answer.tag = tagOf(answer.body);
    return answer;
}

Answer unlessKnown(Answer answer, const RequestHead &head)
{
    if (!answer.tag.isEmpty() && isKnown(answer.tag, head.values("if-none-match"))) {
        answer.status = 304;
        answer.contentType.clear();
        answer.body.clear();
    }
    return answer;
}

} // namespace headway
