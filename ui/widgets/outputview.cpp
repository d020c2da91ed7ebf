#include "ui/widgets/outputview.h"

#include "ui/models/plaintext.h"

#include <QFontDatabase>
#include <QLocale>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace headway {

namespace {

constexpr int linesKept = 5000;
constexpr qsizetype lineLength = 1200;

QStringList harmless(const QStringList &lines)
{
    QStringList shown;
    shown.reserve(lines.size());
    for (const QString &line : lines)
        shown += manyLines(line, lineLength).replace(u'\n', u' ');
    return shown;
}

} // namespace

OutputView::OutputView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(linesKept);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setPlaceholderText(tr("Nothing written yet."));
    setAccessibleName(tr("Output of the selected task"));
    setFrameShape(QFrame::NoFrame);
}

void OutputView::restart(qint64 skippedBytes)
{
    clear();
    m_open.clear();
    if (skippedBytes > 0)
        appendLines({tr("(%1 of earlier output not shown)")
                         .arg(QLocale().formattedDataSize(skippedBytes))});
}

void OutputView::changeLines(const QStringList &finished, const QStringList &open)
{
    const QScrollBar *bar = verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 1;
    const QStringList next = harmless(finished + open);
    const auto differ = std::mismatch(m_open.cbegin(), m_open.cend(), next.cbegin(), next.cend());
    const qsizetype same = differ.first - m_open.cbegin();
    removeOpenLines(same);
    appendLines(next.sliced(same));
    m_open = next.last(open.size());
    if (atEnd)
        scrollToEnd();
}

void OutputView::scrollToEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void OutputView::appendLines(const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.beginEditBlock();
    for (const QString &line : lines) {
        if (!document()->isEmpty() || !m_open.isEmpty())
            end.insertBlock();
        end.insertText(line);
    }
    end.endEditBlock();
}

void OutputView::removeOpenLines(qsizetype kept)
{
    const auto count = static_cast<int>(m_open.size() - kept);
    if (count <= 0)
        return;
    const int firstGone = qMax(0, document()->blockCount() - count);
    QTextCursor cursor(document()->findBlockByNumber(firstGone));
    cursor.movePosition(QTextCursor::PreviousCharacter); // the line end before it goes as well
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
}

} // namespace headway
