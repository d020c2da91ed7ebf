#include "core/api/clientsocket.h"

#ifdef Q_OS_LINUX
#    include <netinet/in.h>
#    include <netinet/tcp.h>
#    include <sys/socket.h>
#endif

namespace headway {

QByteArray ClientSocket::takeButLast(qint64 size)
{
    QByteArray bytes = peek(size);
    skip(size - 1);
    return bytes;
}

void ClientSocket::acknowledge() const
{
#ifdef Q_OS_LINUX // which forgets it soon
    constexpr int on = 1;
    ::setsockopt(static_cast<int>(descriptor()), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
}

} // namespace headway
