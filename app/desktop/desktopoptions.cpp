#include "app/desktop/desktopoptions.h"

#include "app/host/wrong.h"
#include "core/model/account.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(headway::DesktopOptions)
};

QList<QCommandLineOption> options()
{
    return {
        {u"data-dir"_s, Words::tr("Keep everything in DIR."), u"DIR"_s},
        {u"port"_s, Words::tr("Serve programs on port N; 0 is any free one."), u"N"_s},
        {u"email"_s, Words::tr("The owner's address, at the first start."), u"ADDRESS"_s},
        {u"demo"_s, Words::tr("Start sample commands to watch.")},
        {u"minimized"_s, Words::tr("Start with the window minimized.")},
        {u"version"_s, Words::tr("Print the version.")},
        {{u"h"_s, u"help"_s}, Words::tr("Print this help.")},
    };
}

} // namespace

HostOptions hostOptionsOf(const DesktopOptions &options)
{
    HostOptions host;
    host.dataDirectory = options.dataDirectory;
    host.port = options.port;
    host.email = options.email;
    return host;
}

Result<DesktopOptions> readDesktopOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(options());
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return wrong(
            Words::tr("Unexpected argument “%1”.").arg(parser.positionalArguments().constFirst()));
    DesktopOptions read;
    read.dataDirectory = parser.value(u"data-dir"_s);
    read.email = parser.value(u"email"_s);
    read.demo = parser.isSet(u"demo"_s);
    read.minimized = parser.isSet(u"minimized"_s);
    read.wantsHelp = parser.isSet(u"help"_s);
    read.wantsVersion = parser.isSet(u"version"_s);
    if (parser.isSet(u"data-dir"_s) && read.dataDirectory.isEmpty())
        return wrong(Words::tr("--data-dir needs a directory."));
    if (parser.isSet(u"email"_s)) {
        if (const Result<void> good = checkEmail(read.email); !good)
            return good.error();
    }
    if (parser.isSet(u"port"_s)) {
        bool isNumber = false;
        read.port = parser.value(u"port"_s).toUShort(&isNumber);
        if (!isNumber)
            return wrong(Words::tr("--port needs a number from 0 to 65535."));
    }
    return read;
}

QString desktopHelp()
{
    QString text = Words::tr("Usage: headway-desktop [options]\n"
                             "Shows how every job of yours is getting on.\n\nOptions:\n");
    for (const QCommandLineOption &option : options()) {
        QString name = u"  --"_s + option.names().constLast();
        if (!option.valueName().isEmpty())
            name += u' ' + option.valueName();
        text += name.leftJustified(22) + option.description() + u'\n';
    }
    return text;
}

} // namespace headway
