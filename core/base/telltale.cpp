#include "core/base/telltale.h"

#include <QByteArrayView>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace headway {

namespace {

/// Those below them are meant too. SQL is among them for the values in a statement.
constexpr std::array<QByteArrayView, 3> telltales{"qt.httpserver", "qt.network", "qt.sql"};

QLoggingCategory::CategoryFilter rules = nullptr;

void filter(QLoggingCategory *category)
{
    rules(category);
    const QByteArrayView name = category->categoryName();
    if (std::any_of(telltales.begin(), telltales.end(),
                    [name](QByteArrayView telltale) { return name.startsWith(telltale); }))
        category->setEnabled(QtDebugMsg, false);
}

} // namespace

void forbidTelltaleMessages()
{
    rules = QLoggingCategory::installFilter(nullptr); // the one that QT_LOGGING_RULES speaks to
    QLoggingCategory::installFilter(filter);
}

} // namespace headway
