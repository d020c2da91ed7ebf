#include "ui/window/firstpaint.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace headway;

namespace {

class PaintedWidget : public QWidget
{
public:
    int paints() const { return m_paints; }

protected:
    void paintEvent(QPaintEvent *) override { ++m_paints; }

private:
    int m_paints = 0;
};

} // namespace

class TestFirstPaint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overComesOnceAfterThePaint();
    void windowThatIsNotPaintedIsNotWaitedForLong();
};

void TestFirstPaint::overComesOnceAfterThePaint()
{
    PaintedWidget window;
    const FirstPaint paint(window);
    int paintsBefore = -1;
    QSignalSpy over(&paint, &FirstPaint::over);
    connect(&paint, &FirstPaint::over, this, [&] { paintsBefore = window.paints(); });
    window.show();
    QTRY_COMPARE(over.size(), 1);
    QVERIFY(paintsBefore > 0);
    window.update();
    QTRY_VERIFY(window.paints() > paintsBefore);
    QCoreApplication::processEvents();
    QCOMPARE(over.size(), 1);
}

void TestFirstPaint::windowThatIsNotPaintedIsNotWaitedForLong()
{
    PaintedWidget window;
    const FirstPaint paint(window);
    QSignalSpy over(&paint, &FirstPaint::over);
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(window.paints(), 0);
}

QTEST_MAIN(TestFirstPaint)
#include "tst_firstpaint.moc"
