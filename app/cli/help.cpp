#include "app/cli/help.h"

#include "app/cli/commandline.h"
#include "app/cli/verbtable.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

QString overview()
{
    constexpr int nameColumns = 10;
    QString verbs;
    for (const VerbRow &row : verbTable())
        verbs += u"  "_s + text(row.name).leftJustified(nameColumns) + text(row.summary) + u'\n';
    return u"Usage: headway VERB [OPTIONS] ...\n\n"
           "Shows how every job of yours is getting on.\n\n%1\n"
           "`headway VERB --help` tells more of each."_s.arg(verbs);
}

QString helpOn(const VerbRow &row, const CommandLine &line)
{
    const QString operands = *row.operands ? u' ' + text(row.operands) : QString();
    return u"Usage: headway %1 [OPTIONS]%2\n\n%3.\n\nOptions:\n%4"_s
        .arg(text(row.name), operands, text(row.summary), line.optionHelp())
        .trimmed();
}

} // namespace headway
