#include "ui/window/windowcloser.h"

#include "ui/window/accountcontroller.h"
#include "ui/window/batchrunner.h"
#include "ui/window/storedsetting.h"
#include "ui/window/traysettings.h"

#include <QEventLoopLocker>
#include <QGuiApplication>
#include <QSettings>

#include <utility>

namespace headway {

namespace {

constexpr auto patienceWithDeletions = std::chrono::seconds(30);

} // namespace

WindowCloser::WindowCloser(const QSettings &settings, BatchRunner &batches,
                           AccountController &account, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_batches(batches)
    , m_account(account)
{
    account.endAfter([this](const std::function<void()> &end) {
        m_batches.whenPromisesAreKept(patienceWithDeletions, end);
    });
}

WindowCloser::~WindowCloser() = default;

/// The program ends by itself when no window is left, what still has to be answered is, and no tray
/// is there; or one that comes too late.
void WindowCloser::setHasTray(bool hasTray)
{
    m_hasTray = hasTray;
    const bool stays = hasTray && !m_isQuitting && m_leave == Leave::Not;
    m_stay = stays ? std::make_unique<QEventLoopLocker>() : nullptr;
}

void WindowCloser::letGo()
{
    m_stay.reset();
}

bool WindowCloser::onlyHides() const
{
    return m_stay && !m_isQuitting && !qGuiApp->isSavingSession()
        && stored(m_settings, closesToTray);
}

/// What is being deleted has been told as done, so it is deleted as whoever is still signed in.
void WindowCloser::end()
{
    const auto stay = std::make_shared<QEventLoopLocker>();
    letGo();
    m_leave = Leave::Soon;
    m_batches.stopUnpromised();
    m_batches.whenPromisesAreKept(patienceWithDeletions, [this, stay, closing = ++m_closing] {
        if (m_leave == Leave::Soon && closing == m_closing)
            leave();
    });
}

void WindowCloser::leave()
{
    m_leave = Leave::Begun;
    m_account.leave();
}

/// A second start or the tray may call the window back as long as the program has not ended.
void WindowCloser::noteShown()
{
    const Leave before = std::exchange(m_leave, Leave::Not);
    const bool wasQuitting = std::exchange(m_isQuitting, false);
    if (before == Leave::Not && !wasQuitting)
        return;
    setHasTray(m_hasTray);
    if (before == Leave::Begun)
        Q_EMIT calledBack();
}

} // namespace headway
