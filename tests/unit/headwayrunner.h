#pragma once

#include "app/host/servicehost.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

class QProcess;

namespace headway {

/// How a run of the program went.
struct Outcome
{
    int exitCode = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;

    QByteArrayList lines() const;
};

/// A real service on a data directory of its own, and the built program beside it.
class HeadwayRunner
{
public:
    explicit HeadwayRunner(const LeaseTimes &leases = {});
    ~HeadwayRunner();

    /// Both assert that it worked.
    void startService();
    void stopService();

    QString url() const { return m_host->url(); }
    DataDirectory directory() const;
    QString file(const QString &name) const { return m_home.filePath(name); }
    Service &service() { return m_host->service(); }
    AuthService &auth() { return service().auth(); }

    /// The owner's and another account's way to their tasks.
    TaskSession &own();
    TaskSession &other();
    static QString otherEmail() { return QStringLiteral("other@example.org"); }
    static QByteArray otherPassword() { return "a rather long password"; }
    QByteArray otherToken();

    Task make(const QString &name, TaskStatus status = TaskStatus::Processing,
              TaskSession *session = nullptr);

    /// Starts `headway WORDS`, with HEADWAY_DATA_DIR set and @p environment besides.
    void start(QProcess &process, const QStringList &words,
               const QMap<QString, QString> &environment = {}) const;
    /// Runs it to its end, with @p input on stdin.
    Outcome run(const QStringList &words, const QByteArray &input = {},
                const QMap<QString, QString> &environment = {}) const;

private:
    Principal otherPrincipal();

    const LeaseTimes m_leases;
    QTemporaryDir m_home;
    std::unique_ptr<ServiceHost> m_host;
    TaskSessionPtr m_own;
    TaskSessionPtr m_other;
};

/// The value of @p future, when it has come.
template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20000))
        return Error{ErrorCode::Internal, QStringLiteral("nothing came")};
    return future.result();
}

} // namespace headway
