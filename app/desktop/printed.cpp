#include "app/desktop/printed.h"

#include <cstdio>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

void printTo(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

} // namespace

void print(const QString &text)
{
    printTo(stdout, text);
}

void printError(const QString &sentence)
{
    printTo(stderr, u"headway-desktop: %1\n"_s.arg(sentence));
}

} // namespace headway
