#pragma once

#include <QString>

namespace headway {

class CommandStarter;

/// What the window tells its user of the service behind it.
struct ServicePlace
{
    QString address; ///< "http://127.0.0.1:PORT"; empty: none
    QString commandToTry; ///< runs a command under this service, ready to be pasted into a terminal
    /// Runs a task of it again there, once the task's ID stands behind it.
    QString commandToRetry = QStringLiteral("headway retry");
    CommandStarter *starter = nullptr; ///< null: the window starts no commands
    QString key = QStringLiteral("one"); ///< under which is kept what is of this service alone
};

} // namespace headway
