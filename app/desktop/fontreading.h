#pragma once

#include <thread>

namespace headway {

/// Reads what fonts the system has, on a thread of its own while the program begins: the first text
/// would wait for it.
class FontReading
{
public:
    FontReading();
    ~FontReading();
    FontReading(const FontReading &) = delete;
    FontReading &operator=(const FontReading &) = delete;

private:
    std::thread m_thread;
};

} // namespace headway
