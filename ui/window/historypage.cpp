#include "ui/window/historypage.h"

#include "ui/window/pictureexport.h"

namespace headway {

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent)
    , m_pictures(new PictureExport(this))
{
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setWatched(true);
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setWatched(false);
}

} // namespace headway
