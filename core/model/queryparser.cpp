#include "core/model/queryparser.h"

#include "core/model/querytext.h"
#include "core/model/querytime.h"
#include "core/model/querywords.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool isUnreadable(QChar c)
{
    return c.category() == QChar::Other_Control && !c.isSpace();
}

/// A piece of what was typed, fit to stand in a sentence.
QString quoted(QStringView text)
{
    constexpr qsizetype longest = 24;
    qsizetype end = qMin(text.size(), longest);
    if (end < text.size() && text.at(end - 1).isHighSurrogate())
        --end;
    QString shown = text.first(end).toString();
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Format || c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return u'“' + shown + (end < text.size() ? u"…”"_s : u"”"_s);
}

QString tooLong()
{
    return u"A search has at most %1 characters."_s.arg(longestQueryText);
}

/// A value as it was typed, out of its quotes.
struct Value
{
    QString text;
    qsizetype position = 0;
    qsizetype length = 0;
    std::optional<QString> second = {}; ///< of a label: what stands behind the equals sign
};

class Parser
{
public:
    Parser(QStringView text, const QDateTime &now)
        : m_text(text)
        , m_now(now)
    {
    }

    std::variant<TaskQuery, QueryMistake> parse();

private:
    bool isAtEnd() const { return m_at >= m_text.size(); }
    bool sees(QChar c) const { return !isAtEnd() && m_text[m_at] == c; }
    bool isAtBlank() const { return isAtEnd() || m_text[m_at].isSpace(); }

    bool count(qsizetype values);
    bool refuse(qsizetype position, qsizetype length, const QString &sentence);
    bool checkCharacters();
    bool readTerm();
    std::optional<QStringView> keywordAhead() const;
    bool readCondition(QStringView word, bool isExcluded);
    bool readValues(QueryKeyword keyword, QList<Value> &values);
    std::optional<Value> readValue(QStringView stops);
    std::optional<Value> readQuoted();
    bool take(QueryKeyword keyword, const QList<Value> &values, bool isExcluded);
    bool takeStatuses(const QList<Value> &values, bool isExcluded);
    bool takeTime(QueryKeyword keyword, const QList<Value> &values, bool isExcluded);

    const QStringView m_text;
    const QDateTime m_now;
    qsizetype m_at = 0;
    qsizetype m_termBegin = 0;
    qsizetype m_values = 0;
    TaskQuery m_query;
    std::optional<QueryMistake> m_mistake;
};

bool Parser::refuse(qsizetype position, qsizetype length, const QString &sentence)
{
    m_mistake = QueryMistake{position, length, sentence};
    return false;
}

/// The database has to look at each of them.
bool Parser::count(qsizetype values)
{
    m_values += values;
    return m_values <= mostQueryValues
        || refuse(m_termBegin, m_at - m_termBegin,
                  u"A search has at most %1 conditions."_s.arg(mostQueryValues));
}

std::variant<TaskQuery, QueryMistake> Parser::parse()
{
    bool isFine = checkCharacters();
    while (isFine) {
        while (!isAtEnd() && m_text[m_at].isSpace())
            ++m_at;
        if (isAtEnd())
            break;
        isFine = readTerm();
    }
    if (isFine && queryText(m_query).size() > longestQueryText) // written out it can be longer
        refuse(0, m_text.size(), tooLong());
    if (m_mistake)
        return *m_mistake;
    return m_query;
}

bool Parser::checkCharacters()
{
    if (m_text.size() > longestQueryText) {
        return refuse(longestQueryText, m_text.size() - longestQueryText, tooLong());
    }
    const auto bad = std::find_if(m_text.begin(), m_text.end(), isUnreadable);
    if (bad != m_text.end() || !m_text.isValidUtf16()) {
        return refuse(bad == m_text.end() ? 0 : bad - m_text.begin(), 1,
                      u"There is a character that cannot be searched for."_s);
    }
    return true;
}

bool Parser::readTerm()
{
    m_termBegin = m_at;
    // Two of them begin an option of a command. One alone leaves out nothing yet: no word follows.
    const bool isExcluded = sees(u'-') && (m_at + 1 == m_text.size() || m_text[m_at + 1] != u'-');
    if (isExcluded)
        ++m_at;
    if (const std::optional<QStringView> keyword = keywordAhead())
        return readCondition(*keyword, isExcluded);
    const std::optional<Value> word = readValue(u"");
    if (!word)
        return false;
    if (!isAtBlank())
        return refuse(m_at, 1, u"A blank is missing after the quotation mark."_s);
    if (!word->text.isEmpty())
        m_query.words.append({{word->text}, isExcluded});
    return count(1);
}

/// Letters and dashes up to a colon.
std::optional<QStringView> Parser::keywordAhead() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && (m_text[end].isLetter() || (m_text[end] == u'-' && end > m_at)))
        ++end;
    if (end == m_at || end == m_text.size() || m_text[end] != u':')
        return std::nullopt;
    return m_text.sliced(m_at, end - m_at);
}

bool Parser::readCondition(QStringView word, bool isExcluded)
{
    const std::optional<QueryKeyword> keyword = queryKeywordFromWord(word);
    if (!keyword) {
        return refuse(
            m_at, word.size(),
            u"There is no keyword %1; text with a colon stands in quotes."_s.arg(quoted(word)));
    }
    m_at += word.size() + 1;
    QList<Value> values;
    return readValues(*keyword, values) && take(*keyword, values, isExcluded);
}

bool Parser::readValues(QueryKeyword keyword, QList<Value> &values)
{
    do {
        if (!values.isEmpty())
            ++m_at; // the comma
        const qsizetype begin = m_at;
        const bool isLabel = keyword == QueryKeyword::Label;
        std::optional<Value> value = readValue(isLabel ? u",=" : u",");
        if (value && isLabel && sees(u'=')) {
            ++m_at;
            const std::optional<Value> second = readValue(u",");
            if (!second)
                return false;
            value->second = second->text;
        }
        if (!value)
            return false;
        if (m_at == begin) {
            return refuse(m_termBegin, m_at - m_termBegin,
                          u"A value is missing after %1."_s.arg(
                              quoted(m_text.sliced(m_termBegin, m_at - m_termBegin))));
        }
        value->length = m_at - begin;
        values.append(*value);
        if (!count(1))
            return false;
    } while (sees(u','));
    if (!isAtBlank())
        return refuse(m_at, 1, u"A blank is missing after the quotation mark."_s);
    return true;
}

/// In quotes, or up to a blank or one of @p stops.
std::optional<Value> Parser::readValue(QStringView stops)
{
    if (sees(u'"'))
        return readQuoted();
    const qsizetype begin = m_at;
    while (!isAtBlank() && !stops.contains(m_text[m_at]))
        ++m_at;
    return Value{m_text.sliced(begin, m_at - begin).toString(), begin, m_at - begin};
}

std::optional<Value> Parser::readQuoted()
{
    Value value{{}, m_at, 0};
    for (++m_at; !isAtEnd() && m_text[m_at] != u'"'; ++m_at) {
        const bool escapes = m_text[m_at] == u'\\' && m_at + 1 < m_text.size()
            && (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
        if (escapes)
            ++m_at;
        value.text += m_text[m_at];
    }
    if (isAtEnd()) {
        refuse(value.position, m_text.size() - value.position,
               u"The quotation mark is not closed."_s);
        return std::nullopt;
    }
    ++m_at;
    value.length = m_at - value.position;
    return value;
}

bool Parser::take(QueryKeyword keyword, const QList<Value> &values, bool isExcluded)
{
    QStringList texts;
    QList<LabelPattern> labels;
    for (const Value &value : values) {
        texts.append(value.text);
        labels.append({value.text, value.second});
    }
    switch (keyword) {
    case QueryKeyword::Status:
        return takeStatuses(values, isExcluded);
    case QueryKeyword::Kind:
        m_query.kinds.append({texts, isExcluded});
        return true;
    case QueryKeyword::Host:
        m_query.hosts.append({texts, isExcluded});
        return true;
    case QueryKeyword::Label:
        m_query.labels.append({labels, isExcluded});
        return true;
    case QueryKeyword::Since:
    case QueryKeyword::Until:
    case QueryKeyword::EndedSince:
    case QueryKeyword::EndedUntil:
        break;
    }
    return takeTime(keyword, values, isExcluded);
}

bool Parser::takeStatuses(const QList<Value> &values, bool isExcluded)
{
    AnyOf<TaskStatus> condition{{}, isExcluded};
    for (const Value &value : values) {
        const QList<TaskStatus> statuses = queryStatuses(value.text);
        if (statuses.isEmpty()) {
            QStringList words = queryStatusWords();
            const QString last = words.takeLast();
            return refuse(value.position, value.length,
                          u"There is no status %1. It is one of %2 and %3."_s.arg(
                              quoted(value.text), words.join(u", "_s), last));
        }
        if (!count(statuses.size() - 1))
            return false;
        for (const TaskStatus status : statuses) {
            if (!condition.values.contains(status))
                condition.values.append(status);
        }
    }
    m_query.statuses.append(condition);
    return true;
}

bool Parser::takeTime(QueryKeyword keyword, const QList<Value> &values, bool isExcluded)
{
    const Value &value = values.constFirst();
    if (isExcluded)
        return refuse(m_termBegin, 1, u"A time takes no minus: use “since” or “until”."_s);
    if (values.size() > 1) {
        return refuse(values.at(1).position, values.at(1).length,
                      u"There can be one time only after %1."_s.arg(
                          quoted(m_text.sliced(m_termBegin, value.position - m_termBegin))));
    }
    const std::optional<QueryTime> time = queryTimeFromText(value.text, m_now);
    if (!time) {
        return refuse(value.position, value.length,
                      u"%1 is no time. It is like today, yesterday, 2h, 3d or 2026-11-20."_s.arg(
                          quoted(value.text)));
    }
    TaskQuery bound;
    if (keyword == QueryKeyword::Since)
        bound.createdSince = time->begin;
    else if (keyword == QueryKeyword::Until)
        bound.createdUntil = time->end;
    else if (keyword == QueryKeyword::EndedSince)
        bound.endedSince = time->begin;
    else
        bound.endedUntil = time->end;
    m_query = bothOf(m_query, bound);
    return true;
}

} // namespace

std::variant<TaskQuery, QueryMistake> queryFromText(QStringView text, const QDateTime &now)
{
    return Parser(text, now).parse();
}

} // namespace headway
