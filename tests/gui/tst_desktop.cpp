#include "app/desktop/desktop.h"
#include "app/desktop/failurebox.h"
#include "app/host/firstwindow.h"
#include "core/base/privatefile.h"
#include "core/service/instancelock.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondStartSeesTheWindow();
    void secondStartSeesWhyTheFirstFailed();
    void takenPortThatWasNamedNeedsNoReader();

private:
    void open();
    void startAgain();
    template <typename T>
    T *top() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<T *>(widget))
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    DesktopOptions m_options;
    std::unique_ptr<FirstWindow> m_first;
    std::unique_ptr<Desktop> m_desktop;
};

void TestDesktop::init()
{
    m_desktop.reset();
    m_first.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_directory->filePath(u"config"_s).toLocal8Bit());
    m_options.dataDirectory = m_directory->filePath(u"data"_s);
    m_options.port = 0;
    m_options.email = u"owner@example.org"_s;
}

void TestDesktop::open()
{
    auto first = FirstWindow::take(DataDirectory::resolve(m_options.dataDirectory));
    QVERIFY(first);
    m_first = std::move(*first);
    m_desktop = std::make_unique<Desktop>(*qApp, m_options, *m_first);
    m_desktop->show(1);
}

void TestDesktop::startAgain()
{
    WindowCall call(DataDirectory::resolve(m_options.dataDirectory));
    QSignalSpy ended(&call, &WindowCall::ended);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(ended.constFirst().constFirst().toBool());
}

void TestDesktop::secondStartSeesTheWindow()
{
    open();
    QTRY_VERIFY(top<MainWindow>()->session());
    top<MainWindow>()->hide();
    startAgain();
    QTRY_VERIFY(top<MainWindow>()->isVisible());
}

void TestDesktop::secondStartSeesWhyTheFirstFailed()
{
    const DataDirectory directory = DataDirectory::resolve(m_options.dataDirectory);
    QVERIFY(makePrivateDirectory(directory.path()));
    const auto held = InstanceLock::acquire(directory.lockFile());
    QVERIFY(held);
    open();
    QTRY_VERIFY(top<FailureBox>());
    QVERIFY(!top<MainWindow>()->isVisible());
    top<FailureBox>()->hide();
    startAgain();
    QTRY_VERIFY(top<FailureBox>()->isVisible());
    QVERIFY(!top<MainWindow>()->isVisible());
}

void TestDesktop::takenPortThatWasNamedNeedsNoReader()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    m_options.port = taken.serverPort();
    open();
    QVERIFY(top<MainWindow>()->isVisible());
    QTRY_VERIFY(!top<MainWindow>()->isVisible());
    QVERIFY(!top<FailureBox>());
}

/// Where nobody could read of a failure, the program ends with it.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "minimal:enable_fonts");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    const QApplication application(argc, argv);
    TestDesktop test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_desktop.moc"
