#include "ui/models/querycompletion.h"

#include "core/model/querytext.h"
#include "core/model/querywords.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QStringList valuesOf(const QList<TaskGroup> &groups)
{
    QStringList values;
    for (const TaskGroup &group : groups) {
        const QString value = queryValueText(group.value);
        values.append(group.key.isEmpty() ? value : queryValueText(group.key) + u'=' + value);
    }
    return values;
}

QStringList valuesFor(QueryKeyword keyword, const TaskGroups &known)
{
    switch (keyword) {
    case QueryKeyword::Status:
        return queryStatusWords();
    case QueryKeyword::Kind:
        return valuesOf(known.kinds);
    case QueryKeyword::Host:
        return valuesOf(known.hosts);
    case QueryKeyword::Label:
        return valuesOf(known.labels);
    case QueryKeyword::Since:
    case QueryKeyword::Until:
    case QueryKeyword::EndedSince:
    case QueryKeyword::EndedUntil:
        break;
    }
    return {u"today"_s, u"yesterday"_s, u"30m"_s, u"2h"_s, u"3d"_s, u"1w"_s};
}

QStringList keywordTexts()
{
    QStringList texts;
    for (const QueryKeyword keyword : allQueryKeywords)
        texts.append(wordOf(keyword) + u':');
    return texts;
}

/// Those of @p texts that @p part is the beginning of, but not all of it.
QStringList matching(const QStringList &texts, const QString &part)
{
    QStringList found;
    for (const QString &text : texts) {
        if (text.size() > part.size() && text.startsWith(part, Qt::CaseInsensitive)
            && found.size() < mostCompletions)
            found.append(text);
    }
    return found;
}

} // namespace

qsizetype queryTermBegin(QStringView text, qsizetype cursor)
{
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text[i] == u'\\' && isQuoted)
            ++i;
        else if (text[i] == u'"')
            isQuoted = !isQuoted;
        else if (text[i].isSpace() && !isQuoted)
            begin = i + 1;
    }
    return begin;
}

QueryCompletion completionOf(const QString &text, qsizetype cursor, const TaskGroups &known)
{
    qsizetype begin = queryTermBegin(text, cursor);
    if (begin < cursor && text.at(begin) == u'-')
        ++begin;
    const qsizetype colon = text.indexOf(u':', begin);
    if (colon < 0 || colon >= cursor) {
        const QString part = text.sliced(begin, cursor - begin);
        return {begin, part.size(),
                part.isEmpty() ? QStringList() : matching(keywordTexts(), part)};
    }
    const auto keyword = queryKeywordFromWord(QStringView(text).sliced(begin, colon - begin));
    if (!keyword)
        return {cursor, 0, {}};
    const qsizetype comma = text.lastIndexOf(u',', cursor - 1);
    begin = std::max(colon, comma) + 1;
    const QString part = text.sliced(begin, cursor - begin);
    return {begin, part.size(), matching(valuesFor(*keyword, known), part)};
}

} // namespace headway
