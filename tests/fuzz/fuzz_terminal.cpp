#include "core/terminal/terminalline.h"
#include "core/terminal/terminaltext.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

// The output of commands, which may be anything, as a terminal would show it.

using namespace headway;
using namespace headway::fuzz;

namespace {

constexpr int columns = 20;
constexpr int rows = 5;

void checkLine(const QString &line)
{
    claim(line.isValidUtf16(), "a line is Unicode");
    claim(std::none_of(line.begin(), line.end(),
                       [](QChar c) { return c.category() == QChar::Other_Control; }),
          "a line has no control character");
    claim(!line.endsWith(u' '), "a line has no blanks at its end");
}

void checkLines(const QStringList &finished, const QStringList &screen)
{
    claim(screen.size() <= rows, "a screen has no more lines than rows");
    claim(screen.isEmpty() || !screen.constLast().isEmpty(), "a screen ends with a line");
    claim(finished.size() <= TerminalText::maxFinished, "finished lines are bounded");
    for (const QString &line : finished + screen)
        checkLine(line);
}

void checkRuns(const TerminalLine &line)
{
    const QString text = line.text();
    claim(text.toUcs4().size() <= columns, "a line has no more characters than columns");
    claim(text.isValidUtf16(), "a line is Unicode");
    claim(std::none_of(text.begin(), text.end(),
                       [](QChar c) { return c.category() == QChar::Other_Control; }),
          "a line has no control character");
    for (qsizetype i = 1; i < line.runs.size(); ++i)
        claim(line.runs[i].style != line.runs[i - 1].style, "neighbours differ in style");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    TerminalText whole(columns, rows);
    whole.write(bytes);
    const QStringList screen = whole.screen();
    const QStringList finished = whole.takeFinished();
    checkLines(finished, screen);
    claim(screen.isEmpty() || whole.lastLine() == screen.constLast(),
          "the last line is the lowest");

    TerminalText pieces(columns, rows);
    for (const char byte : bytes)
        pieces.write(QByteArray(1, byte));
    claim(pieces.screen() == screen && pieces.takeFinished() == finished,
          "pieces of any size give the same");

    const TerminalLine line = terminalLine(bytes, columns);
    checkRuns(line);
    const TerminalLine again = terminalLine(bytes, columns);
    claim(again.runs == line.runs && again.isCut == line.isCut,
          "a line does not depend on the one before");
    return 0;
}
