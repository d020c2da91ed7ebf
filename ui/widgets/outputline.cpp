#include "ui/widgets/outputline.h"

#include "ui/models/plaintext.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bytesRead = 8 * 1024;

/// The part of a long line that says most.
QByteArrayView tellingPart(QByteArrayView bytes)
{
    if (bytes.size() <= bytesRead)
        return bytes;
    const QByteArrayView last = bytes.last(bytesRead);
    const qsizetype overwritten = last.indexOf('\r');
    if (overwritten >= 0 && overwritten + 1 < last.size())
        return last.sliced(overwritten + 1);
    return bytes.first(bytesRead);
}

} // namespace

OutputLine outputLine(QByteArrayView bytes)
{
    const QByteArrayView part = tellingPart(bytes);
    const TerminalLine read = terminalLine(part);
    OutputLine line;
    for (const TerminalRun &run : read.runs) {
        const auto start = static_cast<int>(line.text.size());
        line.text += manyLines(run.text).replace(u'\n', u' ');
        if (run.style != TerminalStyle())
            line.spans.append({start, static_cast<int>(line.text.size()) - start, run.style});
    }
    const bool isHead = part.size() < bytes.size() && part.data() == bytes.data();
    if (read.isCut || isHead)
        line.text += u'…';
    return line;
}

} // namespace headway
