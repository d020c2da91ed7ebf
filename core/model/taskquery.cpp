#include "core/model/taskquery.h"

#include <algorithm>

namespace headway {

namespace {

/// Whether each of @p conditions holds, where @p isTrue(value) tells it of a value.
template <typename T, typename IsTrue>
bool allHold(const QList<AnyOf<T>> &conditions, IsTrue isTrue)
{
    return std::all_of(conditions.begin(), conditions.end(), [isTrue](const AnyOf<T> &condition) {
        const bool any = std::any_of(condition.values.begin(), condition.values.end(), isTrue);
        return any != condition.isExcluded;
    });
}

bool hasLabel(const Labels &labels, const LabelPattern &pattern)
{
    const auto found = labels.constFind(pattern.key);
    if (pattern.value)
        return found != labels.cend() && *found == *pattern.value;
    return found != labels.cend()
        || std::find(labels.cbegin(), labels.cend(), pattern.key) != labels.cend();
}

bool says(const Task &task, const QString &word)
{
    return task.name.toCaseFolded().contains(word.toCaseFolded())
        || task.progress.text.contains(word, Qt::CaseInsensitive)
        || (task.error && task.error->contains(word, Qt::CaseInsensitive));
}

bool isWithin(const QDateTime &instant, const QDateTime &since, const QDateTime &until)
{
    if (since.isNull() && until.isNull())
        return true;
    return instant.isValid() && (since.isNull() || instant >= since)
        && (until.isNull() || instant < until);
}

QDateTime later(const QDateTime &a, const QDateTime &b)
{
    return b.isNull() || (!a.isNull() && a > b) ? a : b;
}

QDateTime earlier(const QDateTime &a, const QDateTime &b)
{
    return b.isNull() || (!a.isNull() && a < b) ? a : b;
}

} // namespace

bool matches(const TaskQuery &query, const Task &task)
{
    return allHold(query.statuses, [&](TaskStatus status) { return task.status == status; })
        && allHold(query.kinds, [&](const QString &kind) { return task.kind == kind; })
        && allHold(query.hosts, [&](const QString &host) { return task.host == host; })
        && isWithin(task.createdAt, query.createdSince, query.createdUntil)
        && isWithin(task.completedAt, query.endedSince, query.endedUntil)
        && allHold(query.labels,
                   [&](const LabelPattern &label) { return hasLabel(task.labels, label); })
        && allHold(query.words, [&](const QString &word) { return says(task, word); });
}

TaskQuery bothOf(const TaskQuery &a, const TaskQuery &b)
{
    return {a.statuses + b.statuses,
            a.kinds + b.kinds,
            a.hosts + b.hosts,
            a.labels + b.labels,
            a.words + b.words,
            later(a.createdSince, b.createdSince),
            earlier(a.createdUntil, b.createdUntil),
            later(a.endedSince, b.endedSince),
            earlier(a.endedUntil, b.endedUntil)};
}

} // namespace headway
