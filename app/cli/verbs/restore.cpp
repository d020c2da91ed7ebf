#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/contenttext.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/base/clock.h"
#include "core/service/restoration.h"

#include <QDir>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

class RestoreVerb final : public Verb
{
public:
    void start(const CommandLine &line) override;

private:
    void tell(const Restored &restored, const QString &file);
};

void RestoreVerb::start(const CommandLine &line)
{
    if (line.isSet(u"url"_s))
        return failUsage(u"A backup is restored where the data lie; leave out --url."_s);
    if (line.operands().size() != 1)
        return failUsage(u"Name the file that the backup is in."_s);
    const QString file = QDir().absoluteFilePath(line.operands().constFirst());
    const Result<Restored> restored = restoreInto(line.dataDirectory(), file, SystemClock().now());
    if (!restored) {
        const bool isInUse = restored.error().code == ErrorCode::InUse;
        console::printError(restored.error().detail
                            + (isInUse ? u"; stop it (close its window, or end `headway serve`), "
                                         "restore, and start it again"_s
                                       : QString()));
        return end(Failed);
    }
    if (line.wantsJson())
        console::print(contentJson(file, restored->content, restored->kept));
    else
        tell(*restored, file);
    end();
}

void RestoreVerb::tell(const Restored &restored, const QString &file)
{
    QString text = u"%1 are restored from %2. All logins and tokens have ended."_s.arg(
        contentText(restored.content), file);
    if (!restored.kept.isEmpty())
        text += u" The database that was there is kept in %1."_s.arg(restored.kept);
    console::print(text);
}

} // namespace

std::unique_ptr<Verb> makeRestoreVerb()
{
    return std::make_unique<RestoreVerb>();
}

} // namespace headway
