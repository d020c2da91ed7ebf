#include "core/store/taskselection.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// @p text as a LIKE pattern that finds it anywhere, with its wildcards taken literally.
QString containing(const QString &text)
{
    QString escaped = text;
    for (const QChar special : {u'\\', u'%', u'_'})
        escaped.replace(special, u"\\"_s + special);
    return u"%"_s + escaped + u"%"_s;
}

/// Makes of equals the one that ended last come first. Where there is an index, it holds all that
/// is asked for, in this order or its reverse.
QString endedOrder(const QString &key, bool descending)
{
    return descending ? u"%1 DESC, completed_at DESC, seq DESC"_s.arg(key)
                      : u"%1, completed_at DESC, seq DESC"_s.arg(key);
}

QString keyOf(TaskKey key)
{
    switch (key) {
    case TaskKey::Ended:
    case TaskKey::Status:
        break;
    case TaskKey::Started:
        return u"started_at"_s;
    case TaskKey::Elapsed:
        return u"completed_at - started_at - paused_for"_s;
    case TaskKey::Name:
        return u"name_key"_s;
    case TaskKey::Progress:
        return u"CASE status WHEN 'completed' THEN 1 ELSE fraction END"_s;
    case TaskKey::Message:
        return u"coalesce(error, nullif(progress, ''), current_item)"_s;
    case TaskKey::Kind:
        return u"kind"_s;
    case TaskKey::Host:
        return u"host"_s;
    case TaskKey::Label:
        return u"labels"_s;
    case TaskKey::Attempt:
        return u"attempt"_s;
    }
    return u"completed_at"_s;
}

/// What needs attention first.
constexpr TaskStatus endedStatuses[] = {TaskStatus::Failed, TaskStatus::Lost, TaskStatus::Cancelled,
                                        TaskStatus::Completed};

/// What of @p filter takes a look into each task.
TaskFilter partInTasks(const TaskFilter &filter)
{
    TaskFilter part;
    part.search = filter.search;
    part.labelKey = filter.labelKey;
    part.labelValue = filter.labelValue;
    part.query.labels = filter.query.labels;
    part.query.words = filter.query.words;
    return part;
}

/// The rest, which is looked up.
TaskFilter partInIndexes(TaskFilter filter)
{
    filter.search.clear();
    filter.labelKey.clear();
    filter.query.labels.clear();
    filter.query.words.clear();
    return filter;
}

} // namespace

Condition conditionFor(AccountId owner, const TaskFilter &filter)
{
    Condition condition;
    condition.add(u"t.owner_id = ?"_s, {owner.rowId()});
    if (!filter.statuses.isEmpty()) {
        if (std::none_of(filter.statuses.begin(), filter.statuses.end(), isEnded))
            condition.add(u"t.completed_at IS NULL"_s, {}); // there is an index of those
        QVariantList words;
        for (const TaskStatus status : filter.statuses)
            words.append(wordOf(status));
        condition.add(u"t.status IN (%1)"_s.arg(placeholders(words.size())), words);
    }
    if (!filter.kind.isEmpty())
        condition.add(u"t.kind = ?"_s, {filter.kind});
    if (!filter.labelKey.isEmpty()) {
        condition.add(
            u"EXISTS (SELECT 1 FROM json_each(t.labels) l WHERE l.key = ? AND l.value = ?)"_s,
            {filter.labelKey, filter.labelValue.isNull() ? u""_s : filter.labelValue});
    }
    if (!filter.search.isEmpty()) {
        const QString pattern = containing(filter.search);
        condition.add(u"(t.name_key LIKE ? ESCAPE '\\' OR t.progress LIKE ? ESCAPE '\\' "
                      "OR t.error LIKE ? ESCAPE '\\')"_s,
                      {containing(filter.search.toCaseFolded()), pattern, pattern});
    }
    addQueryTerms(condition, filter.query);
    if (filter.sinceRevision)
        condition.add(u"t.revision > ?"_s, {static_cast<qint64>(*filter.sinceRevision)});
    if (filter.before)
        condition.add(u"t.seq < ?"_s, {*filter.before});
    return condition;
}

QStringList endedRowsSql(const TaskSort &sort)
{
    const QString select = u"SELECT seq FROM tasks WHERE owner_id = ? AND completed_at IS NOT NULL "
                           "%1ORDER BY %2"_s;
    if (sort.key == TaskKey::Status) {
        QStringList parts;
        for (const TaskStatus status : endedStatuses)
            parts.append(select.arg(u"AND status = '%1' "_s.arg(wordOf(status)),
                                    u"completed_at DESC, seq DESC"_s));
        if (sort.descending)
            std::reverse(parts.begin(), parts.end());
        return parts;
    }
    if (sort.key == TaskKey::Ended) {
        const QString order =
            sort.descending ? u"completed_at DESC, seq DESC"_s : u"completed_at, seq"_s;
        return {select.arg(QString(), order)};
    }
    return {select.arg(QString(), endedOrder(keyOf(sort.key), sort.descending))};
}

Selection selectEndedRows(AccountId owner, const TaskFilter &filter)
{
    const Condition inIndexes = conditionFor(owner, partInIndexes(filter));
    const Condition inTasks = conditionFor(owner, partInTasks(filter));
    const QString sql = u"SELECT CASE WHEN t.seq & 1023 OR (%2) THEN t.seq END FROM tasks t "
                        "WHERE %1 AND t.completed_at IS NOT NULL AND (NOT t.seq & 1023 OR (%2))"_s;
    return {sql.arg(inIndexes.terms.join(u" AND "_s), inTasks.terms.join(u" AND "_s)),
            inTasks.values + inIndexes.values + inTasks.values};
}

} // namespace headway
