#include "app/host/owneremail.h"

#include "core/model/account.h"

#include <QProcess>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString gitEmail()
{
    constexpr int patienceMs = 2000;
    QProcess git;
    git.setStandardErrorFile(QProcess::nullDevice());
    git.start(u"git"_s, {u"config"_s, u"user.email"_s}, QIODevice::ReadOnly);
    if (!git.waitForFinished(patienceMs) || git.exitCode() != 0)
        return {};
    return QString::fromUtf8(git.readAllStandardOutput()).trimmed();
}

QString loginName()
{
    const passwd *user = ::getpwuid(::geteuid());
    return user ? QString::fromLocal8Bit(user->pw_name)
                : u"user%1"_s.arg(static_cast<uint>(::geteuid()));
}

QString ownEmail()
{
    QString fromGit = gitEmail();
    if (checkEmail(fromGit))
        return fromGit;
    const QString host = QSysInfo::machineHostName();
    return loginName() + u'@' + (host.isEmpty() ? u"localhost"_s : host);
}

} // namespace

EmailSource ownerEmail(const QString &wanted)
{
    if (!wanted.isEmpty())
        return wanted; // checked, and refused with a sentence, where the account is made
    return EmailSource(&ownEmail);
}

} // namespace headway
