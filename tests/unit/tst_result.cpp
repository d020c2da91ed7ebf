#include "core/base/result.h"

#include <QTest>

#include <memory>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

Error notFound()
{
    return {ErrorCode::NotFound, u"there is none"_s};
}

} // namespace

class ResultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valueIsHeld();
    void errorIsHeld();
    void voidIsDoneOrAnError();
    void valueCanBeMovedOut();
    void valueCanBeChanged();
    void resultsCompare();
    void errorMayBeTheValueOfAnother();
    void everyCodeHasItsName();
};

void ResultTest::valueIsHeld()
{
    const Result<QString> result(u"yes"_s);
    QVERIFY(result && result.isOk());
    QCOMPARE(result.value(), u"yes"_s);
    QCOMPARE(*result, u"yes"_s);
    QCOMPARE(result->size(), 3);
}

void ResultTest::errorIsHeld()
{
    const Result<QString> result(notFound());
    QVERIFY(!result && !result.isOk());
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    QCOMPARE(result.error().detail, u"there is none"_s);
}

void ResultTest::voidIsDoneOrAnError()
{
    QVERIFY(Result<void>().isOk());
    const Result<void> failed(notFound());
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::NotFound);
}

void ResultTest::valueCanBeMovedOut()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = *std::move(result);
    QCOMPARE(*taken, 7);
    const std::unique_ptr<int> again =
        Result<std::unique_ptr<int>>(std::make_unique<int>(8)).value();
    QCOMPARE(*again, 8);
}

void ResultTest::valueCanBeChanged()
{
    Result<QString> result(u"a"_s);
    result->append(u'b');
    *result += u'c';
    result.value() += u'd';
    QCOMPARE(*result, u"abcd"_s);
}

void ResultTest::resultsCompare()
{
    QVERIFY(Result<int>(1) == Result<int>(1));
    QVERIFY(!(Result<int>(1) == Result<int>(2)));
    QVERIFY(!(Result<int>(1) == Result<int>(notFound())));
    QVERIFY(Result<int>(notFound()) == Result<int>(notFound()));
    QVERIFY(!(Result<void>() == Result<void>(notFound())));
    QVERIFY(!(Result<void>(notFound()) == Result<void>(Error{ErrorCode::NotFound, {}})));
}

void ResultTest::errorMayBeTheValueOfAnother()
{
    const auto outer = [](const Result<int> &inner) -> Result<QString> {
        if (!inner)
            return inner.error();
        return QString::number(*inner);
    };
    QCOMPARE(*outer(7), u"7"_s);
    QVERIFY(outer(notFound()).error() == notFound());
}

void ResultTest::everyCodeHasItsName()
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        QVERIFY(qstrcmp(nameOf(static_cast<ErrorCode>(code)), "Unknown") != 0);
    QCOMPARE(nameOf(ErrorCode::StaleSequence), "StaleSequence");
}

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_result.moc"
