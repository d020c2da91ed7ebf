#pragma once

#include "core/store/databasecontent.h"

namespace headway {

/// "5 tasks and 2 accounts".
QString contentText(const DatabaseContent &content);
/// An object with the file, what it holds, and the directory @p kept unless that is null.
QString contentJson(const QString &file, const DatabaseContent &content,
                    const std::optional<QString> &kept = {});

} // namespace headway
