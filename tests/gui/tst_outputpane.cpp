#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/outputcolours.h"
#include "ui/widgets/outputline.h"
#include "ui/widgets/outputpane.h"
#include "ui/widgets/outputview.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace headway;

class TestOutputPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void longOutputOpensWithAFewReads();
    void endIsFollowedUntilScrolledAway();
    void growthOfAFloodIsShown();
    void overwrittenLineShowsItsLastState();
    void everyRowIsReachedByKeyboard();
    void wholeOutputScrolls_data();
    void wholeOutputScrolls();
    void nothingWrittenYetReadsNothing();
    void hiddenViewReadsNothing();
    void wordsAreFoundInBothDirections();
    void wordsAreFoundFarAway();
    void wordsAreFoundWhateverTheirCaseAndColour();
    void wordsAreFoundAsTheyAreShown_data();
    void wordsAreFoundAsTheyAreShown();
    void missingWordsAreSaid();
    void firstErrorIsFound_data();
    void firstErrorIsFound();
    void searchEndsWithItsTask();
    void selectionIsCopied();
    void rowsAreSelectedByKeyboard();
    void everythingIsCopied();
    void unreadableOutputLeavesTheClipboard();
    void searchIsForgotten();
    void longLineIsCut();
    void hostileTextIsHarmless();
    void coloursCanBeRead_data();
    void coloursCanBeRead();
    void groundsAreReadInHighContrast_data();
    void groundsAreReadInHighContrast();
    void outputCanBeHeard();

private:
    OutputView *view() const { return m_pane->view(); }
    QLineEdit *words() const { return m_pane->findChild<QLineEdit *>(); }
    QLabel *message() const { return m_pane->findChild<QLabel *>(); }
    QToolButton *button(const QString &says) const;
    void show(const QByteArray &output);
    void find(const QString &text, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString firstRow() const { return view()->visibleText().section(u'\n', 0, 0); }
    QString lastRow() const { return view()->visibleText().section(u'\n', -1); }
    QString selected();

    std::shared_ptr<FakeTaskSession> m_session;
    TaskId m_task;
    std::unique_ptr<OutputPane> m_pane;
};

namespace {

/// Source: WCAG 2.2, contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    };
    const auto [dark, light] = std::minmax(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

QByteArray numbered(int lines)
{
    QByteArray all;
    for (int line = 0; line < lines; ++line)
        all += "line " + QByteArray::number(line) + '\n';
    return all;
}

} // namespace

void TestOutputPane::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_task = TaskId::make();
    m_pane = std::make_unique<OutputPane>();
    m_pane->resize(600, 400);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestOutputPane::cleanup()
{
    m_pane.reset();
}

QToolButton *TestOutputPane::button(const QString &says) const
{
    for (QToolButton *each : m_pane->findChildren<QToolButton *>()) {
        if (each->toolTip().startsWith(says))
            return each;
    }
    return nullptr;
}

void TestOutputPane::show(const QByteArray &output)
{
    m_session->write(m_task, output);
    m_pane->setTask(m_session, m_task);
    QTRY_VERIFY(!view()->visibleText().isEmpty());
}

void TestOutputPane::find(const QString &text, Qt::KeyboardModifiers modifiers)
{
    words()->setText(text);
    QTest::keyClick(words(), Qt::Key_Return, modifiers);
}

QString TestOutputPane::selected()
{
    QGuiApplication::clipboard()->setText(u"?"_s);
    view()->copy();
    (void)QTest::qWaitFor([] { return QGuiApplication::clipboard()->text() != u"?"_s; });
    return QGuiApplication::clipboard()->text();
}

void TestOutputPane::longOutputOpensWithAFewReads()
{
    show(numbered(1'000'000)); // some 12 MB
    QCOMPARE(lastRow(), u"line 999999"_s);
    QVERIFY2(m_session->outputRead() <= 256 * 1024,
             qPrintable(QString::number(m_session->outputRead())));
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(firstRow(), u"line 0"_s);
    view()->verticalScrollBar()->setValue(view()->verticalScrollBar()->maximum() / 2);
    QTRY_VERIFY(firstRow() != u"line 0"_s);
    QVERIFY(firstRow().mid(5).toInt() > 450'000);
    QVERIFY(firstRow().mid(5).toInt() < 550'000);
    QVERIFY(m_session->outputRead() <= 1024 * 1024);
}

void TestOutputPane::endIsFollowedUntilScrolledAway()
{
    show(numbered(1000));
    QVERIFY(view()->followsEnd());
    m_session->write(m_task, "more\n");
    QTRY_COMPARE(lastRow(), u"more"_s);
    QCOMPARE(view()->verticalScrollBar()->value(), view()->verticalScrollBar()->maximum());
    QTest::keyClick(view(), Qt::Key_PageUp);
    QTRY_VERIFY(!view()->followsEnd());
    QVERIFY(!button(u"Go to the end"_s)->isChecked());
    const QString first = firstRow();
    m_session->write(m_task, "and more\n");
    QTRY_VERIFY(view()->pages().size() > 0 && view()->verticalScrollBar()->maximum() > 0);
    QTest::qWait(0);
    QCOMPARE(firstRow(), first);
    button(u"Go to the end"_s)->click();
    QTRY_COMPARE(lastRow(), u"and more"_s);
    QVERIFY(view()->followsEnd());
    QVERIFY(button(u"Go to the end"_s)->isChecked());
}

void TestOutputPane::growthOfAFloodIsShown()
{
    show("begin\n");
    for (int piece = 0; piece < 50; ++piece)
        m_session->write(m_task,
                         QByteArray("a line of some forty characters, or so\n").repeated(5000));
    m_session->write(m_task, "the end\n");
    QTRY_COMPARE(lastRow(), u"the end"_s);
    QVERIFY(m_session->outputRead() < 2 * 1024 * 1024);
}

void TestOutputPane::overwrittenLineShowsItsLastState()
{
    show("start\n 10%");
    m_session->write(m_task, "\r 20%");
    m_session->write(m_task, "\r 30%");
    QTRY_COMPARE(view()->visibleText(), u"start\n 30%"_s);
    QByteArray steps;
    for (int step = 0; step < 20'000; ++step)
        steps += '\r' + QByteArray::number(step) + " of 20000";
    m_session->write(m_task, steps);
    QTRY_COMPARE(lastRow(), u"19999 of 20000"_s);
}

void TestOutputPane::everyRowIsReachedByKeyboard()
{
    show(numbered(200));
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(firstRow(), u"line 0"_s);
    QTest::keyClick(view(), Qt::Key_Down);
    QTRY_COMPARE(firstRow(), u"line 1"_s);
    QTest::keyClick(view(), Qt::Key_Up);
    QTRY_COMPARE(firstRow(), u"line 0"_s);
    QTest::keyClick(view(), Qt::Key_End);
    QTRY_COMPARE(lastRow(), u"line 199"_s);
    QVERIFY(view()->followsEnd());
    QTest::keyClick(view(), Qt::Key_Home);
    for (int page = 0; page < 30; ++page)
        QTest::keyClick(view(), Qt::Key_PageDown);
    QTRY_COMPARE(lastRow(), u"line 199"_s);
    QVERIFY(view()->followsEnd());
}

void TestOutputPane::wholeOutputScrolls_data()
{
    QTest::addColumn<QByteArray>("output");

    QTest::newRow("short") << QByteArray("one\ntwo");
    QTest::newRow("empty lines") << QByteArray("\n").repeated(100'000);
    QTest::newRow("one long line") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("long lines") << (QByteArray(100'000, 'x') + '\n').repeated(30);
    QTest::newRow("no text") << QByteArray("\0\1\2\xff\xfe\x1b", 6).repeated(50'000);
}

void TestOutputPane::wholeOutputScrolls()
{
    QFETCH(QByteArray, output);
    m_session->write(m_task, output);
    m_pane->setTask(m_session, m_task);
    QTRY_VERIFY(view()->pages().size() > 0);
    QTest::keyClick(view(), Qt::Key_Home);
    for (int page = 0; page < 5; ++page) {
        QTest::keyClick(view(), Qt::Key_PageDown);
        m_pane->grab();
    }
    QTest::keyClick(view(), Qt::Key_End);
    QTRY_VERIFY(view()->followsEnd());
    for (int page = 0; page < 5; ++page) {
        QTest::keyClick(view(), Qt::Key_PageUp);
        m_pane->grab();
    }
}

void TestOutputPane::nothingWrittenYetReadsNothing()
{
    m_pane->setTask(m_session, m_task);
    m_pane->grab();
    QCOMPARE(view()->visibleText(), QString());
    QCOMPARE(m_session->outputRead(), 0);
    m_session->write(m_task, "now\n");
    QTRY_COMPARE(view()->visibleText(), u"now"_s);
}

void TestOutputPane::hiddenViewReadsNothing()
{
    m_pane->hide();
    m_session->write(m_task, numbered(1000));
    m_pane->setTask(m_session, m_task);
    m_session->write(m_task, numbered(1000));
    QTest::qWait(0);
    QCOMPARE(m_session->outputRead(), 0);
    m_pane->show();
    QTRY_COMPARE(lastRow(), u"line 999"_s);
}

void TestOutputPane::wordsAreFoundInBothDirections()
{
    show("one fish\ntwo fish\n" + numbered(500) + "red fish\n" + numbered(500));
    find(u"fish"_s);
    QTRY_COMPARE(view()->selection().anchor, (OutputPlace{0, 4}));
    QCOMPARE(firstRow(), u"one fish"_s);
    QCOMPARE(selected(), u"fish"_s);
    QTest::keyClick(view(), Qt::Key_F3);
    QTRY_COMPARE(view()->selection().anchor, (OutputPlace{9, 4}));
    QTest::keyClick(view(), Qt::Key_F3);
    QTRY_VERIFY(view()->visibleText().contains(u"red fish"_s));
    QTest::keyClick(view(), Qt::Key_F3); // round the end
    QTRY_COMPARE(view()->selection().anchor, (OutputPlace{0, 4}));
    QTest::keyClick(view(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_VERIFY(view()->visibleText().contains(u"red fish"_s));
    QTest::keyClick(view(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(view()->selection().anchor, (OutputPlace{9, 4}));
}

void TestOutputPane::wordsAreFoundFarAway()
{
    show(numbered(200'000) + "needle\n" + numbered(200'000));
    find(u"needle"_s);
    QTRY_VERIFY_WITH_TIMEOUT(view()->visibleText().contains(u"needle"_s), 60'000);
    QCOMPARE(selected(), u"needle"_s);
    QVERIFY(!message()->isVisible());
}

void TestOutputPane::wordsAreFoundWhateverTheirCaseAndColour()
{
    show("plain\n\033[31mGRÖ\033[32mSSE\033[0m\n");
    find(u"größe"_s);
    QTRY_VERIFY(message()->isVisible()); // ß has no upper case of its own
    find(u"grösse"_s);
    QTRY_COMPARE(view()->selection().anchor, (OutputPlace{6, 0}));
    QCOMPARE(selected(), u"GRÖSSE"_s);
}

void TestOutputPane::wordsAreFoundAsTheyAreShown_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isThere");

    QTest::newRow("plain") << QByteArray("a Needle b") << true;
    QTest::newRow("line end of a terminal") << QByteArray("a needle\r") << true;
    QTest::newRow("colour within") << QByteArray("a nee\033[1;31mdle\033[m b") << true;
    QTest::newRow("erasure within") << QByteArray("a nee\033[Kdle b") << true;
    QTest::newRow("title within") << QByteArray("a nee\033]0;x\adle b") << true;
    QTest::newRow("written over") << QByteArray("noodle\rnee") << true;
    QTest::newRow("written over and gone") << QByteArray("needle\rno") << false;
    QTest::newRow("stepped back") << QByteArray("needy\ble") << true;
    QTest::newRow("moved back") << QByteArray("needyy\033[2Dle") << true;
    QTest::newRow("not there") << QByteArray("nee dle\033[32m") << false;
    QTest::newRow("in a title") << QByteArray("\033]0;needle\a") << false;
}

void TestOutputPane::wordsAreFoundAsTheyAreShown()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isThere);
    show("before\n" + line + "\nafter\n");
    find(u"needle"_s);
    QTRY_VERIFY(message()->isVisible() || !view()->selection().isEmpty());
    QCOMPARE(!view()->selection().isEmpty(), isThere);
}

void TestOutputPane::missingWordsAreSaid()
{
    show(numbered(1000));
    find(u"<b>nowhere</b>"_s);
    QTRY_VERIFY(message()->isVisible());
    QCOMPARE(message()->text(), u"“<b>nowhere</b>” is not in the output"_s);
    QCOMPARE(message()->textFormat(), Qt::PlainText);
    QTest::keyClick(words(), Qt::Key_Escape);
    QVERIFY(!message()->isVisible());
    QVERIFY(view()->hasFocus());
}

void TestOutputPane::firstErrorIsFound_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isError");

    QTest::newRow("gcc") << QByteArray("a.cpp:3:1: error: expected ';'") << true;
    QTest::newRow("coloured") << QByteArray("\033[1;31merror\033[0m: no such thing") << true;
    QTest::newRow("make") << QByteArray("make: *** [Makefile:3: all] Error 1") << true;
    QTest::newRow("python") << QByteArray("Traceback (most recent call last):") << true;
    QTest::newRow("exception") << QByteArray("ValueError: bad value") << true;
    QTest::newRow("java") << QByteArray("java.lang.NullPointerException") << false;
    QTest::newRow("linker") << QByteArray("undefined reference to `main'") << true;
    QTest::newRow("rust") << QByteArray("thread 'main' panicked at 'x'") << true;
    QTest::newRow("crash") << QByteArray("Segmentation fault (core dumped)") << true;
    QTest::newRow("no errors") << QByteArray("0 errors, 0 warnings") << false;
    QTest::newRow("errors: 0") << QByteArray("errors: 0") << false;
    QTest::newRow("an option") << QByteArray("c++ -Werror -c a.cpp") << false;
    QTest::newRow("a file") << QByteArray("Building src/error.cpp.o") << false;
}

void TestOutputPane::firstErrorIsFound()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isError);
    show(numbered(200) + line + '\n' + numbered(200));
    button(u"Go to the first error"_s)->click();
    QTRY_VERIFY(message()->isVisible() || !view()->selection().isEmpty());
    QCOMPARE(!view()->selection().isEmpty(), isError);
    if (isError)
        QCOMPARE(view()->selection().anchor.row, qint64(numbered(200).size()));
}

void TestOutputPane::searchEndsWithItsTask()
{
    show(numbered(1000));
    m_session->holdAnswers();
    find(u"line 3"_s);
    const TaskId other = TaskId::make();
    m_session->write(other, "line 3\n");
    m_pane->setTask(m_session, other);
    m_session->answer();
    QTRY_COMPARE(view()->visibleText(), u"line 3"_s);
    QVERIFY(view()->selection().isEmpty());
}

void TestOutputPane::selectionIsCopied()
{
    show("one\n\033[32mtwo\033[0m\nthree\n");
    const int height = view()->fontMetrics().lineSpacing();
    const int width = view()->fontMetrics().horizontalAdvance(u"o"_s);
    QTest::mousePress(view()->viewport(), Qt::LeftButton, {}, {6 + width, 5});
    QTest::mouseMove(view()->viewport(), {6 + 3 * width, 5 + 2 * height});
    QTest::mouseRelease(view()->viewport(), Qt::LeftButton, {}, {6 + 3 * width, 5 + 2 * height});
    QCOMPARE(selected(), u"ne\ntwo\nthr"_s);
    QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, {6 + width, 5 + height});
    QCOMPARE(selected(), u"two"_s);
    QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(), u"one\ntwo\nthree\n"_s);
}

void TestOutputPane::rowsAreSelectedByKeyboard()
{
    show(numbered(200));
    QTest::keyClick(view(), Qt::Key_Home);
    QTRY_COMPARE(firstRow(), u"line 0"_s);
    QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(), u"line 0\nline 1\n"_s);
    QTest::keyClick(view(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(selected(), u"line 0\n"_s);
    for (int row = 0; row < 99; ++row) // past the end of what is in sight
        QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view()->selection().cursor.row, qint64(numbered(100).size()));
}

void TestOutputPane::everythingIsCopied()
{
    const QByteArray all = numbered(100'000); // more than is read at once
    show(all);
    QGuiApplication::clipboard()->setText(u"?"_s);
    button(u"Copy"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(QGuiApplication::clipboard()->text() != u"?"_s, 60'000);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(all));
    QVERIFY(!message()->isVisible());
}

void TestOutputPane::unreadableOutputLeavesTheClipboard()
{
    show(numbered(100));
    QGuiApplication::clipboard()->setText(u"?"_s);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    button(u"Copy"_s)->click();
    QTRY_VERIFY(message()->isVisible());
    QCOMPARE(message()->text(), u"The output could not be read. Try again."_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"?"_s);
}

void TestOutputPane::searchIsForgotten()
{
    show(numbered(100));
    find(u"nowhere"_s);
    QTRY_VERIFY(message()->isVisible());
    m_pane->forgetSearch();
    QVERIFY(words()->text().isEmpty());
    QVERIFY(!words()->isUndoAvailable());
    QVERIFY(!message()->isVisible());
}

void TestOutputPane::longLineIsCut()
{
    const OutputLine line = outputLine(QByteArray(1024 * 1024, 'x'));
    QVERIFY(line.text.size() <= 1001);
    QVERIFY(line.text.endsWith(u'…'));
    QVERIFY(outputLine(QByteArray(9000, 'x')).text.endsWith(u'…'));
    QCOMPARE(outputLine("short").text, u"short"_s);
}

void TestOutputPane::hostileTextIsHarmless()
{
    QCOMPARE(outputLine("<img src=/some/fifo><b>x</b>").text, u"<img src=/some/fifo><b>x</b>"_s);
    QCOMPARE(outputLine("a\xe2\x80\xae"
                        "b")
                 .text,
             u"a\ufffdb"_s); // turns the writing round
    QCOMPARE(outputLine("a\xc2\x9b"
                        "31mb")
                 .text,
             u"a\ufffd31mb"_s); // a control character of C1
    const QByteArray marks = QByteArray("\xcc\x81").repeated(30'000);
    QVERIFY(outputLine("a" + marks).text.count(QChar(0x301)) <= 6);
    show("a" + marks + "\n<img src=/some/fifo>\n");
    m_pane->grab();
    QCOMPARE(lastRow(), u"<img src=/some/fifo>"_s);
}

void TestOutputPane::coloursCanBeRead_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("text");

    QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
    QTest::newRow("dark") << QColor(0x1b, 0x1e, 0x20) << QColor(Qt::white);
    QTest::newRow("black") << QColor(Qt::black) << QColor(Qt::white);
}

void TestOutputPane::coloursCanBeRead()
{
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    TerminalStyle style;
    const auto look = [&] {
        const QColor shown = outputFormat(style, palette).foreground().color();
        QVERIFY2(contrast(shown, base) >= 4.5, qPrintable(shown.name()));
    };
    for (quint32 index = 0; index < 256; ++index) {
        style.text = {TerminalColour::Kind::Indexed, index};
        look();
    }
    for (const quint32 rgb : {0x000000U, 0xffffffU, 0x0a0a50U, 0xffff00U, 0x808080U}) {
        style.text = {TerminalColour::Kind::Rgb, rgb};
        look();
    }
    style.text = {TerminalColour::Kind::Indexed, 1};
    style.ground = {TerminalColour::Kind::Rgb, 0x0000ff};
    const QTextCharFormat onGround = outputFormat(style, palette);
    QCOMPARE(onGround.background().color(), QColor(Qt::blue));
    style.reversed = true;
    QCOMPARE(outputFormat(style, palette).foreground(), onGround.background());
}

void TestOutputPane::groundsAreReadInHighContrast_data()
{
    QTest::addColumn<bool>("faint");
    QTest::addColumn<bool>("reversed");
    QTest::newRow("plain") << false << false;
    QTest::newRow("faint") << true << false;
    QTest::newRow("reversed") << false << true;
}

void TestOutputPane::groundsAreReadInHighContrast()
{
    QFETCH(bool, faint);
    QFETCH(bool, reversed);
    QPalette palette(Qt::white, Qt::black);
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::Text, Qt::white);
    TerminalStyle style;
    style.faint = faint;
    style.reversed = reversed;
    for (quint32 ground = 0; ground < 256; ++ground) {
        style.ground = {TerminalColour::Kind::Indexed, ground};
        for (quint32 text = 0; text <= 16; ++text) {
            style.text = {text < 16 ? TerminalColour::Kind::Indexed : TerminalColour::Kind::Own,
                          text};
            const QTextCharFormat format = outputFormat(style, palette);
            const QColor behind = format.background().color();
            const double most = std::max(contrast(Qt::white, behind), contrast(Qt::black, behind));
            QVERIFY2(contrast(format.foreground().color(), behind) >= std::min(7.0, most - 0.1),
                     qPrintable(behind.name()));
        }
    }
}

void TestOutputPane::outputCanBeHeard()
{
    show("one\ntwo\n");
    QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(view());
    QVERIFY(heard);
    QCOMPARE(heard->text(QAccessible::Name), u"Output of the selected task"_s);
    QCOMPARE(heard->text(QAccessible::Value), u"one\ntwo"_s);
}

QTEST_MAIN(TestOutputPane)
#include "tst_outputpane.moc"
