#pragma once

#include <QByteArray>

namespace headway {

/// Keeps from libvterm 0.1 what it does not withstand. A line feed also returns the carriage: not
/// by the terminal's newline mode, for a reset in the output would end that.
class OutputTamer
{
public:
    /// The next @p bytes of an output, which may end anywhere.
    QByteArray tamed(QByteArrayView bytes);

private:
    /// What a byte belongs to.
    enum class Part { Text, Escape, Sequence, String };

    Part partAfter(char byte) const;
    bool goesOnRepeating(char byte) const;
    bool isTooMany(char byte);

    Part m_part = Part::Text;
    int m_separators = 0; ///< in this sequence
    bool m_mayRepeat = false; ///< a sequence may repeat the character before it
};

} // namespace headway
