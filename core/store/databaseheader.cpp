#include "core/store/databaseheader.h"

#include <QFile>
#include <QtEndian>

namespace headway {

namespace {

quint32 numberAt(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<quint32>(header.constData() + offset);
}

bool isPageSize(quint32 bytes)
{
    constexpr quint32 smallest = 512;
    constexpr quint32 largest = 65536;
    return bytes >= smallest && bytes <= largest && (bytes & (bytes - 1)) == 0;
}

} // namespace

std::optional<DatabaseHeader> DatabaseHeader::read(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray header = source.read(bytes + 1); // and the type of the first page
    if (header.size() <= bytes || !header.startsWith(QByteArray("SQLite format 3\0", 16)))
        return std::nullopt;
    const quint32 written = qFromBigEndian<quint16>(header.constData() + 16);
    const char pageType = header.at(bytes);
    DatabaseHeader found;
    found.pageBytes = written == 1 ? 65536 : written;
    if (!isPageSize(found.pageBytes) || (pageType != 0x0d && pageType != 0x05))
        return std::nullopt;
    if (numberAt(header, 24) == numberAt(header, 92)) // else an older SQLite has written it last
        found.pageCount = numberAt(header, 28);
    found.schemaVersion = static_cast<int>(numberAt(header, 60));
    return found;
}

} // namespace headway
