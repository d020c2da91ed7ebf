#include "ui/window/startrecents.h"

#include "ui/window/viewstate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto recentStartsKey = "start/recent";

bool isSame(const StartRequest &a, const StartRequest &b)
{
    return a.command == b.command && a.directory == b.directory && a.name == b.name;
}

} // namespace

QList<StartRequest> StartRecents::list() const
{
    const QByteArray kept = m_view.value(recentStartsKey).toByteArray();
    const QJsonArray entries = QJsonDocument::fromJson(kept).array();
    QList<StartRequest> requests;
    for (const auto &entry : entries) {
        const StartRequest request{.command = entry[u"command"_s].toString(),
                                   .directory = entry[u"directory"_s].toString(),
                                   .name = entry[u"name"_s].toString(),
                                   .retryOf = {}};
        if (!request.command.isEmpty() && requests.size() < mostKept)
            requests.append(request);
    }
    return requests;
}

void StartRecents::add(const StartRequest &request)
{
    QList<StartRequest> requests = list();
    requests.removeIf([&](const StartRequest &other) { return isSame(other, request); });
    requests.prepend(request);
    requests = requests.mid(0, mostKept);
    QJsonArray entries;
    for (const StartRequest &each : std::as_const(requests)) {
        entries.append(QJsonObject{{u"command"_s, each.command},
                                   {u"directory"_s, each.directory},
                                   {u"name"_s, each.name}});
    }
    m_view.setValue(recentStartsKey, QJsonDocument(entries).toJson(QJsonDocument::Compact));
}

} // namespace headway
