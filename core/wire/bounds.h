#pragma once

#include "core/wire/objectreader.h"

#include <limits>

namespace headway::wire {

// What a value of an answer may be: whatever its type holds.
inline constexpr double anyNumber = std::numeric_limits<double>::max();
inline constexpr ObjectReader::Length anyLength;
inline constexpr ObjectReader::Range anyInt{std::numeric_limits<int>::min(),
                                            std::numeric_limits<int>::max()};
inline constexpr ObjectReader::Range notNegative{0, std::numeric_limits<qint64>::max()};

/// How deep an answer may be: a result as deep as a request may be lies deeper in it.
inline constexpr int answerDepth = 40;

} // namespace headway::wire
