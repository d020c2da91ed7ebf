#include "core/session/latesignin.h"
#include "tests/support/fakeclock.h"
#include "ui/delegates/icons.h"
#include "ui/window/firstpaint.h"
#include "ui/window/mainwindow.h"
#include "ui/window/themekeeper.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
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

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestFirstPaint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overComesOnceAfterThePaint();
    void windowThatIsNotPaintedIsNotWaitedForLong();
    void firstPictureWaitsForNoPluginAndNoProgram();
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

/// Of Qt's own for pictures, a database or D-Bus.
void TestFirstPaint::firstPictureWaitsForNoPluginAndNoProgram()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(u"desktop.ini"_s), QSettings::IniFormat);
    LateSignIn signIn;
    const FakeClock clock;
    QApplication::setWindowIcon(applicationIcon());
    const ThemeKeeper themes(*qApp, Theme::System, {});
    MainWindow window(signIn, settings, clock, {});
    const FirstPaint paint(window);
    QSignalSpy over(&paint, &FirstPaint::over);
    window.start();
    window.show();
    QTRY_COMPARE(over.size(), 1);
    const QByteArray loaded = contentOf(u"/proc/self/maps"_s);
    QVERIFY(loaded.contains("/libQt6Widgets"));
    for (const char *kind : {"/imageformats/", "/iconengines/", "/sqldrivers/", "/tls/"})
        QVERIFY2(!loaded.contains(kind), kind);
    QCOMPARE(contentOf(u"/proc/thread-self/children"_s), QByteArray());
}

QTEST_MAIN(TestFirstPaint)
#include "tst_firstpaint.moc"
