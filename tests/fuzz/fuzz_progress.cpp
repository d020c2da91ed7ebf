#include "core/runner/outputrecord.h"
#include "core/runner/progressrecogniser.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>

// Progress in the output of commands: lines that may say anything.

using namespace headway;
using namespace headway::fuzz;

namespace {

void checkProgress(const RecognisedProgress &progress)
{
    claim(std::isfinite(progress.fraction) && progress.fraction >= 0 && progress.fraction <= 1,
          "a fraction is in [0, 1]");
    claim(progress.current.has_value() == progress.total.has_value(), "n comes with its N");
    if (progress.total)
        claim(*progress.total > 0 && *progress.current >= 0 && *progress.current <= *progress.total,
              "n is at most N");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    ProgressFollower follower;
    for (const QByteArray &line : bytes.split('\n')) {
        const QString text = QString::fromUtf8(line);
        if (const auto found = recogniseProgress(text))
            checkProgress(*found);
        const auto before = follower.progress();
        claim(follower.follow(text) == (follower.progress() != before), "a move is told");
        claim(!follower.follow(text), "the same line again moves nothing");
    }

    OutputRecord record;
    record.append(bytes);
    const QStringList lines = record.lastLines();
    claim(lines.size() <= OutputRecord::maxLines, "a record keeps so many lines");
    claim(record.changedLines() == lines, "all lines are new at first");
    claim(record.changedLines().isEmpty(), "and none is without an append");
    return 0;
}
