#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What every target defines: reads @p size bytes at @p data as hostile input and claims what must
/// hold of the outcome. @return 0. Source: https://llvm.org/docs/LibFuzzer.html
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace headway::fuzz {

/// Ends the program unless @p held: the input that led here is a finding.
inline void claim(bool held, const char *what)
{
    if (held)
        return;
    std::fprintf(stderr, "The claim does not hold: %s\n", what);
    std::abort();
}

/// A view of exactly the bytes that were made up, so that reading past their end is noticed.
inline QByteArrayView viewOf(const uint8_t *data, size_t size)
{
    return {data, static_cast<qsizetype>(size)};
}

inline QByteArray bytesOf(const uint8_t *data, size_t size)
{
    return viewOf(data, size).toByteArray();
}

} // namespace headway::fuzz
