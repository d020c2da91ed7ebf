#pragma once

#include "core/model/task.h"

namespace headway {

/// One condition of a search: to be any of @c values, which are never empty, or, when it is
/// excluded, none of them.
template <typename T>
struct AnyOf
{
    QList<T> values;
    bool isExcluded = false;

    friend bool operator==(const AnyOf &, const AnyOf &) = default;
};

struct LabelPattern
{
    QString key;
    std::optional<QString> value; ///< nullopt: @c key is the label's name or its value

    friend bool operator==(const LabelPattern &, const LabelPattern &) = default;
};

/// What a search asks of a task. All conditions have to hold; with none, every task matches.
struct TaskQuery
{
    QList<AnyOf<TaskStatus>> statuses;
    QList<AnyOf<QString>> kinds;
    QList<AnyOf<QString>> hosts;
    QList<AnyOf<LabelPattern>> labels;
    QList<AnyOf<QString>> words; ///< parts of name, message or error, in any case; never empty
    // UTC; null: no bound. Each is reached at its beginning: since the first, until before the
    // other.
    QDateTime createdSince;
    QDateTime createdUntil;
    QDateTime endedSince; ///< of what has ended only, as the next
    QDateTime endedUntil;

    bool isEmpty() const { return *this == TaskQuery(); }
    friend bool operator==(const TaskQuery &, const TaskQuery &) = default;
};

bool matches(const TaskQuery &query, const Task &task);

/// What matches @p a and @p b.
TaskQuery bothOf(const TaskQuery &a, const TaskQuery &b);

} // namespace headway

Q_DECLARE_METATYPE(headway::TaskQuery)
