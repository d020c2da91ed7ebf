#pragma once

#include "core/base/uniquefd.h"

#include <QByteArray>
#include <QObject>
#include <QSemaphore>

#include <thread>

namespace headway {

/// Carries one stream of a command to the user, bytes unchanged, on a thread of its own: a reader
/// who is slow holds up the command, as it would without us, but nothing else.
class OutputPump : public QObject
{
    Q_OBJECT

public:
    /// Takes over @p from; @p to is borrowed, and nothing goes there when it is -1.
    OutputPump(UniqueFd from, int to, QObject *parent = nullptr);
    /// Stops at once, whatever is under way, and joins.
    ~OutputPump() override;

    void start();
    /// Ends as soon as its source has nothing more at hand: for one that others keep open. What was
    /// read still reaches the user.
    void drain();
    /// Ends at once; a user who does not read loses what is under way.
    void stop();

Q_SIGNALS:
    /// Has been passed on. In the thread of this object.
    void passedOn(const QByteArray &bytes);
    /// The user's end takes no more, though there is somebody at it: a full disk, say.
    /// @param code an errno
    void lost(int code);
    /// No more comes: the source has ended, the user's end is closed, or it was stopped.
    void finished();

private:
    void run();
    bool awaitSource();
    bool awaitReader() const;
    bool writeAll(const QByteArray &bytes);
    void tellLost(int code);
    void handOver(const QByteArray &bytes);

    UniqueFd m_from;
    const int m_to;
    // Eventfds: readable once they were asked for.
    UniqueFd m_stop;
    UniqueFd m_drain;
    int m_piecesSinceDrain = 0;
    /// How many pieces may wait for their receiver: bounds memory.
    QSemaphore m_room{64};
    std::thread m_thread;
};

} // namespace headway
