#pragma once

#include "core/base/ids.h"
#include "core/model/taskfilter.h"
#include "core/model/tasksort.h"
#include "core/store/statement.h"

#include <functional>
#include <stop_token>

namespace headway {

/// What an index of ended tasks is made from: not the tasks, but their rows, which are Task::row,
/// and the texts that a search looks at. Every query takes the owner. Belongs to its database's
/// thread. Errors of all: StorageFailed.
class EndedTaskStore
{
public:
    explicit EndedTaskStore(Database &database);

    /// All, in this order. Asked to @p stop, it gives those that it has got.
    Result<QList<quint32>> rows(AccountId owner, const TaskSort &sort,
                                const std::stop_token &stop = {});
    /// Those that @p filter asks for, in no order and whatever page it asks for; as far as it has
    /// got when it is asked to @p stop.
    Result<QList<quint32>> rowsThat(AccountId owner, const TaskFilter &filter,
                                    const std::stop_token &stop = {});
    /// Of @p rows, in their order, those that it asks for.
    Result<QList<quint32>> rowsThat(AccountId owner, const TaskFilter &filter,
                                    const QList<quint32> &rows);

    /// What a search looks at.
    struct Text
    {
        quint32 row;
        quint64 revision;
        QString nameKey;
        QString progress;
        QString error;
    };
    /// Of the tasks that have changed after @p revision: of the first @p limit, in the order of
    /// their changes.
    Result<void> eachText(AccountId owner, quint64 revision, int limit,
                          const std::function<Result<void>(const Text &)> &handle);

private:
    Database &m_database;
    Statement m_texts;
};

} // namespace headway
