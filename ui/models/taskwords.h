#pragma once

#include "core/model/task.h"

namespace headway {

/// The one line that says most of a task now: the last line of its error when it did not succeed,
/// else its producer's words, else the item at hand. One line, harmless, bounded.
QString headlineOf(const Task &task);

/// "45 %", rounded down so that 100 % means done; "1,204 files" while only that is known; "" when
/// nothing is.
QString progressWords(const Task &task);

/// "1,204 of 2,000 files", "1,204 files" or "".
QString amountWords(const Progress &progress);

/// How much of the bar is filled, [0, 1]; nullopt while that is unknown. A completed task is full.
std::optional<double> shownFraction(const Task &task);

/// How long until @p task should have ended; never negative. nullopt while nobody can tell.
std::optional<std::chrono::milliseconds> remaining(const Task &task, const QDateTime &now);

/// The same in words, in whole seconds; "" while nobody can tell.
QString remainingWords(const Task &task, const QDateTime &now);

/// Why so much is left as remaining() says, or why nobody can tell; "" of a task that has ended.
QString remainingReason(const Task &task, const QDateTime &now);

/// From its start to its end or to @p now, in words; "" when it has not started. Tenths of a second
/// only once it has ended: they would flicker.
QString elapsedWords(const Task &task, const QDateTime &now);

/// "No sign of life for 45 s" of a stalled task; "" for any other.
QString quietWords(const Task &task, const QDateTime &now);

/// For how long nothing has been heard of @p task; nullopt of one that is not stalled.
std::optional<std::chrono::milliseconds> quietFor(const Task &task, const QDateTime &now);

/// "9 (SIGKILL)", or the number alone where it has no name here.
QString signalWords(int signal);

/// "120 %" of one core; "" while it is not told.
QString cpuWords(const ResourceUsage &usage);
/// "1.2 GiB"; "" while it is not told.
QString memoryWords(const ResourceUsage &usage);

/// "branch=main, host=a"
QString labelWords(const Labels &labels);

/// One sentence for a tool tip or a screen reader: name, state, progress, message.
QString sentenceOf(const Task &task);

} // namespace headway
