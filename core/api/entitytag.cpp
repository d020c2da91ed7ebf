#include "core/api/entitytag.h"

#include "core/base/secret.h"

#include <algorithm>

namespace headway {

namespace {

constexpr QByteArrayView knownTags = "if-none-match";

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
bool isInList(QByteArrayView tag, QByteArrayView list)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const qsizetype end = comma < 0 ? list.size() : comma;
        QByteArrayView item = list.first(end).trimmed();
        if (item.startsWith("W/"))
            item = item.sliced(2);
        if (item == tag)
            return true;
        list = list.sliced(qMin(end + 1, list.size()));
    }
    return false;
}

bool isKnown(QByteArrayView tag, const RequestHead &head)
{
    const auto names = [tag](const RequestHead::Field &each) {
        return each.name == knownTags && isInList(tag, each.value);
    };
    return std::any_of(head.fields.begin(), head.fields.end(), names)
        || (head.value(knownTags) == "*" && head.count(knownTags) == 1);
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
    if (!answer.tag.isEmpty() && isKnown(answer.tag, head)) {
        answer.status = 304;
        answer.contentType.clear();
        answer.body.clear();
    }
    return answer;
}

} // namespace headway
