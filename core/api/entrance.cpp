#include "core/api/entrance.h"

#include "core/api/tlsfiles.h"

#include <algorithm>
#include <initializer_list>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &sentence)
{
    return {ErrorCode::InvalidArgument, sentence};
}

/// As it stands in a URL.
QByteArray authorityOf(const QHostAddress &address)
{
    const QByteArray text = address.toString().toLatin1();
    return address.protocol() == QAbstractSocket::IPv6Protocol ? '[' + text + ']' : text;
}

/// Those of its subject; its common name is no longer one.
/// Source: RFC 9525 section 2
QByteArrayList namesIn(const QSslCertificate &certificate)
{
    const auto alternatives = certificate.subjectAlternativeNames();
    QByteArrayList names;
    for (const QString &name : alternatives.values(QSsl::DnsEntry))
        names.append(name.toLower().toLatin1());
    for (const QString &address : alternatives.values(QSsl::IpAddressEntry))
        names.append(authorityOf(QHostAddress(address)));
    return names;
}

bool isAnyOf(std::initializer_list<QHostAddress::SpecialAddress> these, const QHostAddress &address)
{
    return std::any_of(these.begin(), these.end(), [&](auto each) { return address == each; });
}

bool isEverywhere(const QHostAddress &address)
{
    return isAnyOf({QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6}, address);
}

/// What a client on this machine can verify.
QString hostOf(const QByteArray &bound, const QByteArrayList &certified)
{
    const auto isName = [](const QByteArray &name) { return !name.startsWith('*'); };
    const auto first = std::find_if(certified.begin(), certified.end(), isName);
    const bool isKnown = certified.contains(bound) || first == certified.end();
    return QString::fromLatin1(isKnown ? bound : *first);
}

QSslConfiguration configurationOf(const TlsIdentity &identity)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // clients sign in; they bring no certificate
    tls.setLocalCertificateChain(identity.chain);
    tls.setPrivateKey(identity.key);
    return tls;
}

Result<void> setAddress(Entrance &entrance, const QString &bind)
{
    if (bind.isEmpty() || bind == "localhost"_L1)
        return {};
    const QHostAddress address(bind);
    if (address.isNull())
        return wrong(u"'%1' is no address to listen on."_s.arg(bind));
    if (!address.isLoopback())
        entrance.address = address;
    else if (!isAnyOf({QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}, address))
        return wrong(
            u"On this machine Headway listens on 127.0.0.1 and ::1, not on %1."_s.arg(bind));
    return {};
}

Result<void> setTls(Entrance &entrance, const EntranceOptions &options, const QDateTime &now)
{
    if (options.certificateFile.isEmpty() && options.keyFile.isEmpty()) {
        if (entrance.address.isNull())
            return {};
        return wrong(u"Beyond this machine, on %1, Headway listens with --tls-certificate and "
                     "--tls-key only."_s.arg(options.bind));
    }
    if (options.certificateFile.isEmpty() || options.keyFile.isEmpty())
        return wrong(u"--tls-certificate and --tls-key go together."_s);
    const Result<TlsIdentity> identity =
        readTlsIdentity(options.certificateFile, options.keyFile, now);
    if (!identity)
        return identity.error();
    entrance.tls = configurationOf(*identity);
    entrance.site.isSecure = true;
    const QByteArrayList certified = namesIn(identity->chain.constFirst());
    const QByteArray bound =
        entrance.address.isNull() ? QByteArray("127.0.0.1") : authorityOf(entrance.address);
    entrance.host = hostOf(bound, certified);
    if (!entrance.address.isNull())
        entrance.site.names =
            isEverywhere(entrance.address) ? QByteArrayList() : QByteArrayList{bound};
    entrance.site.names += certified;
    return {};
}

bool isHostName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'.' || c == u'-');
    });
}

Result<void> setProxy(Entrance &entrance, const EntranceOptions &options)
{
    entrance.proxy = QHostAddress(options.proxy);
    if (!options.proxy.isEmpty() && entrance.proxy.isNull())
        return wrong(u"'%1' is no address of a proxy."_s.arg(options.proxy));
    if (!options.publicNames.isEmpty() && entrance.proxy.isNull())
        return wrong(u"--host names what a proxy passes on, so it needs --proxy."_s);
    for (const QString &name : options.publicNames) {
        if (!isHostName(name))
            return wrong(u"'%1' is no host name."_s.arg(name));
        entrance.site.publicNames.append(name.toLatin1());
    }
    return {};
}

} // namespace

Result<Entrance> readEntrance(const EntranceOptions &options, const QDateTime &now)
{
    Entrance entrance;
    if (const Result<void> fine = setAddress(entrance, options.bind); !fine)
        return fine.error();
    if (const Result<void> fine = setTls(entrance, options, now); !fine)
        return fine.error();
    if (const Result<void> fine = setProxy(entrance, options); !fine)
        return fine.error();
    return entrance;
}

} // namespace headway
