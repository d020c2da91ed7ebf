#include "core/client/endpointwatch.h"

#include "core/client/access.h"

namespace headway {

EndpointWatch::EndpointWatch(const DataDirectory &directory)
    : m_directory(directory)
{
    if (const Result<wire::Endpoint> present = readEndpointFile(m_directory))
        m_instance = present->instance;
    // The file is replaced whole at every start, which its directory tells.
    m_files.addPath(m_directory.endpointDirectory());
    connect(&m_files, &QFileSystemWatcher::directoryChanged, this, &EndpointWatch::look);
}

void EndpointWatch::look()
{
    const Result<wire::Endpoint> present = readEndpointFile(m_directory);
    if (!present || present->instance == m_instance)
        return;
    m_instance = present->instance;
    Q_EMIT begun();
}

} // namespace headway
