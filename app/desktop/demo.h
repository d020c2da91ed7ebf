#pragma once

#include <QString>

#include <memory>
#include <vector>

class QProcess;

namespace headway {

/// A handful of real commands, run through the `headway` that lies beside this program, so that
/// there is something to watch in the first minute: a percentage, a count, one with no known end,
/// one that fails, one that is long. Those that still run end with this object.
class Demo
{
public:
    Demo();
    ~Demo();

    /// @param dataDirectory as on the command line; "" for the usual one
    /// @return false when there is no such program
    bool start(const QString &dataDirectory);

private:
    std::vector<std::unique_ptr<QProcess>> m_commands;
};

} // namespace headway
