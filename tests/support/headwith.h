#pragma once

#include "core/api/requesthead.h"

namespace headway::test {

/// A request that says nothing but @p name, which is in lower case, once for each of @p values.
inline RequestHead headWith(const QByteArray &name, const QByteArrayList &values)
{
    RequestHead head;
    for (const QByteArray &value : values)
        head.fields.append({name, value});
    return head;
}

} // namespace headway::test
