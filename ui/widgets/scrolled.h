#pragma once

#include <QScrollArea>

namespace headway {

/// @p page in an area that scrolls it where there is too little room, instead of asking for more or
/// squeezing what is on it. The area takes no focus: it moves with what has it.
QScrollArea *scrolled(QWidget *page);

} // namespace headway
