#include "ui/widgets/scrolled.h"

namespace headway {

QScrollArea *scrolled(QWidget *page)
{
    auto *area = new QScrollArea(page->parentWidget());
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace headway
