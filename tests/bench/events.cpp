// How far event streams are behind the changes: events PORT TOKEN IDS CLIENTS RATE SECONDS.
// CLIENTS streams listen, and one more that reads nothing; changes of the tasks whose ids stand in
// the file IDS are made at RATE a second. Prints one line of JSON: how many changes were answered,
// the times in milliseconds from the request for each change, and so from before its commit, to its
// event at each client, how many
// events a client missed at most, and after how many seconds the one that does not read was
// dropped.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;
using Seconds = std::chrono::duration<double>;
using Revision = unsigned long long;

constexpr size_t writers = 16;
constexpr auto longestWait = std::chrono::seconds(40); // for the last events, and for the drop

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

struct Plan
{
    uint16_t port = 0;
    std::string token;
    std::vector<std::string> ids;
    size_t clients = 0;
    double rate = 0;
    double seconds = 0;
};

int connected(uint16_t port, int receiveBuffer = 0)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        fail("socket");
    if (receiveBuffer > 0)
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    return fd;
}

void sendAll(int fd, const std::string &text)
{
    if (::send(fd, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
        fail("send");
}

/// The number behind @p name in @p text, 0 when there is none.
Revision numberAfter(std::string_view text, std::string_view name)
{
    Revision number = 0;
    if (const size_t at = text.find(name); at != std::string_view::npos)
        std::from_chars(text.data() + at + name.size(), text.data() + text.size(), number);
    return number;
}

/// As the service counts them, with the one that asks.
Revision openConnections(const Plan &plan)
{
    const int fd = connected(plan.port);
    sendAll(fd,
            "GET /api/v1/metrics HTTP/1.0\r\nHost: 127.0.0.1:" + std::to_string(plan.port)
                + "\r\nAuthorization: Bearer " + plan.token + "\r\n\r\n");
    std::string text;
    std::array<char, 65536> buffer = {};
    for (ssize_t size = 0; (size = ::recv(fd, buffer.data(), buffer.size(), 0)) > 0;)
        text.append(buffer.data(), static_cast<size_t>(size));
    ::close(fd);
    return numberAfter(text, "\nheadway_connections ");
}

/// When each change was asked for, and which events have come.
class Ledger
{
public:
    void answered(Revision revision, Instant askedAt) { m_asked.emplace(revision, askedAt); }
    void came(Revision revision, Instant at) { m_arrivals.emplace_back(revision, at); }
    size_t changes() const { return m_asked.size(); }
    size_t arrivals() const { return m_arrivals.size(); }

    std::vector<double> delays() const
    {
        std::vector<double> delays;
        for (const auto &[revision, at] : m_arrivals) {
            const auto change = m_asked.find(revision);
            if (change != m_asked.end())
                delays.push_back(Seconds(at - change->second).count() * 1000);
        }
        std::sort(delays.begin(), delays.end());
        return delays;
    }

private:
    std::unordered_map<Revision, Instant> m_asked;
    std::vector<std::pair<Revision, Instant>> m_arrivals;
};

class Client
{
public:
    virtual ~Client() { ::close(m_fd); }
    int fd() const { return m_fd; }
    /// What has come and was not understood.
    const std::string &unread() const { return m_text; }
    /// @return whether there is more to come
    virtual bool read(Ledger &ledger) = 0;

protected:
    explicit Client(int fd)
        : m_fd(fd)
    {
    }
    /// Appends to m_text what has come. @return false at the end
    bool readMore()
    {
        static std::array<char, 1 << 20> buffer;
        const ssize_t size = ::recv(m_fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0)
            return size < 0 && errno == EAGAIN;
        m_text.append(buffer.data(), static_cast<size_t>(size));
        return true;
    }

    const int m_fd;
    std::string m_text;
};

class Listener final : public Client
{
public:
    explicit Listener(const Plan &plan, int receiveBuffer = 0)
        : Client(connected(plan.port, receiveBuffer))
    {
        sendAll(m_fd,
                "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(plan.port)
                    + "\r\nAuthorization: Bearer " + plan.token + "\r\n\r\n");
    }
    bool read(Ledger &ledger) override
    {
        const bool goesOn = readMore();
        const Instant now = Clock::now();
        size_t at = 0;
        for (size_t end = m_text.find("\n\n"); end != std::string::npos;
             end = m_text.find("\n\n", at)) {
            const std::string_view block = std::string_view(m_text).substr(at, end - at);
            at = end + 2;
            m_isLive = m_isLive || block.find("id: ") != std::string_view::npos;
            if (block.starts_with("event: task")) {
                ledger.came(numberAfter(block, "\nid: "), now);
                ++m_events;
            }
        }
        m_text.erase(0, at);
        return goesOn;
    }
    /// It has been told where the stream stands: no change from now on is missed.
    bool isLive() const { return m_isLive; }
    size_t events() const { return m_events; }

private:
    bool m_isLive = false;
    size_t m_events = 0;
};

class Writer final : public Client
{
public:
    explicit Writer(const Plan &plan)
        : Client(connected(plan.port))
        , m_fields(" HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(plan.port)
                   + "\r\nAuthorization: Bearer " + plan.token
                   + "\r\nContent-Type: application/json\r\nContent-Length: ")
    {
    }
    bool isBusy() const { return m_isBusy; }
    void change(const std::string &task, size_t number)
    {
        const std::string body = "{\"progress\":\"step " + std::to_string(number) + "\"}";
        sendAll(m_fd,
                "PATCH /api/v1/tasks/" + task + m_fields + std::to_string(body.size()) + "\r\n\r\n"
                    + body);
        m_isBusy = true;
        m_askedAt = Clock::now();
    }
    bool read(Ledger &ledger) override
    {
        if (!readMore())
            return false;
        const size_t head = m_text.find("\r\n\r\n");
        if (head == std::string::npos)
            return true;
        const size_t whole = head + 4 + numberAfter(m_text, "Content-Length: ");
        if (m_text.size() < whole)
            return true;
        if (!m_text.starts_with("HTTP/1.1 200"))
            return false;
        ledger.answered(numberAfter(std::string_view(m_text).substr(head), "\"revision\":"),
                        m_askedAt);
        m_text.clear();
        m_isBusy = false;
        return true;
    }

private:
    const std::string m_fields;
    bool m_isBusy = false;
    Instant m_askedAt;
};

class Run
{
public:
    explicit Run(const Plan &plan)
        : m_plan(plan)
        , m_idle(plan, 4096)
    {
        for (size_t i = 0; i < plan.clients; ++i)
            m_listeners.push_back(std::make_unique<Listener>(plan));
        for (size_t i = 0; i < writers; ++i)
            m_writers.push_back(std::make_unique<Writer>(plan));
        for (const auto &listener : m_listeners)
            watch(*listener);
        for (const auto &writer : m_writers)
            watch(*writer);
    }

    void measure()
    {
        serveWhile([this] {
            return !std::all_of(m_listeners.begin(), m_listeners.end(),
                                [](const auto &one) { return one->isLive(); });
        });
        m_connections = openConnections(m_plan);
        const Instant begin = Clock::now();
        const Instant end = begin
            + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(m_plan.seconds));
        serveWhile([&] {
            makeChanges(begin);
            return Clock::now() < end;
        });
        serveWhile([this] {
            return std::any_of(m_writers.begin(), m_writers.end(),
                               [](const auto &one) { return one->isBusy(); })
                || m_ledger.arrivals() < m_ledger.changes() * m_plan.clients;
        });
        m_connections -= m_writers.size();
        m_writers.clear(); // idle ones would be closed
        const double dropped = secondsToDrop(begin);
        report(dropped);
    }

private:
    void watch(Client &client)
    {
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.fd(), &event) != 0)
            fail("epoll_ctl");
    }

    template <typename Condition>
    void serveWhile(Condition condition)
    {
        const Instant latest = Clock::now() + longestWait;
        while (condition() && Clock::now() < latest)
            serve();
    }

    void serve()
    {
        std::array<epoll_event, 64> events = {};
        const int count = ::epoll_wait(m_epoll, events.data(), events.size(), 1);
        for (int i = 0; i < count; ++i) {
            auto *client = static_cast<Client *>(events.at(static_cast<size_t>(i)).data.ptr);
            if (!client->read(m_ledger)) {
                std::fprintf(stderr, "a connection ended: %s\n", client->unread().c_str());
                std::exit(1);
            }
        }
    }

    void makeChanges(Instant begin)
    {
        for (const auto &writer : m_writers) {
            const double due = static_cast<double>(m_changes) / m_plan.rate;
            if (Seconds(Clock::now() - begin).count() < due)
                return;
            if (writer->isBusy())
                continue;
            writer->change(m_plan.ids[m_changes % m_plan.ids.size()], m_changes);
            ++m_changes;
        }
    }

    /// Its own end of the connection does not tell, before it has read what lies in the buffers.
    double secondsToDrop(Instant begin)
    {
        constexpr auto pause = std::chrono::milliseconds(250);
        double seconds = -1;
        Instant next = Clock::now();
        serveWhile([&] {
            if (Clock::now() < next)
                return true;
            next += pause;
            if (openConnections(m_plan) < m_connections)
                seconds = Seconds(Clock::now() - begin).count();
            return seconds < 0;
        });
        return seconds;
    }

    void report(double dropped) const
    {
        const std::vector<double> delays = m_ledger.delays();
        const auto at = [&](double part) {
            return delays.empty()
                ? -1
                : delays[static_cast<size_t>(part * static_cast<double>(delays.size() - 1))];
        };
        size_t fewest = m_ledger.changes();
        for (const auto &listener : m_listeners)
            fewest = std::min(fewest, listener->events());
        std::printf("{\"changes\": %zu, \"p50\": %.3f, \"p99\": %.3f, \"max\": %.3f, "
                    "\"missed\": %zu, \"dropped\": %.1f}\n",
                    m_ledger.changes(), at(0.5), at(0.99), at(1), m_ledger.changes() - fewest,
                    dropped);
    }

    const Plan &m_plan;
    const int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    Ledger m_ledger;
    Listener m_idle; ///< reads nothing
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::vector<std::unique_ptr<Writer>> m_writers;
    size_t m_changes = 0;
    Revision m_connections = 0; ///< open before the first change
};

Plan planFrom(char *argv[])
{
    Plan plan{.port = static_cast<uint16_t>(std::stoul(argv[1])),
              .token = argv[2],
              .ids = {},
              .clients = std::stoul(argv[4]),
              .rate = std::stod(argv[5]),
              .seconds = std::stod(argv[6])};
    std::ifstream lines(argv[3]);
    for (std::string line; std::getline(lines, line);)
        plan.ids.push_back(line);
    return plan;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 7) {
        std::fputs("usage: events PORT TOKEN IDS CLIENTS RATE SECONDS\n", stderr);
        return 2;
    }
    const Plan plan = planFrom(argv);
    Run(plan).measure();
    return 0;
}
