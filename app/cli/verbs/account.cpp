#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/offlineaccountdesk.h"
#include "app/cli/passwordprompt.h"
#include "app/cli/texttable.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "app/host/wrong.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/remoteaccountdesk.h"
#include "core/wire/accountjson.h"
#include "core/wire/time.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

enum class Action { Add, List, Passwd, Remove };

/// Goes to the service that runs on the data directory; with none running, to the directory itself.
class AccountVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{u"password-stdin"_s, u"Read the password from stdin, one line."_s}};
    }

    void start(const CommandLine &line) override;

private:
    Result<void> readWords();
    Result<void> readPassword();
    void openService();
    void openDirectory();
    void act();
    void list();
    QFuture<Result<void>> change();
    void show(const QList<Account> &accounts);
    void miss(const Error &error);

    const CommandLine *m_line = nullptr;
    Action m_action = Action::List;
    QString m_email;
    QByteArray m_password;
    std::unique_ptr<AccountDesk> m_desk;
    bool m_isAskingService = false;
};

void AccountVerb::start(const CommandLine &line)
{
    m_line = &line;
    if (const Result<void> read = readWords(); !read)
        return failUsage(read.error().detail);
    if (const Result<void> read = readPassword(); !read)
        return failUsage(read.error().detail);
    openService();
}

Result<void> AccountVerb::readWords()
{
    static const QHash<QString, Action> actions{{u"add"_s, Action::Add},
                                                {u"list"_s, Action::List},
                                                {u"passwd"_s, Action::Passwd},
                                                {u"remove"_s, Action::Remove}};
    const QStringList words = m_line->operands();
    if (m_line->isSet(u"url"_s))
        return wrong(u"Accounts are managed where their data lies; leave out --url."_s);
    if (words.isEmpty() || !actions.contains(words.first()))
        return wrong(u"Say `account add`, `account list`, `account passwd` or `account remove`."_s);
    m_action = actions.value(words.first());
    const qsizetype wanted = m_action == Action::List ? 1 : 2;
    if (words.size() != wanted)
        return wrong(wanted == 1 ? u"`account list` takes options only."_s
                                 : u"Give one email address."_s);
    m_email = words.value(1);
    return {};
}

Result<void> AccountVerb::readPassword()
{
    if (m_action != Action::Add && m_action != Action::Passwd)
        return {};
    const Result<QByteArray> password = askNewPassword(*m_line);
    if (!password)
        return password.error();
    m_password = *password;
    return {};
}

void AccountVerb::openService()
{
    const DataDirectory directory = m_line->dataDirectory();
    const Result<Access> access = ownerAccess(directory);
    if (!access && access.error().code != ErrorCode::Unreachable)
        return fail(access.error());
    if (!access)
        return openDirectory();
    m_desk = std::make_unique<RemoteAccountDesk>([directory] { return ownerAccess(directory); });
    m_isAskingService = true;
    act();
}

void AccountVerb::openDirectory()
{
    Result<std::unique_ptr<AccountDesk>> desk = OfflineAccountDesk::open(m_line->dataDirectory());
    if (!desk)
        return fail(desk.error());
    m_desk = std::move(*desk);
    m_isAskingService = false;
    act();
}

void AccountVerb::act()
{
    if (m_action == Action::List)
        return list();
    whenDone(change(), this, [this](const Result<void> &done) {
        if (done)
            end();
        else
            miss(done.error());
    });
}

QFuture<Result<void>> AccountVerb::change()
{
    if (m_action == Action::Add)
        return m_desk->add(m_email, m_password);
    if (m_action == Action::Passwd)
        return m_desk->setPassword(m_email, m_password);
    return m_desk->remove(m_email);
}

void AccountVerb::list()
{
    whenDone(m_desk->list(), this, [this](const Result<QList<Account>> &accounts) {
        if (accounts)
            show(*accounts);
        else
            miss(accounts.error());
    });
}

void AccountVerb::show(const QList<Account> &accounts)
{
    TextTable table({u"EMAIL"_s, u"PASSWORD"_s, u"CREATED"_s, u"ROLE"_s});
    for (const Account &account : accounts) {
        table.addRow({account.email, account.hasPassword ? u"set"_s : u"none"_s,
                      wire::toIsoTime(account.createdAt),
                      account.isOwner ? u"owner"_s : QString()});
    }
    if (m_line->wantsJson())
        console::print(QString::fromUtf8(wire::accountsJson(accounts)));
    else
        table.print();
    end();
}

void AccountVerb::miss(const Error &error)
{
    // An endpoint file can outlive its service, when that was killed.
    if (error.code == ErrorCode::Unreachable && m_isAskingService)
        return openDirectory();
    const bool isNone = error.code == ErrorCode::NotFound;
    fail(isNone ? wrong(u"There is no account '%1'."_s.arg(m_email)) : error);
}

} // namespace

std::unique_ptr<Verb> makeAccountVerb()
{
    return std::make_unique<AccountVerb>();
}

} // namespace headway
