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
    /// Both are borrowed; @p master does not block.
    InputRelay(int userTerminal, int master, QObject *parent = nullptr);

    /// Begins, or begins again, if we are in the foreground now.
    void resume();
    /// Takes no more keys; the terminal gets its modes back when this is destroyed.
    void stop();

private:
    void readInput();
    void writePending();
    void endInput();

    const int m_terminal;
    const int m_master;
    QByteArray m_pending; ///< the command has not taken it yet; at most one piece
    bool m_ended = false; ///< stopped, or the user's terminal is gone
    std::unique_ptr<RawTerminal> m_raw;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
};

} // namespace headway
