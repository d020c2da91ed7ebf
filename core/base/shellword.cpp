#include "core/base/shellword.h"

#include <QRegularExpression>

namespace headway {

using namespace Qt::StringLiterals;

QString shellWord(const QString &word)
{
    static const QRegularExpression special(u"[^A-Za-z0-9_./:@%+=,-]"_s);
    if (!word.isEmpty() && !word.contains(special))
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace headway
