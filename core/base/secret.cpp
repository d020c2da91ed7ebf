#include "core/base/secret.h"

#include <sodium.h>

namespace headway {

namespace {

constexpr qsizetype secretBytes = 32;
constexpr size_t hashBytes = 32;

} // namespace

void startSodium()
{
    static const int started = sodium_init();
    if (started < 0)
        qFatal("libsodium found no source of random numbers");
}

QByteArray randomBytes(qsizetype count)
{
    startSodium();
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

QByteArray makeSecret(const QByteArray &prefix)
{
    return prefix
        + randomBytes(secretBytes)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray hashOfSecret(const QByteArray &secret)
{
    startSodium();
    QByteArray hash(hashBytes, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), hashBytes,
                       reinterpret_cast<const unsigned char *>(secret.constData()),
                       static_cast<size_t>(secret.size()), nullptr, 0);
    return hash;
}

bool equalInConstantTime(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size()
        && sodium_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

} // namespace headway
