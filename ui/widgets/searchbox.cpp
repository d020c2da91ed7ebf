#include "ui/widgets/searchbox.h"

#include "ui/delegates/icons.h"

#include <QKeyEvent>
#include <QToolButton>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int boxWidth = 240;
constexpr int longestSearch = 256;

} // namespace

SearchBox::SearchBox(QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("Search (Ctrl+F)"));
    setToolTip(tr("Show only tasks with these words in their name, message, error or kind"));
    setAccessibleName(tr("Search tasks"));
    setMaxLength(longestSearch);
    setMinimumWidth(boxWidth / 2);
    setMaximumWidth(boxWidth);
    setClearButtonEnabled(true);
    // The button that clears it is the line's own, and nameless.
    const QList<QToolButton *> buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(tr("Clear the search"));
    addAction(paletteIcon(u"search"_s), QLineEdit::LeadingPosition)->setToolTip(tr("Search tasks"));
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT leftForList();
        clear();
        break;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT leftForList();
        break;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace headway
