#include "app/cli/verb.h"

#include "app/cli/console.h"

#include <utility>

namespace headway {

Verb::Verb() = default;

Verb::~Verb() = default;

void Verb::end(int exitCode)
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished(exitCode);
}

void Verb::fail(const Error &error)
{
    console::printError(error.detail);
    end(exitCodeOf(error.code));
}

void Verb::failUsage(const QString &sentence)
{
    console::printError(sentence);
    end(WrongUsage);
}

} // namespace headway
