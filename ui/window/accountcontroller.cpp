#include "ui/window/accountcontroller.h"

#include "core/base/future.h"

namespace headway {

AccountController::AccountController(SignIn &signIn, QObject *parent)
    : QObject(parent)
    , m_signIn(signIn)
{
}

void AccountController::start()
{
    whenDone(m_signIn.signInAsOwner(), this, [this](const Result<TaskSessionPtr> &session) {
        if (session && !m_session)
            replace(*session);
        else if (!session && session.error().code != ErrorCode::NotSignedIn)
            Q_EMIT failed(session.error());
    });
}

void AccountController::use(const TaskSessionPtr &session)
{
    const TaskSessionPtr before = m_session;
    replace(session);
    if (before && before != session)
        endSession(before);
}

void AccountController::signOut()
{
    const TaskSessionPtr before = m_session;
    replace(nullptr);
    if (before)
        endSession(before);
}

void AccountController::replace(const TaskSessionPtr &session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session.get(), &TaskSession::ended, this, [this] {
            replace(nullptr);
            Q_EMIT failed(Error{ErrorCode::NotSignedIn, {}});
        });
    }
    Q_EMIT sessionChanged(session);
}

void AccountController::endSession(const TaskSessionPtr &session)
{
    whenDone(m_signIn.signOut(session), this, [this](const Result<void> &done) {
        if (!done && done.error().code != ErrorCode::NotSignedIn)
            Q_EMIT failed(done.error());
    });
}

} // namespace headway
