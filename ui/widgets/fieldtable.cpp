#include "ui/widgets/fieldtable.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextTable>

#include <algorithm>

namespace headway {

namespace {

bool haveSameLabels(const QList<TaskField> &a, const QList<TaskField> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const TaskField &x, const TaskField &y) { return x.label == y.label; });
}

} // namespace

FieldTable::FieldTable(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    document()->setDocumentMargin(8);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight); // the columns stay where they are
    document()->setDefaultTextOption(option);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(tr("Everything known of the selected task"));
}

void FieldTable::setFields(const QList<TaskField> &fields)
{
    const QList<TaskField> before = std::exchange(m_fields, fields);
    if (!m_table || !haveSameLabels(before, fields)) {
        rebuild();
        return;
    }
    for (int row = 0; row < fields.size(); ++row) {
        if (fields[row].value != before[row].value)
            writeCell(row, 1, fields[row].value);
    }
}

void FieldTable::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    const bool looksNew =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (looksNew && m_table)
        rebuild();
}

void FieldTable::rebuild()
{
    const int scrolled = verticalScrollBar()->value();
    clear();
    m_table = nullptr;
    if (m_fields.isEmpty())
        return;
    int labelWidth = 0;
    for (const TaskField &field : std::as_const(m_fields))
        labelWidth = qMax(labelWidth, fontMetrics().horizontalAdvance(field.label));
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(3);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints({QTextLength(QTextLength::FixedLength, labelWidth + 12),
                                      QTextLength(QTextLength::VariableLength, 0)});
    m_table = textCursor().insertTable(static_cast<int>(m_fields.size()), 2, format);
    for (int row = 0; row < m_fields.size(); ++row) {
        writeCell(row, 0, m_fields[row].label);
        writeCell(row, 1, m_fields[row].value);
    }
    verticalScrollBar()->setValue(scrolled);
}

void FieldTable::writeCell(int row, int column, const QString &text)
{
    const QTextTableCell cell = m_table->cellAt(row, column);
    QTextCursor cursor = cell.firstCursorPosition();
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
    QTextCharFormat format;
    format.setForeground(palette().color(column == 0 ? QPalette::PlaceholderText : QPalette::Text));
    cursor.insertText(text, format);
}

} // namespace headway
