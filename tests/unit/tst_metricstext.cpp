#include "core/api/metricstext.h"

#include <QTest>

using namespace headway;

class MetricsTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAMetric();
    void labelsAreEscaped_data();
    void labelsAreEscaped();
};

void MetricsTextTest::writesAMetric()
{
    MetricsText text;
    text.begin("headway_a", "gauge", "So many.");
    text.add(3);
    text.begin("headway_b_total", "counter", "In all.");
    text.add(0.25, {{"class", "read"}, {"status", "200"}});
    QCOMPARE(text.text(),
             "# HELP headway_a So many.\n"
             "# TYPE headway_a gauge\n"
             "headway_a 3\n"
             "# HELP headway_b_total In all.\n"
             "# TYPE headway_b_total counter\n"
             "headway_b_total{class=\"read\",status=\"200\"} 0.25\n");
}

void MetricsTextTest::labelsAreEscaped_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray(R"(a\"b)");
    QTest::newRow("backslash") << QByteArray("a\\b") << QByteArray(R"(a\\b)");
    QTest::newRow("newline") << QByteArray("a\nb") << QByteArray(R"(a\nb)");
    QTest::newRow("backslash n") << QByteArray("\\n") << QByteArray(R"(\\n)");
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa4") << QByteArray("\xc3\xa4");
}

void MetricsTextTest::labelsAreEscaped()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, written);
    MetricsText text;
    text.begin("a", "gauge", "A.");
    text.add(1, {{"l", value}});
    QVERIFY2(text.text().endsWith("a{l=\"" + written + "\"} 1\n"), text.text().constData());
}

QTEST_GUILESS_MAIN(MetricsTextTest)
#include "tst_metricstext.moc"
