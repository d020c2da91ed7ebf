#include "core/api/tlsfiles.h"

#include "core/base/privatefile.h"

#include <QFile>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &sentence)
{
    return {ErrorCode::InvalidArgument, sentence};
}

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    constexpr qint64 most = 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return wrong(u"The certificate %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QList<QSslCertificate> chain = QSslCertificate::fromData(file.read(most), QSsl::Pem);
    if (chain.isEmpty() || chain.constFirst().isNull())
        return wrong(u"%1 holds no certificate in PEM."_s.arg(path));
    return chain;
}

Result<QSslKey> readKey(const QString &path)
{
    const Result<QByteArray> pem = readPrivateFile(path);
    if (!pem)
        return Error{pem.error().code, u"The TLS key: %1."_s.arg(pem.error().detail)};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(*pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return wrong(u"%1 holds no RSA or EC key in PEM that is free of a passphrase."_s.arg(path));
}

/// The public half ends with its modulus and exponent (RFC 8017 appendix A.1) or its point
/// (RFC 5480 section 2.2), and the private one has them within, as they are.
bool belongTogether(const QSslKey &secret, const QSslKey &open)
{
    constexpr int bitsInByte = 8;
    const qsizetype bytes = (open.length() + bitsInByte - 1) / bitsInByte;
    return secret.algorithm() == open.algorithm() && bytes > 0
        && secret.toDer().contains(open.toDer().last(bytes));
}

Result<void> checkTime(const QSslCertificate &certificate, const QString &path,
                       const QDateTime &now)
{
    if (certificate.expiryDate() < now)
        return wrong(u"The certificate %1 has expired (%2)."_s.arg(
            path, certificate.expiryDate().toString(Qt::ISODate)));
    if (certificate.effectiveDate() > now)
        return wrong(u"The certificate %1 is not valid before %2."_s.arg(
            path, certificate.effectiveDate().toString(Qt::ISODate)));
    return {};
}

} // namespace

Result<TlsIdentity> readTlsIdentity(const QString &certificateFile, const QString &keyFile,
                                    const QDateTime &now)
{
    const Result<QList<QSslCertificate>> chain = readCertificates(certificateFile);
    if (!chain)
        return chain.error();
    const Result<QSslKey> key = readKey(keyFile);
    if (!key)
        return key.error();
    const QSslCertificate &own = chain->constFirst();
    if (!belongTogether(*key, own.publicKey()))
        return wrong(
            u"The key %1 does not belong to the certificate %2."_s.arg(keyFile, certificateFile));
    if (const Result<void> fine = checkTime(own, certificateFile, now); !fine)
        return fine.error();
    return TlsIdentity{*chain, *key};
}

} // namespace headway
