#include "core/base/socketuser.h"

#include "core/base/uniquefd.h"

#ifdef Q_OS_LINUX
#    include <linux/inet_diag.h>
#    include <linux/netlink.h>
#    include <linux/sock_diag.h>
#    include <netinet/in.h>
#    include <sys/socket.h>
#endif

#include <cstring>

namespace headway {

OsUserId ownUser()
{
    return OsUserId(::getuid());
}

#ifdef Q_OS_LINUX

namespace {

/// A TCP socket, seen from its own side. Ports and addresses in network byte order.
using SocketId = inet_diag_sockid;

struct Inquiry
{
    nlmsghdr head;
    inet_diag_req_v2 body;
};

void setAddress(const sockaddr_storage &from, __be32 (&address)[4], __be16 &port)
{
    if (from.ss_family == AF_INET) {
        sockaddr_in in = {};
        std::memcpy(&in, &from, sizeof in);
        std::memcpy(address, &in.sin_addr, sizeof in.sin_addr);
        port = in.sin_port;
    } else {
        sockaddr_in6 in6 = {};
        std::memcpy(&in6, &from, sizeof in6);
        std::memcpy(address, &in6.sin6_addr, sizeof in6.sin6_addr);
        port = in6.sin6_port;
    }
}

Inquiry inquiry(int family, const SocketId &id)
{
    Inquiry inquiry = {};
    inquiry.head.nlmsg_len = sizeof inquiry;
    inquiry.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    inquiry.head.nlmsg_flags = NLM_F_REQUEST;
    inquiry.body.sdiag_family = static_cast<__u8>(family);
    inquiry.body.sdiag_protocol = IPPROTO_TCP;
    inquiry.body.idiag_states = ~0U;
    inquiry.body.id = id;
    inquiry.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    inquiry.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return inquiry;
}

/// What the kernel knows of exactly one socket.
std::optional<inet_diag_msg> ask(const Inquiry &inquiry)
{
    const UniqueFd netlink(
        ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG));
    if (!netlink.isValid() || ::send(netlink.get(), &inquiry, sizeof inquiry, 0) < 0)
        return std::nullopt;
    // The kernel answers before send() returns, so there is nothing to wait for.
    alignas(nlmsghdr) char buffer[1024];
    const ssize_t size = ::recv(netlink.get(), buffer, sizeof buffer, 0);
    nlmsghdr head = {};
    inet_diag_msg message = {};
    if (size < static_cast<ssize_t>(NLMSG_LENGTH(sizeof message)))
        return std::nullopt;
    std::memcpy(&head, buffer, sizeof head);
    if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return std::nullopt;
    std::memcpy(&message, buffer + NLMSG_HDRLEN, sizeof message);
    return message;
}

/// The kernel looks for a listening socket where it knows no connection, and counts one that its
/// process has closed as root's: only the very socket, held by a process, will do.
std::optional<OsUserId> userOf(int family, const SocketId &id)
{
    const std::optional<inet_diag_msg> found = ask(inquiry(family, id));
    if (!found || found->idiag_inode == 0 || found->id.idiag_sport != id.idiag_sport
        || found->id.idiag_dport != id.idiag_dport)
        return std::nullopt;
    return OsUserId(found->idiag_uid);
}

} // namespace

std::optional<OsUserId> userOfPeer(qintptr descriptor)
{
    sockaddr_storage own = {};
    sockaddr_storage other = {};
    socklen_t ownSize = sizeof own;
    socklen_t otherSize = sizeof other;
    const int fd = static_cast<int>(descriptor);
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&own), &ownSize) != 0
        || ::getpeername(fd, reinterpret_cast<sockaddr *>(&other), &otherSize) != 0
        || (own.ss_family != AF_INET && own.ss_family != AF_INET6))
        return std::nullopt;
    SocketId id = {};
    setAddress(other, id.idiag_src, id.idiag_sport);
    setAddress(own, id.idiag_dst, id.idiag_dport);
    return userOf(own.ss_family, id);
}

std::optional<OsUserId> userOfListener(quint16 port)
{
    SocketId id = {};
    const __be32 loopback = htonl(INADDR_LOOPBACK);
    std::memcpy(id.idiag_src, &loopback, sizeof loopback);
    std::memcpy(id.idiag_dst, &loopback, sizeof loopback);
    id.idiag_sport = htons(port);
    return userOf(AF_INET, id);
}

#else

std::optional<OsUserId> userOfPeer(qintptr)
{
    return std::nullopt;
}

std::optional<OsUserId> userOfListener(quint16)
{
    return std::nullopt;
}

#endif

} // namespace headway
