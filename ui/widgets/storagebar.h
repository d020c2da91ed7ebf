#pragma once

#include "core/model/storagestate.h"
#include "ui/widgets/messagebar.h"

namespace headway {

/// Tells that nothing can be kept and what to do, for as long as that is so.
class StorageBar final : public MessageBar
{
    Q_OBJECT

public:
    using MessageBar::MessageBar;

    void setState(StorageState state);
};

} // namespace headway
