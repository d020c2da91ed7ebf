#include "ui/models/jsontext.h"

namespace headway {

namespace {

/// Writes tokens with two blanks a level.
class Indenter
{
public:
    void take(QChar c)
    {
        if (m_inString || c == u'"')
            takeString(c);
        else if (c == u'{' || c == u'[')
            open(c);
        else if (c == u'}' || c == u']')
            close(c);
        else if (!c.isSpace())
            takeOther(c);
    }

    QString text() && { return std::move(m_text); }

private:
    void takeString(QChar c)
    {
        startToken();
        m_text += c;
        if (c == u'"' && !m_escaped)
            m_inString = !m_inString;
        m_escaped = m_inString && c == u'\\' && !m_escaped;
    }

    void open(QChar c)
    {
        startToken();
        m_text += c;
        ++m_depth;
        m_justOpened = true;
    }

    void close(QChar c)
    {
        m_depth = qMax(0, m_depth - 1);
        if (!std::exchange(m_justOpened, false))
            breakLine();
        m_text += c;
    }

    void takeOther(QChar c)
    {
        startToken();
        m_text += c;
        if (c == u',')
            breakLine();
        else if (c == u':')
            m_text += u' ';
    }

    void startToken()
    {
        if (std::exchange(m_justOpened, false))
            breakLine();
    }

    void breakLine()
    {
        constexpr int deepest = 40; // an abyss of brackets must not grow the text without bound
        m_text += u'\n' + QString(2 * qMin(m_depth, deepest), u' ');
    }

    QString m_text;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_justOpened = false;
};

} // namespace

QString indentedJson(const QByteArray &json)
{
    Indenter indenter;
    const QString text = QString::fromUtf8(json);
    for (const QChar c : text)
        indenter.take(c);
    return std::move(indenter).text();
}

} // namespace headway
