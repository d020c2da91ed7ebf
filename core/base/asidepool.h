#pragma once

class QThreadPool;

namespace headway {

/// One thread, for what takes long and is not to hold up whoever asks for it. It is begun by
/// whoever calls this first and stays: a thread is as nice to others as the one that began it, and
/// what is asked for here is waited for.
QThreadPool &asidePool();

} // namespace headway
