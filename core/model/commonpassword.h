#pragma once

#include <QByteArray>
#include <QString>

namespace headway {

/// Whether @p password, which is UTF-8, is among the first ten thousand that somebody tries who
/// knows @p email and what is asked for: common passwords and words, in any case, and their usual
/// variations, runs of keys, repetitions, what the email or the product are called. Numbers and
/// dates, of which people pick few, among the first million.
/// Source: zxcvbn, the USENIX Security paper of 2016, which estimates that number.
bool isCommonPassword(const QByteArray &password, const QString &email = {});

} // namespace headway
