#include "ui/window/accountcontroller.h"

#include "core/base/future.h"

#include <QEventLoopLocker>
#include <QTimer>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto patienceAtTheEnd = 3s; // a session that is not heard of ends by itself, too

} // namespace

AccountController::AccountController(SignIn &signIn, QObject *parent)
    : QObject(parent)
    , m_signIn(signIn)
{
    connect(&signIn, &SignIn::available, this, [this] {
        if (m_isStarting)
            start();
    });
}

void AccountController::start()
{
    m_isStarting = true;
    whenDone(m_signIn.signInAsOwner(), this,
             [this](const Result<TaskSessionPtr> &session) { takeStart(session); });
}

void AccountController::takeStart(const Result<TaskSessionPtr> &session)
{
    const bool isAway = !session && session.error().code == ErrorCode::Unreachable;
    if (!m_isStarting || m_session)
        return;
    m_isStarting = isAway;
    if (session)
        return replace(*session);
    Q_EMIT notStarted();
    Q_EMIT awayChanged(isAway);
    if (!isAway && session.error().code != ErrorCode::NotSignedIn)
        Q_EMIT failed(session.error());
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

void AccountController::endAfter(const std::function<void(const std::function<void()> &)> &wait)
{
    m_wait = wait;
}

void AccountController::leave()
{
    if (!m_session)
        return;
    m_session->disconnect(this);
    whenDone(m_signIn.leave(m_session), this,
             [go = stayForAWhile()](const Result<void> &) { go(); });
}

void AccountController::comeBack()
{
    replace(nullptr);
}

/// The program does not end before what is returned is called, but waits not long for it.
std::function<void()> AccountController::stayForAWhile()
{
    const auto stay =
        std::make_shared<std::unique_ptr<QEventLoopLocker>>(std::make_unique<QEventLoopLocker>());
    const auto go = [stay] { stay->reset(); };
    QTimer::singleShot(patienceAtTheEnd, this, go);
    return go;
}

void AccountController::replace(const TaskSessionPtr &session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_isStarting = false;
    Q_EMIT awayChanged(false);
    if (session) {
        connect(session.get(), &TaskSession::interrupted, this,
                [this] { Q_EMIT awayChanged(true); });
        connect(session.get(), &TaskSession::resumed, this, [this] { Q_EMIT awayChanged(false); });
        connect(session.get(), &TaskSession::ended, this, [this] {
            replace(nullptr);
            Q_EMIT failed(Error{ErrorCode::NotSignedIn, {}});
        });
    }
    Q_EMIT sessionChanged(session);
}

void AccountController::endSession(const TaskSessionPtr &session)
{
    if (m_wait)
        m_wait([this, session] { endNow(session); });
    else
        endNow(session);
}

void AccountController::endNow(const TaskSessionPtr &session)
{
    whenDone(m_signIn.signOut(session), this,
             [this, go = stayForAWhile()](const Result<void> &done) {
                 go();
                 if (!done && done.error().code != ErrorCode::NotSignedIn)
                     Q_EMIT failed(done.error());
             });
}

} // namespace headway
