#pragma once

#include "ui/desktop/sequel.h"

#include <QAction>

class QSettings;

namespace headway {

class Bells;
class FollowUp;
class LiveWatch;
class LoginManager;
struct Announcement;

/// "When these end": asks what is to be done then, and does it.
class SequelActions : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this. @p window is the parent of what has to be asked.
    SequelActions(const QSettings &settings, Bells &bells, const LiveWatch &watch,
                  LoginManager &manager, QWidget *window, QObject *parent = nullptr);

    QAction *action() const { return m_action; }
    /// Of the tasks selected, those that have not ended.
    void setLive(const QList<TaskId> &ids);

Q_SIGNALS:
    void announced(const headway::Announcement &announcement);
    /// @p why is a sentence.
    void failed(const QString &why);

private:
    void ask();
    void add(const Sequel &sequel, const QList<TaskId> &tasks);
    void act(const Sequel &sequel, const Outcome &outcome);
    void notify(const Outcome &outcome);
    void suspend();
    void fail(const QString &why);

    const QSettings &m_settings;
    Bells &m_bells;
    const LiveWatch &m_watch;
    LoginManager &m_manager;
    QWidget *m_window;
    Sequels *m_sequels;
    FollowUp *m_followUp;
    QList<TaskId> m_live; ///< of the selected ones
    QAction *m_action;
};

} // namespace headway
