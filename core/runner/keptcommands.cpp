#include "core/runner/keptcommands.h"

#include "core/base/privatefile.h"

#include <QDir>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxBytes = 4 * 1024 * 1024; // more than a system takes as arguments, mostly
constexpr auto withPty = "pty";
constexpr auto withoutPty = "no-pty";

} // namespace

KeptCommands::KeptCommands(QString directory)
    : m_directory(std::move(directory))
{
}

/// Its parts are separated by NUL, the one byte that no argument and no path can hold.
Result<void> KeptCommands::keep(TaskId id, const KeptCommand &kept) const
{
    if (Result<void> made = makePrivateDirectory(m_directory); !made)
        return made;
    const QByteArrayList parts =
        QByteArrayList{kept.command.usePty ? withPty : withoutPty, kept.directory}
        + kept.command.arguments;
    Result<void> written = writePrivateFile(fileOf(id), parts.join('\0'));
    forgetOldest();
    return written;
}

Result<KeptCommand> KeptCommands::find(TaskId id) const
{
    const Result<QByteArray> content = readPrivateFile(fileOf(id), maxBytes);
    if (!content)
        return content.error();
    const QByteArrayList parts = content->split('\0');
    if (parts.size() < 3)
        return Error{ErrorCode::InvalidArgument, u"%1 holds no command."_s.arg(fileOf(id))};
    return KeptCommand{{parts.sliced(2), parts.at(0) == withPty}, parts.at(1)};
}

void KeptCommands::forget(TaskId id) const
{
    QFile::remove(fileOf(id));
}

QString KeptCommands::fileOf(TaskId id) const
{
    return m_directory + u'/' + id.toString();
}

void KeptCommands::forgetOldest() const
{
    const QStringList newestFirst = QDir(m_directory).entryList(QDir::Files, QDir::Time);
    for (const QString &name : newestFirst.mid(mostKept))
        QFile::remove(m_directory + u'/' + name);
}

} // namespace headway
