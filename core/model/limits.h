#pragma once

#include <QtGlobal>

namespace headway::limits {

// Lengths are characters (Unicode code points), sizes bytes.
inline constexpr qsizetype nameLength = 1024;
inline constexpr qsizetype kindLength = 64;
inline constexpr qsizetype hostLength = 255;
inline constexpr qsizetype unitLength = 64;
inline constexpr qsizetype progressLength = 4096;
inline constexpr qsizetype currentItemLength = 4096;
inline constexpr qsizetype errorLength = 64 * 1024;
inline constexpr qsizetype resultBytes = 200 * 1024;
inline constexpr qsizetype labelCount = 32;
inline constexpr qsizetype labelKeyLength = 64;
inline constexpr qsizetype labelValueLength = 256;
inline constexpr qsizetype emailLength = 254;
inline constexpr qsizetype passwordMinLength = 8;
inline constexpr qsizetype passwordMaxLength = 1024;
inline constexpr qsizetype requestKeyLength = 255;
inline constexpr double cpuPercentMax = 10'000'000; ///< a hundred thousand cores
inline constexpr qint64 memoryBytesMax = qint64(1) << 53; ///< a whole number in any JSON reader
inline constexpr int sampleCount = 200; ///< of a task's course
inline constexpr int earlierRuns = 50;
inline constexpr int groupCount = 50; ///< of kinds, hosts and labels, each
inline constexpr int spanCount = 20'000; ///< of one answer
inline constexpr int spanNameLength = 200; ///< of a name in a span
inline constexpr int nameCount = 200; ///< of the names in statistics
inline constexpr int namedTasks = 20'000; ///< that are looked at for them, the newest
inline constexpr int runCount = 2000; ///< of one answer
inline constexpr int statisticsDays = 366; ///< of one answer
inline constexpr int pageSize = 200;
inline constexpr int pageSizeMax = 1000;
inline constexpr qint64 outputChunkBytes = 256 * 1024;
inline constexpr qint64 outputPostBytes = 1024 * 1024;

} // namespace headway::limits
