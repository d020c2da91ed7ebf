#pragma once

#include "core/model/taskchanges.h"
#include "core/session/principal.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace headway {

class StoreReader;
class TaskEngine;

/// The committed changes of one account's tasks: those that have been, page by page, and those that
/// come. Whoever has connected to grew() before asking since() misses none. Cannot be made without
/// a Principal of the account; whether it still holds, the caller sees to.
class ChangeLog : public QObject
{
    Q_OBJECT

public:
    /// @p engine and @p reader are borrowed and outlive this.
    ChangeLog(const TaskEngine &engine, StoreReader &reader, const Principal &principal);

    /// What came after @p revision, oldest first; without one, only where the log stands.
    /// Errors: StorageFailed.
    QFuture<Result<ChangePage>> since(std::optional<quint64> revision);

Q_SIGNALS:
    /// One commit's changes; its revisions are greater than those of the commits before.
    void grew(const headway::TaskChanges &changes);

private:
    StoreReader &m_reader;
    const AccountId m_account;
};

} // namespace headway
