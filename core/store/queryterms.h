#pragma once

#include "core/model/taskquery.h"

#include <QVariantList>

namespace headway {

/// The WHERE of a list, with the values that go with it.
struct Condition
{
    QStringList terms;
    QVariantList values;

    void add(const QString &term, const QVariantList &termValues)
    {
        terms.append(term);
        values.append(termValues);
    }
};

/// Adds what @p query asks of the rows of `tasks t`. The connection knows REGEXP.
void addQueryTerms(Condition &condition, const TaskQuery &query);

/// "?, ?, ?"
QString placeholders(qsizetype count);

} // namespace headway
