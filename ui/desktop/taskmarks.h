#pragma once

#include "ui/window/viewstate.h"

#include "core/base/ids.h"

#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QSet>

namespace headway {

/// The tasks that an account has marked for something, however many, also when it is signed in to
/// again. The latest of them are kept with its view, and so outlast the program.
class TaskMarks
{
    Q_DECLARE_TR_FUNCTIONS(headway::TaskMarks)

public:
    static constexpr qsizetype keptAtMost = 500;

    /// What people have to know once they mark more than are kept.
    static QString boundSentence();

    /// @p settings are borrowed. @p key is a constant.
    TaskMarks(QSettings &settings, const char *key);

    /// Goes on with what @p email has marked; "" while nobody is signed in.
    void setAccount(const QString &email);

    bool contains(TaskId id) const { return m_known.contains(id); }
    const QList<TaskId> &ids() const { return m_ids; }
    /// @return whether some of @p ids are marked now that were not, and more than are kept are
    bool set(const QList<TaskId> &ids, bool isMarked);

private:
    QList<TaskId> kept() const;
    void keep();

    ViewState m_view;
    const char *m_key;
    QString m_account; ///< see emailKey()
    QList<TaskId> m_ids; ///< the latest mark last
    QSet<TaskId> m_known; ///< the same: many are asked for at once
    QHash<QString, QList<TaskId>> m_others; ///< of accounts that were signed in to before
};

} // namespace headway
