#pragma once

namespace headway {

// A crash must not leave passwords and tokens on a disk, or with a program that collects crashes.

/// Lets no memory of this process get into a core file, nor to the program that core_pattern names.
/// The first thing a program does.
void forbidCoreDumps();

/// Gives back the limit that the process was started with. Async-signal-safe: for a child that is
/// to become a program of the user's.
void restoreCoreDumps();

} // namespace headway
