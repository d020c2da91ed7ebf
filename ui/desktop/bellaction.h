#pragma once

#include "core/base/ids.h"

#include <QAction>
#include <QList>

class QSettings;

namespace headway {

class Bells;

/// "Tell me when it ends", of the selected tasks that are under way: checked when the user will be.
class BellAction : public QAction
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    BellAction(Bells &bells, const QSettings &settings, QObject *parent = nullptr);

    /// Of the tasks selected, those that have not ended.
    void setLive(const QList<TaskId> &ids);

Q_SIGNALS:
    /// @p sentence says to people what has a bound.
    void told(const QString &sentence);

private:
    void ring(bool rings);

    Bells &m_bells;
    const QSettings &m_settings;
    QList<TaskId> m_live;
};

} // namespace headway
