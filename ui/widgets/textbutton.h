#pragma once

#include <QToolButton>

namespace headway {

/// A flat button with an icon and a word. @p icon is a name for ui/delegates/icons.h.
QToolButton *makeTextButton(const QString &icon, const QString &text, const QString &toolTip,
                            QWidget *parent);

} // namespace headway
