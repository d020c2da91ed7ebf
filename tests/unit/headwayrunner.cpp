#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QProcessEnvironment>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

} // namespace

QByteArrayList Outcome::lines() const
{
    QByteArrayList lines = out.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

HeadwayRunner::HeadwayRunner(const LeaseTimes &leases)
    : m_leases(leases)
{
    startService();
}

HeadwayRunner::~HeadwayRunner() = default;

void HeadwayRunner::startService()
{
    auto host = ServiceHost::start({.dataDirectory = m_home.filePath(u"data"_s),
                                    .port = 0,
                                    .entrance = {},
                                    .email = u"owner@example.org"_s,
                                    .leases = m_leases});
    if (!host)
        qFatal("%s", qPrintable(host.error().detail));
    m_host = std::move(*host);
}

void HeadwayRunner::stopService()
{
    m_own.reset();
    m_other.reset();
    m_host.reset();
}

DataDirectory HeadwayRunner::directory() const
{
    return DataDirectory::resolve(m_home.filePath(u"data"_s));
}

TaskSession &HeadwayRunner::own()
{
    if (!m_own)
        m_own = service().sessionFor(auth().owner());
    return *m_own;
}

TaskSession &HeadwayRunner::other()
{
    if (!m_other)
        m_other = service().sessionFor(otherPrincipal());
    return *m_other;
}

Principal HeadwayRunner::otherPrincipal()
{
    const Result<Account> added =
        await(auth().addAccount(auth().owner(), otherEmail(), otherPassword()));
    if (!added && added.error().code != ErrorCode::AlreadyExists)
        qFatal("%s", qPrintable(added.error().detail));
    const Result<Principal> principal =
        await(auth().checkPassword(otherEmail(), otherPassword(), {}));
    if (!principal)
        qFatal("%s", qPrintable(principal.error().detail));
    return *principal;
}

QByteArray HeadwayRunner::otherToken()
{
    return await(auth().createToken(otherPrincipal(), {u"test"_s, TokenScope::Write, {}}))->secret;
}

Task HeadwayRunner::make(const QString &name, TaskStatus status, TaskSession *session)
{
    NewTask task;
    task.name = name;
    task.status = status;
    return *await((session ? session : &own())->create(task));
}

void HeadwayRunner::start(QProcess &process, const QStringList &words,
                          const QMap<QString, QString> &environment) const
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"HEADWAY_DATA_DIR"_s, directory().path());
    variables.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        variables.insert(variable.key(), variable.value());
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(HEADWAY_BIN_DIR "/headway"), words);
}

Outcome HeadwayRunner::run(const QStringList &words, const QByteArray &input,
                           const QMap<QString, QString> &environment) const
{
    QProcess process;
    start(process, words, environment);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded =
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience);
    const bool isNormal = hasEnded && process.exitStatus() == QProcess::NormalExit;
    return {isNormal ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace headway
