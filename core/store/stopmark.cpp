#include "core/store/stopmark.h"

#include "core/base/privatefile.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace headway {

using namespace Qt::StringLiterals;

StopMark::StopMark(QString databaseFile)
    : m_databaseFile(std::move(databaseFile))
{
}

QString StopMark::closedFile() const
{
    return m_databaseFile + "-closed"_L1;
}

QString StopMark::suspectFile() const
{
    return m_databaseFile + "-suspect"_L1;
}

/// Changes with every write to the file, of whoever; empty when it cannot be told.
QByteArray StopMark::state() const
{
    struct stat info = {};
    if (::stat(QFile::encodeName(m_databaseFile).constData(), &info) != 0)
        return {};
    QByteArray text;
    for (const qint64 part : {qint64(info.st_ino), qint64(info.st_size),
                              qint64(info.st_mtim.tv_sec), qint64(info.st_mtim.tv_nsec)})
        text += QByteArray::number(part) + '\n';
    return text;
}

bool StopMark::isClosedWell() const
{
    if (isSuspect() || QFileInfo(m_databaseFile + "-wal"_L1).size() > 0)
        return false;
    const Result<QByteArray> marked = readPrivateFile(closedFile());
    return marked && !marked->isEmpty() && *marked == state();
}

bool StopMark::knowsOfOne() const
{
    return QFileInfo::exists(closedFile()) || isSuspect();
}

bool StopMark::isSuspect() const
{
    return QFileInfo::exists(suspectFile());
}

void StopMark::setOpen() const
{
    QFile::remove(closedFile());
}

void StopMark::setClosed() const
{
    if (!isSuspect())
        (void)writePrivateFile(closedFile(), state());
}

void StopMark::setSuspect() const
{
    (void)makePrivateFile(suspectFile());
}

void StopMark::clear() const
{
    QFile::remove(closedFile());
    QFile::remove(suspectFile());
}

} // namespace headway
