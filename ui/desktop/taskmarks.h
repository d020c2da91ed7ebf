#pragma once

#include "ui/window/viewstate.h"

#include "core/base/ids.h"

#include <QCoreApplication>
#include <QList>
#include <QSet>

namespace headway {

/// The tasks that an account has marked for something, however many. The latest of them are kept
/// with its view, and so outlast the program.
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
    void set(const QList<TaskId> &ids, bool isMarked);

private:
    void keep();

    ViewState m_view;
    const char *m_key;
    QList<TaskId> m_ids; ///< the latest mark last
    QSet<TaskId> m_known; ///< the same: many are asked for at once
};

} // namespace headway
