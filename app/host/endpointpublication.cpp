#include "app/host/endpointpublication.h"

#include "core/base/privatefile.h"

#include <QFile>

namespace headway {

Result<std::unique_ptr<EndpointPublication>>
EndpointPublication::publish(const DataDirectory &directory, const wire::Endpoint &endpoint)
{
    if (Result<void> made = makePrivateDirectory(directory.endpointDirectory()); !made)
        return made.error();
    const QString file = directory.endpointFile();
    if (Result<void> written = writePrivateFile(file, wire::toJson(endpoint) + '\n'); !written)
        return written.error();
    return std::unique_ptr<EndpointPublication>(new EndpointPublication(file, endpoint.instance));
}

EndpointPublication::EndpointPublication(QString file, QString instance)
    : m_file(std::move(file))
    , m_instance(std::move(instance))
{
}

EndpointPublication::~EndpointPublication()
{
    const Result<QByteArray> content = readPrivateFile(m_file);
    if (!content)
        return;
    const Result<wire::Endpoint> present = wire::readEndpoint(*content);
    if (present && present->instance == m_instance)
        QFile::remove(m_file);
}

Result<wire::Endpoint> publishedEndpoint(const DataDirectory &directory)
{
    const Result<QByteArray> content = readPrivateFile(directory.endpointFile());
    if (!content)
        return content.error();
    return wire::readEndpoint(*content);
}

} // namespace headway
