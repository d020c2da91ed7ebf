#include "core/model/commonpassword.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <vector>

#include <zxcvbn.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr double guesses = 1e4;
constexpr double guessesOfNumbers = 1e6;

/// What this very password could be made of, beside what the estimator knows of all.
QByteArrayList ownWords(const QString &email)
{
    static const QRegularExpression apart(u"[^\\p{L}\\p{N}]+"_s);
    QByteArrayList words{"headway", "motdepasse", "contrasena",
                         "contrase\xc3\xb1"
                         "a"};
    const QString whole = email.toLower();
    words.append({whole.toUtf8(), whole.section(u'@', 0, -2).toUtf8()});
    for (const QString &part : whole.split(apart, Qt::SkipEmptyParts))
        words.append(part.toUtf8());
    words.removeAll({});
    return words;
}

bool isNumber(const QByteArray &password)
{
    return std::none_of(password.begin(), password.end(),
                        [](char c) { return c < 0 || std::isalpha(c); });
}

/// What an estimate says of one password.
struct Estimate
{
    double bits = 0; ///< of the number of guesses
    bool hasDate = false;
};

Estimate estimate(const QByteArray &password, const QString &email)
{
    const QByteArrayList words = ownWords(email);
    std::vector<const char *> dictionary;
    for (const QByteArray &word : words)
        dictionary.push_back(word.constData());
    dictionary.push_back(nullptr);
    ZxcMatch_t *parts = nullptr;
    Estimate found;
    found.bits = ZxcvbnMatch(password.constData(), dictionary.data(), &parts);
    for (const ZxcMatch_t *part = parts; part; part = part->Next)
        found.hasDate = found.hasDate || part->Type == DATE_MATCH || part->Type == YEAR_MATCH;
    ZxcvbnFreeInfo(parts);
    return found;
}

} // namespace

bool isCommonPassword(const QByteArray &password, const QString &email)
{
    const QByteArray plain = QString::fromUtf8(password).toLower().toUtf8();
    if (plain.contains('\0')) // the estimator would end there
        return false;
    const Estimate found = estimate(plain, email);
    return found.bits < std::log2(found.hasDate || isNumber(plain) ? guessesOfNumbers : guesses);
}

} // namespace headway
