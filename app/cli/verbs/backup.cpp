#include "core/store/backup.h"

#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/contenttext.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"

#include <QDir>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Reads the database itself, beside the service that may be running: whoever owns the data
/// directory may do so anyhow, and no service has to write files for its callers.
class BackupVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{u"force"_s, u"Replace FILE if it exists."_s}};
    }

    void start(const CommandLine &line) override;
};

void BackupVerb::start(const CommandLine &line)
{
    if (line.isSet(u"url"_s))
        return failUsage(u"A backup is made where the data lie; leave out --url."_s);
    if (line.operands().size() != 1)
        return failUsage(u"Name one file to write the backup to."_s);
    const QString file = QDir().absoluteFilePath(line.operands().constFirst());
    const Result<DatabaseContent> content =
        backUp(line.dataDirectory().databaseFile(), file, line.isSet(u"force"_s));
    if (!content) {
        const bool mayForce = content.error().code == ErrorCode::AlreadyExists;
        console::printError(content.error().detail
                            + (mayForce ? u"; --force replaces it"_s : QString()));
        return end(Failed);
    }
    if (line.wantsJson()) {
        console::print(contentJson(file, *content));
    } else {
        console::print(
            u"%1 are backed up in %2. What the tasks have written (%3) is not in it."_s.arg(
                contentText(*content), file, line.dataDirectory().logsDirectory()));
    }
    end();
}

} // namespace

std::unique_ptr<Verb> makeBackupVerb()
{
    return std::make_unique<BackupVerb>();
}

} // namespace headway
