#pragma once

#include <QByteArrayView>
#include <QString>

namespace headway {

/// All of @p bytes, which are UTF-8, as text: QString::fromUtf8() swallows a byte order mark at the
/// beginning, and so two texts could pass for one.
inline QString textOfUtf8(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (bytes.startsWith("\xef\xbb\xbf"))
        text.prepend(QChar(QChar::ByteOrderMark));
    return text;
}

} // namespace headway
