#include "core/api/openapicontroller.h"

#include <QFile>

static void initOpenApi()
{
    Q_INIT_RESOURCE(openapi);
}

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QByteArray readDocument()
{
    initOpenApi();
    QFile file(u":/headway/openapi/headway.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Reply OpenApiController::document(const Call &)
{
    static const QByteArray document = readDocument();
    return jsonAnswer(document);
}

} // namespace headway
