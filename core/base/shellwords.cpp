#include "core/base/shellwords.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Takes one command apart, a character at a time.
class Splitter
{
public:
    explicit Splitter(const QString &command)
        : m_command(command)
    {
    }

    std::optional<QStringList> split()
    {
        while (m_at < m_command.size()) {
            if (!takeOne(m_command[m_at++]))
                return std::nullopt;
        }
        endWord();
        return m_words;
    }

private:
    bool takeOne(QChar c)
    {
        if (c == u' ' || c == u'\t' || c == u'\n') {
            endWord();
            return true;
        }
        m_inWord = true;
        if (c == u'\'')
            return takeSingleQuoted();
        if (c == u'"')
            return takeDoubleQuoted();
        if (c == u'\\')
            return takeEscaped();
        m_word += c;
        return true;
    }

    bool takeEscaped()
    {
        if (m_at == m_command.size())
            return false;
        m_word += m_command[m_at++];
        return true;
    }

    bool takeSingleQuoted()
    {
        const qsizetype end = m_command.indexOf(u'\'', m_at);
        if (end < 0)
            return false;
        m_word += QStringView(m_command).sliced(m_at, end - m_at);
        m_at = end + 1;
        return true;
    }

    bool takeDoubleQuoted()
    {
        while (m_at < m_command.size()) {
            const QChar c = m_command[m_at++];
            if (c == u'"')
                return true;
            const bool escapes =
                c == u'\\' && m_at < m_command.size() && u"\"\\$`"_s.contains(m_command[m_at]);
            m_word += escapes ? m_command[m_at++] : c;
        }
        return false;
    }

    void endWord()
    {
        if (m_inWord)
            m_words += m_word;
        m_word.clear();
        m_inWord = false;
    }

    const QString m_command;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false; ///< which may be empty: ''
    QStringList m_words;
};

} // namespace

std::optional<QStringList> shellWords(const QString &command)
{
    return Splitter(command).split();
}

} // namespace headway
