#pragma once

#include "core/model/taskindex.h"
#include "core/service/firstrows.h"
#include "core/service/textpile.h"
#include "core/store/endedtaskstore.h"
#include "core/store/taskstore.h"

#include <optional>
#include <stop_token>

namespace headway {

/// Answers one account's question which ended tasks there are, and in which order. Remembers the
/// order that was last asked for, so that a filter costs no more than finding what it lets through.
/// Belongs to a reader's thread.
class TaskIndexer
{
public:
    /// @p scratchDirectory is for a file that nobody sees.
    TaskIndexer(AccountId owner, QString scratchDirectory);

    /// Who asks for the same again is answered with what is there now; a new question may be
    /// answered with what was there at the last time, which the revision tells. One that is no
    /// longer asked is answered soon, with nothing. Errors: StorageFailed.
    Result<TaskIndex> index(TaskStore &tasks, EndedTaskStore &ended, const TaskFilter &filter,
                            const TaskSort &sort, const std::stop_token &stop = {});
    /// The first @p count tasks of what index() will give; none where there are fewer, or where it
    /// takes no longer than this, or where all has to be read anew. Errors: StorageFailed.
    Result<QList<Task>> first(TaskStore &tasks, EndedTaskStore &ended, const TaskFilter &filter,
                              const TaskSort &sort, int count, const std::stop_token &stop = {});
    /// Makes searches fast from now on, for whoever searches more than once: reads some of what
    /// they look through then, which is of a long progress or error its beginning and its end.
    /// @return whether there is more. Errors: StorageFailed; searches are as slow as before then.
    Result<bool> prepareSearch(EndedTaskStore &ended);

private:
    Result<void> readAll(TaskStore &tasks, EndedTaskStore &ended, const TaskSort &sort,
                         const std::stop_token &stop);
    bool hasLostSome(TaskStore &tasks) const;
    /// The rows that pass @p filter. @return null where all do. Errors: StorageFailed.
    Result<const NumberSet *> passing(EndedTaskStore &ended, const TaskFilter &filter,
                                      const std::stop_token &stop);
    FirstRows::Passing passingOf(EndedTaskStore &ended, const TaskFilter &filter,
                                 const std::stop_token &stop);
    void startTexts();
    /// Reads what m_texts lacks. @return whether there is one; if not, the store searches
    bool readTexts(EndedTaskStore &ended);

    const AccountId m_owner;
    const QString m_scratchDirectory;
    std::optional<TaskFilter> m_filter; ///< of the last question that was answered
    std::optional<TaskSort> m_sort; ///< of m_all; nullopt: never asked for
    TaskIndex m_all;
    TaskFilter m_passed; ///< who types on asks the store for the same
    NumberSet m_passing; ///< rows that pass m_passed
    std::unique_ptr<TextPile> m_texts; ///< null: not prepared
    quint64 m_textsRevision = 0; ///< of the newest change that m_texts knows of
    qsizetype m_textCount = 0; ///< in m_texts, with those of tasks that are gone
};

} // namespace headway
