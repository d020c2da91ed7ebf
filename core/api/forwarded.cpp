#include "core/api/forwarded.h"

#include <QHostAddress>

namespace headway {

namespace {

/// What the nearest of the proxies has put into the list.
QByteArray lastOf(const RequestHead &head, QByteArrayView name)
{
    const QByteArrayList fields = head.values(name);
    return fields.isEmpty() ? QByteArray() : fields.constLast().split(',').constLast().trimmed();
}

} // namespace

QString forwardedFor(const RequestHead &head)
{
    const QHostAddress address(QString::fromLatin1(lastOf(head, "x-forwarded-for")));
    return address.isNull() ? QString() : plainText(address);
}

bool isForwardedSecurely(const RequestHead &head)
{
    return lastOf(head, "x-forwarded-proto").compare("https", Qt::CaseInsensitive) == 0;
}

QString plainText(const QHostAddress &address)
{
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour);
    return (isFour ? QHostAddress(four) : address).toString();
}

} // namespace headway
