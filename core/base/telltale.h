#pragma once

namespace headway {

/// Lets Qt write no debug messages of its own about requests, whatever QT_LOGGING_RULES wants: they
/// quote what a client has sent. The first thing a program does, beside forbidCoreDumps().
void forbidTelltaleMessages();

} // namespace headway
