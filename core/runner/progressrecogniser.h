#pragma once

#include <QString>

#include <optional>

namespace headway {

/// How far a line of output says the work is.
struct RecognisedProgress
{
    double fraction = 0; ///< [0, 1]
    std::optional<double> current; ///< of n/N
    std::optional<double> total;
    /// Whether the line's form leaves no doubt; otherwise it may be prose or a date.
    bool isCertain = false;

    friend bool operator==(const RecognisedProgress &, const RecognisedProgress &) = default;
};

/// Finds n%, n/N or "n of N" as build tools, package managers and downloads write it.
std::optional<RecognisedProgress> recogniseProgress(const QString &line);

/// Follows the lines of one command and keeps stray numbers from moving the bar: a doubtful match,
/// and one that goes back, count only once a further line goes on from them.
class ProgressFollower
{
public:
    /// @return whether progress() is another now
    bool follow(const QString &line);
    const std::optional<RecognisedProgress> &progress() const { return m_progress; }

private:
    bool isPlausible(const RecognisedProgress &found) const;

    std::optional<RecognisedProgress> m_progress;
    std::optional<RecognisedProgress> m_candidate; ///< waits for a line that goes on from it
};

} // namespace headway
