#include "tests/support/routerows.h"

#include <QJsonValue>

namespace headway::test {

using namespace Qt::StringLiterals;

const QList<RouteRow> &routeRows()
{
    static const QList<RouteRow> rows{
        {Method::Get, "/api/task-status/{}", Subject::Task, {}, 200},
        {Method::Get, "/api/chat-status/{}", Subject::Chat, {}, 200},
        {Method::Get, "/api/index-progress/{}", Subject::Task, {}, 200},
        {Method::Get, "/api/task/{}", Subject::Task, {}, 200},
        {Method::Post, "/api/cancel-task/{}", Subject::Task, {}, 200},
        {Method::Post, "/api/login", Subject::None,
         R"({"email":"owner@example.org","password":"correct horse"})", 200},
        {Method::Post, "/api/logout", Subject::None, {}, 200},
        {Method::Get, "/api/session", Subject::None, {}, 200},
        {Method::Get, "/api/v1/tasks", Subject::None, {}, 200},
        {Method::Post, "/api/v1/tasks", Subject::None, R"({"name":"a"})", 201},
        {Method::Get, "/api/v1/task-index", Subject::None, {}, 200},
        {Method::Get, "/api/v1/task-groups", Subject::None, {}, 200},
        {Method::Get, "/api/v1/task-spans", Subject::None, {}, 200},
        {Method::Get, "/api/v1/task-statistics", Subject::None, {}, 200},
        {Method::Get, "/api/v1/task-runs", Subject::None, {}, 200},
        {Method::Get, "/api/v1/tasks/{}", Subject::Task, {}, 200},
        {Method::Patch, "/api/v1/tasks/{}", Subject::Task, R"({"progress":"p"})", 200},
        {Method::Delete, "/api/v1/tasks/{}", Subject::EndedTask, {}, 204},
        {Method::Post, "/api/v1/tasks/{}/complete", Subject::Task, R"({"result":1})", 200},
        {Method::Post, "/api/v1/tasks/{}/fail", Subject::Task, R"({"error":"e"})", 200},
        {Method::Post, "/api/v1/tasks/{}/cancel", Subject::Task, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/pause", Subject::Task, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/resume", Subject::Task, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/pin", Subject::Task, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/unpin", Subject::EndedTask, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/retry", Subject::EndedTask, {}, 201},
        {Method::Post, "/api/v1/tasks/{}/heartbeat", Subject::Task, {}, 200},
        {Method::Get, "/api/v1/tasks/{}/log", Subject::Task, {}, 200},
        {Method::Post, "/api/v1/tasks/{}/log", Subject::Task, "text", 200},
        {Method::Get, "/api/v1/tasks/{}/course", Subject::Task, {}, 200},
        {Method::Get, "/api/v1/tasks/{}/earlier", Subject::Task, {}, 200},
        {Method::Get, "/api/v1/tokens", Subject::None, {}, 200},
        {Method::Post, "/api/v1/tokens", Subject::None, R"({"name":"a"})", 201},
        {Method::Delete, "/api/v1/tokens/{}", Subject::Token, {}, 204},
        {Method::Get, "/api/v1/accounts", Subject::None, {}, 200},
        {Method::Post, "/api/v1/accounts", Subject::None, R"({"email":"new@example.org"})", 201},
        {Method::Put, "/api/v1/accounts/{}/password", Subject::Account,
         R"({"password":"battery staple"})", 204},
        {Method::Put, "/api/v1/account/password", Subject::None,
         R"({"current":"correct horse","password":"correct horse"})", 204},
        {Method::Delete, "/api/v1/accounts/{}", Subject::Account, {}, 204},
        {Method::Get, "/api/v1/retention", Subject::None, {}, 200},
        {Method::Put, "/api/v1/retention", Subject::None,
         R"({"completed_days":90,"failed_days":90,"cancelled_days":90,"lost_days":null,)"
         R"("tasks":1000000,"output_bytes":null})",
         200},
        {Method::Get, "/api/v1/events", Subject::None, {}, 200},
        {Method::Get, "/api/v1/metrics", Subject::None, {}, 200},
        {Method::Get, "/api/v1/openapi.json", Subject::None, {}, 200},
        {Method::Get, "/api/v1/health", Subject::None, {}, 200},
    };
    return rows;
}

QByteArray wordOf(Method method)
{
    static const QHash<Method, QByteArray> words{{Method::Get, "GET"},
                                                 {Method::Post, "POST"},
                                                 {Method::Put, "PUT"},
                                                 {Method::Patch, "PATCH"},
                                                 {Method::Delete, "DELETE"}};
    return words.value(method);
}

const Route *routeOf(const RouteRow &row)
{
    for (const Route &route : allRoutes()) {
        if (route.method == row.method && row.path == route.path)
            return &route;
    }
    return nullptr;
}

QByteArray makeSubject(TestServer &server, Subject subject)
{
    switch (subject) {
    case Subject::None:
        return {};
    case Subject::Task:
    case Subject::EndedTask:
        break;
    case Subject::Chat:
        return server.createTask(R"({"name":"secret","kind":"chat","status":"processing"})",
                                 server.owner());
    case Subject::Token:
        return member(server.send("POST", "/api/v1/tokens", server.owner(), "{}").body,
                      u"token_id"_s)
            .toString()
            .toLatin1();
    case Subject::Account:
        server.send("POST", "/api/v1/accounts", server.dataOwner(),
                    R"({"email":"third@example.org"})");
        return "third%40example.org";
    }
    QByteArray id = server.createTask(R"({"name":"secret","status":"processing"})", server.owner());
    if (subject == Subject::EndedTask)
        server.send("POST", "/api/v1/tasks/" + id + "/complete", server.owner());
    return id;
}

QByteArray pathOf(const RouteRow &row, const QByteArray &subject)
{
    return QByteArray(row.path).replace("{}", subject);
}

QByteArray typeFieldOf(const RouteRow &row)
{
    return row.path.endsWith("/log") && !row.body.isEmpty() ? "Content-Type: text/plain\r\n" : "";
}

} // namespace headway::test
