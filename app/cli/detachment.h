#pragma once

#include "core/base/uniquefd.h"

#include <QByteArray>

#include <optional>

namespace headway {

/// What a detached process tells the one that waits for it.
struct FirstWords
{
    int exitCode = 0; ///< that the waiting process is to end with, 0 to 255
    QByteArray text;
};

/// Leaves the terminal: what follows runs in a process of its own, in a session of its own, with
/// nothing on its standard streams, and the process that was started waits for its first words.
class Detachment
{
public:
    /// Forks. To be called before there are threads.
    /// @return in the process that goes on: how to speak to the one that waits; in that one:
    /// nullopt once the other has spoken, with what it said told to @p told; unchanged when the
    /// other ended without a word
    static std::optional<Detachment> detach(FirstWords *told);

    /// Once; then the process that was started ends.
    void say(const FirstWords &words);

private:
    explicit Detachment(UniqueFd ear)
        : m_ear(std::move(ear))
    {
    }

    UniqueFd m_ear;
};

} // namespace headway
