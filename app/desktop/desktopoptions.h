#pragma once

#include "app/host/servicehost.h"
#include "core/base/result.h"

#include <QStringList>

#include <optional>

namespace headway {

/// What headway-desktop is told on its command line.
struct DesktopOptions
{
    QString dataDirectory; ///< as DataDirectory::resolve() takes it
    std::optional<quint16> port;
    QString email;
    bool demo = false;
    bool minimized = false;
    bool wantsHelp = false;
    bool wantsVersion = false;

    friend bool operator==(const DesktopOptions &, const DesktopOptions &) = default;
};

/// What of it is the service's.
HostOptions hostOptionsOf(const DesktopOptions &options);

/// @p arguments with the program's name first.
/// Errors: InvalidArgument with a sentence for people.
Result<DesktopOptions> readDesktopOptions(const QStringList &arguments);

/// What --help prints.
QString desktopHelp();

} // namespace headway
