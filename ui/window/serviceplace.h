#pragma once

#include <QString>

namespace headway {

/// What the window tells its user of the service behind it.
struct ServicePlace
{
    QString address; ///< "http://127.0.0.1:PORT"; empty: none
    QString commandToTry; ///< runs a command under this service, ready to be pasted into a terminal
};

} // namespace headway
