#pragma once

#include <QByteArray>

namespace headway {

/// Gets libsodium ready, once; everything here does it by itself.
void startSodium();

/// @return @p count bytes from the system's random source (libsodium)
QByteArray randomBytes(qsizetype count);

/// 256 random bits as 43 characters of base64url, behind @p prefix.
QByteArray makeSecret(const QByteArray &prefix = {});

/// What is stored in a secret's place: its BLAKE2b-256 hash, 32 bytes. Good for secrets of
/// makeSecret(), which cannot be guessed; passwords need Argon2id.
QByteArray hashOfSecret(const QByteArray &secret);

/// Compares in a time that depends on the lengths only.
bool equalInConstantTime(const QByteArray &a, const QByteArray &b);

} // namespace headway
