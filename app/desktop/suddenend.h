#pragma once

#include <QtGlobal>

#include <functional>

namespace headway {

/// What is still done when something ends the program by exit() from within, as Qt does when the X
/// display goes away (Wayland's ends it by _exit()): beside threads that run on, and with nothing
/// taken apart but the thread_local of the main thread. One at a time.
class SuddenEnd
{
public:
    /// @p save is called in the thread that made this, at most once, for what must not be lost;
    /// nothing of the program runs after it. Where another thread calls exit(), there is nothing to
    /// wait for, and the program ends as if killed.
    explicit SuddenEnd(std::function<void()> save);
    /// From then on the program ends as any other.
    ~SuddenEnd();
    Q_DISABLE_COPY_MOVE(SuddenEnd)

    /// exit() takes apart first what was made last: what is there now is there for @p save, too.
    void comeFirst();
};

} // namespace headway
