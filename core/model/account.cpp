#include "core/model/account.h"

#include "core/model/commonpassword.h"
#include "core/model/limits.h"

#include <QStringDecoder>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &sentence)
{
    return {ErrorCode::InvalidArgument, sentence};
}

} // namespace

QString emailKey(const QString &email)
{
    return email.trimmed().toCaseFolded();
}

Result<void> checkEmail(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    const auto isForbidden = [](QChar c) { return c.isSpace() || !c.isPrint() || c.isSurrogate(); };
    if (email.size() > limits::emailLength)
        return invalid(u"An email address has at most 254 characters."_s);
    if (at < 1 || at == email.size() - 1 || std::any_of(email.begin(), email.end(), isForbidden))
        return invalid(u"That is no email address; it looks like name@example.org."_s);
    return {};
}

Result<void> checkPassword(const QByteArray &password, const QString &email)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(password);
    if (decode.hasError())
        return invalid(u"The password is not valid UTF-8."_s);
    const qsizetype length = text.toUcs4().size();
    if (length < limits::passwordMinLength)
        return invalid(u"A password has at least 8 characters."_s);
    if (length > limits::passwordMaxLength)
        return invalid(u"A password has at most 1,024 characters."_s);
    if (isCommonPassword(password, email))
        return invalid(u"That password is among the most common ones; choose another."_s);
    return {};
}

} // namespace headway
