#include "core/api/route.h"
#include "core/wire/taskjson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

QString verbOf(Method method)
{
    switch (method) {
    case Method::Get:
        return u"get"_s;
    case Method::Post:
        return u"post"_s;
    case Method::Put:
        return u"put"_s;
    case Method::Patch:
        return u"patch"_s;
    case Method::Delete:
        return u"delete"_s;
    case Method::Head:
    case Method::Other:
        break;
    }
    return {};
}

/// "get /api/v1/tasks/{}": a parameter's name says nothing to a route.
QString operationName(const QString &verb, QString path)
{
    static const QRegularExpression parameter(u"\\{\\w+\\}"_s);
    return verb + u' ' + path.replace(parameter, u"{}"_s);
}

QJsonValue resolved(const QJsonObject &document, const QString &reference)
{
    QJsonValue at = document;
    for (const QString &step : reference.mid(2).split(u'/'))
        at = at.toObject().value(step);
    return at;
}

} // namespace

/// The document of the HTTP interface, held to what the service does.
class OpenApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void describesEveryRouteAndNoOther();
    void tellsWhatNeedsNoSignIn();
    void everyReferenceLeadsSomewhere();
    void everyOperationHasANameOfItsOwn();
    void taskHasItsMembers();

private:
    /// Operation -> its object.
    QHash<QString, QJsonObject> operations() const;

    QJsonObject m_document;
    QString m_text;
};

void OpenApiTest::initTestCase()
{
    QFile file(QStringLiteral(HEADWAY_SOURCE_DIR "/resources/openapi/headway.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QJsonParseError error;
    m_document = QJsonDocument::fromJson(bytes, &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    m_text = QString::fromUtf8(bytes);
    QVERIFY(m_document.value(u"openapi"_s).toString().startsWith(u"3.1."_s));
    const QJsonObject info = m_document.value(u"info"_s).toObject();
    QCOMPARE(info.value(u"version"_s).toString(), QStringLiteral(HEADWAY_VERSION));
}

QHash<QString, QJsonObject> OpenApiTest::operations() const
{
    QHash<QString, QJsonObject> found;
    const QJsonObject paths = m_document.value(u"paths"_s).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject verbs = path->toObject();
        for (auto verb = verbs.begin(); verb != verbs.end(); ++verb)
            found.insert(operationName(verb.key(), path.key()), verb->toObject());
    }
    return found;
}

void OpenApiTest::describesEveryRouteAndNoOther()
{
    QStringList served;
    for (const Route &route : allRoutes())
        served += operationName(verbOf(route.method), QString::fromLatin1(route.path));
    QStringList described = operations().keys();
    served.sort();
    described.sort();
    QCOMPARE(described.join(u'\n'), served.join(u'\n'));
}

void OpenApiTest::tellsWhatNeedsNoSignIn()
{
    const QHash<QString, QJsonObject> described = operations();
    for (const Route &route : allRoutes()) {
        const QString name = operationName(verbOf(route.method), QString::fromLatin1(route.path));
        const QJsonObject operation = described.value(name);
        const bool isOpen =
            operation.contains(u"security"_s) && operation.value(u"security"_s).toArray().isEmpty();
        QVERIFY2(isOpen == (route.access == Access::Open), qPrintable(name));
    }
}

void OpenApiTest::everyReferenceLeadsSomewhere()
{
    static const QRegularExpression reference(u"\"\\$ref\": \"([^\"]*)\""_s);
    int count = 0;
    for (auto matches = reference.globalMatch(m_text); matches.hasNext(); ++count) {
        const QString target = matches.next().captured(1);
        QVERIFY2(target.startsWith(u"#/"_s), qPrintable(target));
        QVERIFY2(resolved(m_document, target).isObject(), qPrintable(target));
    }
    QVERIFY(count > 0);
}

void OpenApiTest::everyOperationHasANameOfItsOwn()
{
    QSet<QString> names;
    const QHash<QString, QJsonObject> described = operations();
    for (const QJsonObject &operation : described) {
        const QString name = operation.value(u"operationId"_s).toString();
        QVERIFY2(!name.isEmpty() && !names.contains(name), qPrintable(name));
        names.insert(name);
    }
}

void OpenApiTest::taskHasItsMembers()
{
    Task task;
    task.id = TaskId::make();
    task.createdAt = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    QStringList written = QJsonDocument::fromJson(wire::toJson(task)).object().keys();
    const QJsonObject schema = resolved(m_document, u"#/components/schemas/Task"_s).toObject();
    QStringList described = schema.value(u"properties"_s).toObject().keys();
    QStringList required;
    for (const auto &name : schema.value(u"required"_s).toArray())
        required += name.toString();
    required.sort();
    QCOMPARE(described, written);
    QCOMPARE(required, written);
}

QTEST_GUILESS_MAIN(OpenApiTest)
#include "tst_openapi.moc"
