#pragma once

#include "ui/desktop/taskmarks.h"

namespace headway {

/// Whether the user wants to be told of one task, whatever the rules say of it.
enum class Bell { ByTheRules, Rings, Silent };

/// The bells of one account's tasks, kept until the tasks have ended.
class Bells
{
public:
    /// @p settings are borrowed.
    explicit Bells(QSettings &settings);

    void setAccount(const QString &email);
    Bell of(TaskId id) const;
    /// @return as TaskMarks::set()
    bool set(const QList<TaskId> &ids, Bell bell);

private:
    TaskMarks m_ringing;
    TaskMarks m_silent;
};

} // namespace headway
