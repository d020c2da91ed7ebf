#include "ui/widgets/connectionbar.h"

namespace headway {

void ConnectionBar::setAway(bool isAway)
{
    if (!isAway) {
        hide();
        return;
    }
    showMessage(tr("The Headway service is away, so what you see may be out of date. Your commands "
                   "go on without it. Start it again, and this window goes on by itself."));
}

} // namespace headway
