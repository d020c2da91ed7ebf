#include "core/client/savedlogin.h"

#include "core/base/datadirectory.h"
#include "core/base/privatefile.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"

#include <QFile>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr wire::ObjectReader::Length shortText{1, 4096};
constexpr wire::ObjectReader::Range anyUser{0, std::numeric_limits<quint32>::max()};

Result<SavedLogin> parsed(const QByteArray &json)
{
    const Result<wire::JsonValue> value = wire::readJson(json);
    if (!value)
        return value.error();
    wire::ObjectReader object(*value, wire::ObjectReader::Unknown::Ignored);
    SavedLogin login;
    login.url = QUrl(object.requiredText(u"url", shortText), QUrl::StrictMode);
    login.email = object.requiredText(u"email", shortText);
    login.tokenId = object.required(u"token_id", object.id<CredentialId>(u"token_id"));
    login.token = object.requiredText(u"token", shortText).toLatin1();
    login.directory = object.text(u"data_dir", shortText).value_or(QString());
    if (const std::optional<qint64> user = object.integer(u"listener_uid", anyUser))
        login.listener = OsUserId(*user);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return login;
}

} // namespace

QString savedLoginFile()
{
    return configDirectory() + "/credentials.json"_L1;
}

Result<SavedLogin> readSavedLogin()
{
    const Result<QByteArray> json = readInPrivateDirectory(savedLoginFile());
    return json ? parsed(*json) : Result<SavedLogin>(json.error());
}

Result<void> writeSavedLogin(const SavedLogin &login)
{
    wire::JsonWriter json;
    json.text("url", login.url.toString())
        .text("email", login.email)
        .text("token_id", login.tokenId.toString())
        .text("token", QString::fromLatin1(login.token));
    if (!login.directory.isEmpty())
        json.text("data_dir", login.directory);
    if (login.listener)
        json.integer("listener_uid", static_cast<qint64>(*login.listener));
    if (Result<void> made = makePrivateDirectory(configDirectory()); !made)
        return made;
    return writePrivateFile(savedLoginFile(), json.object() + '\n');
}

Result<void> removeSavedLogin()
{
    QFile file(savedLoginFile());
    if (!file.exists() || file.remove())
        return {};
    return Error{ErrorCode::StorageFailed,
                 u"cannot remove %1: %2"_s.arg(file.fileName(), file.errorString())};
}

} // namespace headway
