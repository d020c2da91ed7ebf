#include "ui/widgets/storagebar.h"

namespace headway {

void StorageBar::setState(StorageState state)
{
    switch (state) {
    case StorageState::Working:
        hide();
        break;
    case StorageState::Full:
        showMessage(tr("The disk is full, so nothing new is kept. Free some space on it, or delete "
                       "tasks that have ended; cancelling works as well. Headway goes on by itself "
                       "as soon as there is room."));
        break;
    case StorageState::Failed:
        showMessage(tr("Headway cannot write to its disk, so nothing new is kept and nothing can "
                       "be cancelled. Look whether the disk is there and may be written; "
                       "Headway's log says more. It tries again every second."));
        break;
    case StorageState::Damaged:
        showMessage(tr("A part of Headway's database is damaged and cannot be read. Stop Headway "
                       "and start it again: it sets the damaged database aside, saves what can be "
                       "read of it and tells what has been lost."));
        break;
    }
}

} // namespace headway
