#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace headway {

/// The target of what is reported to the owner's account of the data directory's own service.
inline constexpr QLatin1StringView ownerTarget("owner");

/// The target of what is reported with a token.
struct TokenTarget
{
    QByteArray hash; ///< of the token, as hashOfSecret() makes it
    QString url; ///< of the service; "" is the one of the data directory
    bool endsToken = false; ///< it was made for this run alone, and ends once that is reported

    friend bool operator==(const TokenTarget &, const TokenTarget &) = default;
};

QString toText(const TokenTarget &target);
/// nullopt when it is another kind of target.
std::optional<TokenTarget> readTokenTarget(const QString &text);

} // namespace headway
