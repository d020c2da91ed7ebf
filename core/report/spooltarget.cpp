#include "core/report/spooltarget.h"

#include <QStringList>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto staysWord = "token"_L1;
constexpr auto endsWord = "run"_L1;

} // namespace

QString toText(const TokenTarget &target)
{
    return u"%1 %2 %3"_s.arg(target.endsToken ? endsWord : staysWord,
                             QString::fromLatin1(target.hash.toHex()), target.url);
}

std::optional<TokenTarget> readTokenTarget(const QString &text)
{
    const QStringList words = text.split(u' ');
    const bool isToken = words.first() == staysWord || words.first() == endsWord;
    if (words.size() != 3 || !isToken)
        return std::nullopt;
    return TokenTarget{QByteArray::fromHex(words.at(1).toLatin1()), words.at(2),
                       words.first() == endsWord};
}

} // namespace headway
