#pragma once

#include <QObject>

#include <memory>

class QEventLoopLocker;
class QSettings;

namespace headway {

class AccountController;
class BatchRunner;

/// Decides what closing the window is: it hides in the tray, or the program ends.
class WindowCloser : public QObject
{
    Q_OBJECT

public:
    /// All three references are borrowed and outlive this.
    WindowCloser(const QSettings &settings, BatchRunner &batches, AccountController &account,
                 QObject *parent);
    ~WindowCloser() override;

    /// Whether there is a tray that brings a hidden window back.
    void setHasTray(bool hasTray);
    /// Lets the program end, whether or not a window has been closed.
    void letGo();
    /// The next closing is for good, whatever the settings say.
    void setQuitting() { m_isQuitting = true; }
    bool onlyHides() const;
    /// Signs out and lets the program end, once what is being deleted is, but not long after.
    void end();
    /// The window shows: whoever is signed in stays so.
    void noteShown();

Q_SIGNALS:
    /// Its session had ended with it: the window has to begin anew.
    void calledBack();

private:
    enum class Leave { Not, Soon, Begun };

    void leave();

    const QSettings &m_settings;
    BatchRunner &m_batches;
    AccountController &m_account;
    std::unique_ptr<QEventLoopLocker> m_stay; ///< while a tray shows that the program runs
    bool m_hasTray = false;
    bool m_isQuitting = false;
    Leave m_leave = Leave::Not; ///< Soon: closed for good, not signed out yet
    int m_closing = 0; ///< which time of closing for good; one that was called back waits in vain
};

} // namespace headway
