#pragma once

#include "ui/widgets/messagebar.h"

namespace headway {

/// Tells that the service is away, for as long as that is so.
class ConnectionBar final : public MessageBar
{
    Q_OBJECT

public:
    using MessageBar::MessageBar;

    void setAway(bool isAway);
};

} // namespace headway
