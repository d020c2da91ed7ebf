#pragma once

#include "core/terminal/terminalline.h"

namespace headway {

/// So many characters of a text in one style.
struct OutputSpan
{
    int start = 0;
    int length = 0;
    TerminalStyle style;
};

/// One row of output as it is shown, copied and searched.
struct OutputLine
{
    QString text; ///< harmless, cut with an ellipsis
    QList<OutputSpan> spans; ///< where it has a style
};

/// Looks at a few thousand of @p bytes, however many they are: at the first of a long line, or at
/// the last where that has been overwritten again and again, as a progress bar is.
OutputLine outputLine(QByteArrayView bytes);

} // namespace headway
