#pragma once

#include "core/model/taskindex.h"
#include "core/service/textpile.h"
#include "core/store/taskstore.h"

#include <optional>

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
    /// answered with what was there at the last time, which the revision tells.
    /// Errors: StorageFailed.
    Result<TaskIndex> index(TaskStore &store, const TaskFilter &filter, const TaskSort &sort);
    /// Makes searches fast from now on, for whoever searches more than once: reads some of what
    /// they look through then, which is of a long progress or error its beginning and its end.
    /// @return whether there is more. Errors: StorageFailed; searches are as slow as before then.
    Result<bool> prepareSearch(TaskStore &store);

private:
    Result<void> readAll(TaskStore &store, const TaskSort &sort);
    bool hasLostSome(TaskStore &store) const;
    /// Leaves of @p rows those that @p filter asks for, or those whose texts hold all @p words.
    Result<void> keepThose(TaskStore &store, const TaskFilter &filter, QList<quint32> &rows);
    void startTexts();
    Result<void> keepThoseWith(const QList<AnyOf<QString>> &words, QList<quint32> &rows);
    /// Reads what m_texts lacks. @return whether there is one; if not, the store searches
    bool readTexts(TaskStore &store);

    const AccountId m_owner;
    const QString m_scratchDirectory;
    std::optional<TaskFilter> m_filter; ///< of the last question
    std::optional<TaskSort> m_sort; ///< of m_all; nullopt: never asked for
    TaskIndex m_all;
    std::unique_ptr<TextPile> m_texts; ///< null: not prepared
    quint64 m_textsRevision = 0; ///< of the newest change that m_texts knows of
    qsizetype m_textCount = 0; ///< in m_texts, with those of tasks that are gone
};

} // namespace headway
