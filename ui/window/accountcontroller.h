#pragma once

#include "core/session/signin.h"

#include <functional>

namespace headway {

/// Who is signed in, and how that changes.
class AccountController : public QObject
{
    Q_OBJECT

public:
    /// @p signIn is borrowed and outlives this.
    explicit AccountController(SignIn &signIn, QObject *parent = nullptr);

    const TaskSessionPtr &session() const { return m_session; }
    SignIn &signIn() { return m_signIn; }

    /// Signs the owner in where no password is wanted; else waits for somebody to sign in. Comes
    /// again by itself when there was no service yet.
    void start();
    /// Goes on as @p session; the one before ends for good.
    void use(const TaskSessionPtr &session);
    void signOut();
    /// @p wait is given what ends a session, to be called once nothing has to be done with it any
    /// more. Nothing waits otherwise.
    void endAfter(const std::function<void(const std::function<void()> &end)> &wait);
    /// Ends the session with the program, which waits for it, but not long. Nothing is told any
    /// more.
    void leave();
    /// After leave(), when the program goes on: nobody is signed in.
    void comeBack();

Q_SIGNALS:
    /// Null: nobody is signed in.
    void sessionChanged(const headway::TaskSessionPtr &session);
    /// Nobody could be signed in at the start, so far.
    void notStarted();
    void failed(const headway::Error &error);
    /// Whether the service behind the session is away: what is known stays, nothing new comes.
    void awayChanged(bool isAway);

private:
    void takeStart(const Result<TaskSessionPtr> &session);
    void replace(const TaskSessionPtr &session);
    void endSession(const TaskSessionPtr &session);
    std::function<void()> stayForAWhile();
    void endNow(const TaskSessionPtr &session);

    SignIn &m_signIn;
    TaskSessionPtr m_session;
    std::function<void(const std::function<void()> &)> m_wait;
    bool m_isStarting = false; ///< until the service has answered the first time
};

} // namespace headway
