#include "core/model/account.h"

#include "core/model/limits.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// What people pick first, in lower case; those under 8 characters are too short anyway.
const QSet<QString> &commonPasswords()
{
    static const QSet<QString> words = [] {
        const auto list =
            u"password passw0rd password1 password12 password123 password1234 12345678 123456789 "
            "1234567890 12345678910 0123456789 87654321 987654321 0987654321 11111111 111111111 "
            "1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 "
            "77777777 88888888 99999999 12341234 11223344 12121212 10101010 12344321 123123123 "
            "123321123 147258369 159357456 963852741 741852963 qwertyuiop qwertyui qwerty123 "
            "qwerty1234 qwerty12 1qaz2wsx 1q2w3e4r 1q2w3e4r5t 1qazxsw2 zaq12wsx asdfghjkl asdfghjk "
            "zxcvbnm1 zxcvbnm123 asdf1234 qwer1234 abcd1234 abc12345 abc123456 a1234567 a12345678 "
            "aa123456 aa12345678 abcdefgh abcdefghi abcdefg1 aaaaaaaa aaaaaaaaa asdasdasd "
            "qweqweqwe "
            "iloveyou iloveyou1 iloveyou2 sunshine sunshine1 princess princess1 football football1 "
            "baseball baseball1 basketball superman superman1 batman123 starwars trustno1 letmein1 "
            "letmein123 welcome1 welcome12 welcome123 whatever michelle jennifer computer internet "
            "corvette mercedes maverick midnight victoria elizabeth charlotte liverpool "
            "liverpool1 chelsea1 pokemon1 dragon123 monkey123 shadow123 master123 killer123 "
            "admin123 admin1234 admin12345 administrator changeme changeme1 default1 secret123 "
            "test1234 "
            "testtest test12345 guest123 user1234 root1234 p@ssw0rd p@ssword pa$$word passwort "
            "motdepasse contrasena samsung1 google123 facebook 1password summer2020 winter2020 "
            "hello123 helloworld nothing1 freedom1 blink182 jordan23 mustang1 michael1 charlie1"_s;
        const QStringList parts = list.split(u' ');
        return QSet<QString>(parts.begin(), parts.end());
    }();
    return words;
}

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

Result<void> checkPassword(const QByteArray &password)
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
    if (commonPasswords().contains(text.toLower()))
        return invalid(u"That password is among the most common ones; choose another."_s);
    return {};
}

} // namespace headway
