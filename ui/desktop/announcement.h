#pragma once

#include "core/model/task.h"

namespace headway {

/// What the user is told at once, in plain text that is fit to be shown: one or two short lines.
struct Announcement
{
    QString title;
    QString body; ///< lines; may be empty
    bool isBad = false; ///< something did not succeed
    TaskId task; ///< the one that it is about; null: none, or several
    quint32 number = 0; ///< Task::row of the one that is shown when the user wants to see it
    bool offersRetry = false; ///< of `task`

    friend bool operator==(const Announcement &, const Announcement &) = default;
};

/// The end of one task.
Announcement announcementOf(const Task &task);

/// Whether @p task ended otherwise than it should: failed or lost.
bool wentWrong(const Task &task);

/// Gathers tasks that have ended into one announcement: of one, all of it; of many, how many and
/// the names of a few, first of those that went wrong.
class Digest
{
public:
    bool isEmpty() const { return m_count == 0; }
    void add(const Task &task);
    /// Takes out what has been gathered; not of an empty one.
    Announcement take();

private:
    Announcement together() const;

    qsizetype m_count = 0;
    qsizetype m_badCount = 0;
    QList<Task> m_bad; ///< the first few of either kind
    QList<Task> m_good;
};

} // namespace headway

Q_DECLARE_METATYPE(headway::Announcement)
