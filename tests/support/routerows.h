#pragma once

#include "core/api/route.h"
#include "tests/support/testserver.h"

namespace headway::test {

/// What {} of a path stands for.
enum class Subject { None, Task, Chat, EndedTask, Token, Account };

/// One route as its rightful caller asks for it.
struct RouteRow
{
    Method method;
    QByteArray path;
    Subject subject;
    QByteArray body;
    int status;
};

/// A row for every route that is served; routesAreAllHere() of tst_ownership holds them to it.
const QList<RouteRow> &routeRows();

QByteArray wordOf(Method method);
/// The route that @p row is about; null when there is none.
const Route *routeOf(const RouteRow &row);
/// Something new of the owner's for {} to stand for; empty when there is no {}.
QByteArray makeSubject(TestServer &server, Subject subject);
/// The row's path with @p subject in it.
QByteArray pathOf(const RouteRow &row, const QByteArray &subject);
/// A Content-Type with its line end, when the row's body is not JSON.
QByteArray typeFieldOf(const RouteRow &row);

} // namespace headway::test
