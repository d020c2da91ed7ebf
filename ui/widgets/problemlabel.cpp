#include "ui/widgets/problemlabel.h"

#include "ui/delegates/statuslook.h"

#include <QEvent>

namespace headway {

ProblemLabel::ProblemLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
}

void ProblemLabel::say(const QString &problem)
{
    tint();
    setText(problem);
    setVisible(!problem.isEmpty());
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void ProblemLabel::tint()
{
    QPalette colours; // no more than it has to be: the rest follows the window
    colours.setColor(QPalette::WindowText, statusColour(TaskStatus::Failed, false, palette()));
    setPalette(colours);
}

} // namespace headway
