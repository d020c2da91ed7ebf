#pragma once

#include "core/session/tasksession.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace headway {

/// What goes on in all, of the account that is signed in: running, failed today, tasks in all, and
/// updates a second.
class StatusCounts : public QWidget
{
    Q_OBJECT

public:
    explicit StatusCounts(QWidget *parent = nullptr);
    ~StatusCounts() override;

    /// `recent` is of today.
    void setGroups(const TaskGroups &groups);
    /// Whose updates are counted; null: nobody's.
    void setSession(const TaskSessionPtr &session);
    QString text() const;

private:
    void refresh();
    void noteUpdates(qsizetype count);
    void endSecond();

    QLabel *m_label;
    TaskGroups m_groups;
    std::unique_ptr<QObject> m_link; ///< context of what belongs to the session
    QTimer m_second; ///< runs while there are updates
    qint64 m_counted = 0; ///< updates of this second
    qint64 m_rate = 0; ///< updates of the second before
};

} // namespace headway
