#include "core/api/clientsocket.h"

namespace headway {

QByteArray ClientSocket::takeButLast(qint64 size)
{
    QByteArray bytes = peek(size);
    skip(size - 1);
    return bytes;
}

} // namespace headway
