#include "ui/widgets/textbutton.h"

#include "ui/delegates/icons.h"

namespace headway {

QToolButton *makeTextButton(const QString &icon, const QString &text, const QString &toolTip,
                            QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(paletteIcon(icon));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setAutoRaise(true);
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly
                                              : Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace headway
