#include "tests/support/fakeloginmanager.h"

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

FakeLoginManager::FakeLoginManager(QDBusConnection bus, QObject *parent)
    : QDBusAbstractAdaptor(parent)
{
    bus.registerObject(u"/org/freedesktop/login1"_s, parent);
    bus.registerService(u"org.freedesktop.login1"_s);
}

FakeLoginManager::~FakeLoginManager()
{
    for (const int end : std::as_const(m_ends))
        ::close(end);
}

int FakeLoginManager::holds()
{
    char byte = 0;
    return static_cast<int>(std::count_if(m_ends.cbegin(), m_ends.cend(), [&byte](int end) {
        return ::read(end, &byte, 1) != 0; // nothing there yet, and not the end
    }));
}

QDBusUnixFileDescriptor FakeLoginManager::Inhibit(const QString &what, const QString &,
                                                  const QString &, const QString &mode)
{
    ++asked;
    inhibited = {what, mode};
    int ends[2] = {};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return {};
    m_ends += ends[0];
    QDBusUnixFileDescriptor given;
    given.giveFileDescriptor(ends[1]);
    return given;
}

void FakeLoginManager::Suspend(bool)
{
    ++suspended;
}

} // namespace headway
