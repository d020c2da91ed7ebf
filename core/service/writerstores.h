#pragma once

#include "core/service/courserecorder.h"
#include "core/store/accountstore.h"
#include "core/store/answerstore.h"
#include "core/store/changestore.h"
#include "core/store/database.h"
#include "core/store/retentionstore.h"
#include "core/store/taskstore.h"

#include <QSet>

#include <memory>

namespace headway {

/// The stores on the writer's connection.
struct WriterStores
{
    WriterStores(std::unique_ptr<Database> opened, const OutputStore &outputs)
        : database(std::move(opened))
        , tasks(*database)
        , answers(*database)
        , accounts(*database)
        , changes(*database)
        , retention(*database)
        , course(*database, outputs)
    {
    }

    std::unique_ptr<Database> database;
    TaskStore tasks;
    AnswerStore answers;
    AccountStore accounts;
    ChangeStore changes;
    RetentionStore retention;
    CourseRecorder course;
    quint64 revision = 0; ///< the newest given out
    quint32 newestRow = 0; ///< the newest Task::row given out
    QSet<AccountId> removedAccounts; ///< since the start: nothing of theirs is written any more
};

} // namespace headway
