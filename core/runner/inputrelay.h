#pragma once

#include "core/runner/rawterminal.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace headway {

/// Carries what the user types to the command's terminal, keys such as Ctrl-C included: there they
/// become signals for whatever is in the foreground. Only while we are in the foreground ourselves;
/// otherwise the terminal is somebody else's.
class InputRelay : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed; @p master does not block. @p command leads the session there.
    InputRelay(int userTerminal, int master, pid_t command, QObject *parent = nullptr);

    /// Begins, or begins again, if we are in the foreground now.
    void resume();
    /// The user's terminal has its own modes until resume().
    void suspend();
    /// Takes no more keys; the terminal gets its modes back when this is destroyed.
    void stop();

Q_SIGNALS:
    /// The key that stops (Ctrl-Z), and nothing at the command's terminal would: it has no shell
    /// that could make it go on.
    void stopTyped();
    /// A key that ends (Ctrl-C, Ctrl-\\) has been passed on.
    void endTyped();

private:
    bool stops() const;
    void readInput();
    void take(QByteArray typed);
    void writePending();
    void endInput();

    const int m_terminal;
    const int m_master;
    const pid_t m_command;
    QByteArray m_pending; ///< the command has not taken it yet; at most one piece
    bool m_ended = false; ///< stopped, or the user's terminal is gone
    std::unique_ptr<RawTerminal> m_raw;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
};

} // namespace headway
