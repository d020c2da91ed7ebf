#pragma once

#include "ui/window/viewstate.h"

#include "core/base/ids.h"

#include <QList>
#include <QSet>

namespace headway {

/// The tasks that an account has marked for something, kept with its view: at most the latest 500.
class TaskMarks
{
public:
    /// @p settings are borrowed. @p key is a constant.
    TaskMarks(QSettings &settings, const char *key);

    /// Goes on with what @p email has marked; "" while nobody is signed in.
    void setAccount(const QString &email);

    bool contains(TaskId id) const { return m_known.contains(id); }
    const QList<TaskId> &ids() const { return m_ids; }
    void set(TaskId id, bool isMarked);

private:
    ViewState m_view;
    const char *m_key;
    QList<TaskId> m_ids; ///< the latest mark last
    QSet<TaskId> m_known; ///< the same: many are asked for at once
};

} // namespace headway
