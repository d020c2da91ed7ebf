#pragma once

#include "core/base/ids.h"

#include <QAction>
#include <QList>

class QSettings;

namespace headway {

class Bells;
class LiveWatch;

/// "Tell me when it ends", of the selected tasks that are under way: checked when the user will be.
class BellAction : public QAction
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this.
    BellAction(Bells &bells, const LiveWatch &watch, const QSettings &settings,
               QObject *parent = nullptr);

    /// Of the tasks selected, those that have not ended.
    void setLive(const QList<TaskId> &ids);

Q_SIGNALS:
    /// @p sentence says to people what has a bound.
    void told(const QString &sentence);

private:
    void ring(bool rings);

    Bells &m_bells;
    const LiveWatch &m_watch;
    const QSettings &m_settings;
    QList<TaskId> m_live;
};

} // namespace headway
