#include "app/cli/contenttext.h"

#include "core/wire/jsonwriter.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString counted(qint64 count, const QString &noun)
{
    return u"%1 %2%3"_s.arg(count).arg(noun, count == 1 ? QString() : u"s"_s);
}

} // namespace

QString contentText(const DatabaseContent &content)
{
    return counted(content.tasks, u"task"_s) + u" and "_s + counted(content.accounts, u"account"_s);
}

QString contentJson(const QString &file, const DatabaseContent &content,
                    const std::optional<QString> &kept)
{
    wire::JsonWriter rows;
    for (auto table = content.rows.begin(); table != content.rows.end(); ++table)
        rows.integer(table.key().toLatin1().constData(), table.value());
    wire::JsonWriter json;
    json.text("file", file)
        .integer("schema", static_cast<qint64>(content.schemaVersion))
        .integer("revision", content.revision)
        .raw("rows", rows.object());
    if (kept)
        json.textOrNull("kept", *kept);
    return QString::fromUtf8(json.object());
}

} // namespace headway
