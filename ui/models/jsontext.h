#pragma once

#include <QString>

namespace headway {

/// JSON text as it was received, laid out one member a line; nothing but the blanks between its
/// tokens changes. What is no JSON comes back with its lines broken oddly, and whole.
QString indentedJson(const QByteArray &json);

} // namespace headway
