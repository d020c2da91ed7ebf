#pragma once

#include "core/model/taskquery.h"

namespace headway {

/// A text that queryFromText() reads as @p query again, at any time.
QString queryText(const TaskQuery &query);

/// @p value as it stands behind a keyword: in quotes where it has to.
QString queryValueText(const QString &value);

} // namespace headway
