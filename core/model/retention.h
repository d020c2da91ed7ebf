#pragma once

#include "core/base/result.h"
#include "core/model/taskstatus.h"

#include <chrono>
#include <optional>

namespace headway {

/// How long tasks that have ended are kept, with their output; the same for each account. What is
/// pinned is kept, and counts for no bound. Nullopt is no bound.
struct Retention
{
    using Days = std::chrono::duration<int, std::ratio<86'400>>;
    static constexpr Days ninetyDays{90};
    static constexpr int daysMax = 36'500;
    static constexpr qint64 tasksMax = 1'000'000'000;
    static constexpr qint64 outputBytesMax = 1LL << 50;

    // Since the end, by the status it ended with; [0, daysMax].
    std::optional<Days> completed = ninetyDays;
    std::optional<Days> failed = ninetyDays;
    std::optional<Days> cancelled = ninetyDays;
    std::optional<Days> lost = ninetyDays;
    std::optional<qint64> tasks = 1'000'000; ///< beyond them the oldest go; [0, tasksMax]
    /// Of all output in bytes: what does not fit beside that of the newer ones goes;
    /// [0, outputBytesMax].
    std::optional<qint64> outputBytes = 10LL << 30;

    /// Of a task that ended as @p status.
    std::optional<Days> age(TaskStatus status) const;
    /// Whether some bound is narrower than that of @p other, so that more may go.
    bool keepsLessThan(const Retention &other) const;

    friend bool operator==(const Retention &, const Retention &) = default;
};

} // namespace headway
