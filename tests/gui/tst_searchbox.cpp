#include "tests/support/fakeclock.h"
#include "ui/widgets/hintbubble.h"
#include "ui/widgets/searchbox.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QCompleter>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace headway;
using namespace Qt::StringLiterals;

class TestSearchBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatCanBeUnderstoodIsSearched();
    void beginningOfAConditionIsNotLookedFor();
    void beginningOfAKeywordIsNotLookedForWhileItIsTyped();
    void wordLikeAKeywordIsLookedForWhenTheOfferIsGone();
    void mistakeIsToldAndTakesNothingAway();
    void mistakeGoesWithItsCause();
    void returnTellsAMistakeAtOnce();
    void escapeClearsThenLeaves();
    void keywordIsCompleted();
    void valueIsCompleted();
    void hostileValueIsOfferedAsOneHarmlessLine();
    void escapeClosesTheOfferFirst();
    void usedSearchesAreRemembered();
    void recentSearchesAreOffered();
    void onlyASearchCanBeSaved();
    void longTextIsCut();

private:
    QAbstractItemView *popup() const { return m_box->findChild<QCompleter *>()->popup(); }
    void type(const QString &text) { QTest::keyClicks(m_box, text); }

    FakeClock m_clock;
    std::unique_ptr<QWidget> m_window;
    SearchBox *m_box = nullptr;
    QWidget *m_list = nullptr;
};

void TestSearchBox::init()
{
    m_window = std::make_unique<QWidget>();
    m_box = new SearchBox(m_clock);
    m_list = new QWidget;
    m_list->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_box);
    layout->addWidget(m_list, 1);
    m_window->resize(500, 300);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_box->setFocus();
}

void TestSearchBox::whatCanBeUnderstoodIsSearched()
{
    QSignalSpy searched(m_box, &SearchBox::searched);
    m_box->setText(u"make"_s);
    m_box->setText(u"make status:fail"_s);
    m_box->setText(u"make status:failed"_s);
    m_box->clear();
    QStringList texts;
    for (const QList<QVariant> &call : searched)
        texts += call.first().toString();
    QCOMPARE(texts, QStringList({u"make"_s, u"make status:failed"_s, QString()}));
}

void TestSearchBox::beginningOfAConditionIsNotLookedFor()
{
    QSignalSpy searched(m_box, &SearchBox::searched);
    m_box->setText(u"make status"_s); // it may be a word
    QCOMPARE(searched.last().first().toString(), u"make status"_s);
    m_box->setText(u"make status:"_s);
    QCOMPARE(searched.last().first().toString(), u"make "_s);
    m_box->setText(u"make status:failed"_s);
    m_box->setText(u"make status:faile"_s); // taken back: what was found stays
    QCOMPARE(searched.last().first().toString(), u"make status:failed"_s);
}

void TestSearchBox::beginningOfAKeywordIsNotLookedForWhileItIsTyped()
{
    m_box->setText(u"make "_s);
    QSignalSpy searched(m_box, &SearchBox::searched);
    const auto last = [&searched] { return searched.last().first().toString(); };
    type(u"st"_s);
    QCOMPARE(last(), u"make st"_s); // what most words begin with is looked for at once
    type(u"atus"_s);
    QCOMPARE(searched.size(), 2);
    type(u":"_s);
    QCOMPARE(last(), u"make "_s);
    type(u"failed"_s);
    QCOMPARE(searched.size(), 4);
    QCOMPARE(last(), u"make status:failed"_s);
    m_box->clear();
    type(u"stair"_s); // parts with the keyword at the fourth letter
    QCOMPARE(last(), u"stair"_s);
    QTest::keyClick(m_box, Qt::Key_Backspace);
    QTest::keyClick(m_box, Qt::Key_Backspace);
    QCOMPARE(last(), u"stai"_s);
    QTRY_COMPARE(last(), u"sta"_s); // a pause: it may be a word
}

void TestSearchBox::wordLikeAKeywordIsLookedForWhenTheOfferIsGone()
{
    QSignalSpy searched(m_box, &SearchBox::searched);
    type(u"host"_s);
    QCOMPARE(searched.last().first().toString(), u"ho"_s);
    QVERIFY(!popup()->currentIndex().isValid()); // or Return would choose it
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(searched.last().first().toString(), u"host"_s);
    m_box->clear();
    type(u"kin"_s);
    QTest::keyClick(popup(), Qt::Key_Escape);
    QTRY_COMPARE(searched.last().first().toString(), u"kin"_s);
}

void TestSearchBox::mistakeIsToldAndTakesNothingAway()
{
    m_box->setText(u"a status:fialed"_s);
    QVERIFY(m_box->mistake().isEmpty()); // not while it may still be typed
    QTRY_VERIFY(!m_box->mistake().isEmpty());
    QVERIFY2(m_box->mistake().startsWith(u"At character 10: There is no status “fialed”."_s),
             qPrintable(m_box->mistake()));
    QVERIFY(m_box->hasFocus());
    const auto *bubble = m_window->findChild<HintBubble *>();
    QVERIFY(bubble->isVisible());
    QVERIFY(m_window->rect().contains(bubble->geometry()));
    QVERIFY(bubble->testAttribute(Qt::WA_TransparentForMouseEvents));
    m_list->setFocus();
    QVERIFY(!bubble->isVisible());
}

void TestSearchBox::mistakeGoesWithItsCause()
{
    m_box->setText(u"staus:failed"_s);
    QTRY_VERIFY(!m_box->mistake().isEmpty());
    m_box->setText(u"status:failed"_s);
    QVERIFY(m_box->mistake().isEmpty());
    QVERIFY(!m_window->findChild<HintBubble *>()->isVisible());
}

void TestSearchBox::returnTellsAMistakeAtOnce()
{
    QSignalSpy left(m_box, &SearchBox::leftForList);
    m_box->setText(u"kind:"_s);
    QTest::keyClick(m_box, Qt::Key_Return);
    QVERIFY(!m_box->mistake().isEmpty());
    QVERIFY(left.isEmpty());
    m_box->setText(u"kind:a"_s);
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(left.size(), 1);
}

void TestSearchBox::escapeClearsThenLeaves()
{
    QSignalSpy left(m_box, &SearchBox::leftForList);
    m_box->setText(u"make"_s);
    QTest::keyClick(m_box, Qt::Key_Escape);
    QVERIFY(m_box->text().isEmpty());
    QVERIFY(left.isEmpty());
    QTest::keyClick(m_box, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void TestSearchBox::keywordIsCompleted()
{
    type(u"make ki"_s);
    QVERIFY(popup()->isVisible());
    QCOMPARE(popup()->model()->rowCount(), 1);
    QVERIFY(QAccessible::queryAccessibleInterface(popup())
                ->child(0)
                ->text(QAccessible::Name)
                .contains(u"What sort of task"_s));
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Return);
    QCOMPARE(m_box->text(), u"make kind:"_s);
}

void TestSearchBox::valueIsCompleted()
{
    TaskGroups known;
    known.kinds = {{{}, u"build all"_s, 3}, {{}, u"test"_s, 1}};
    m_box->setKnown(known);
    type(u"-kind:"_s);
    QCOMPARE(popup()->model()->rowCount(), 2);
    type(u"\"b"_s);
    QCOMPARE(popup()->model()->rowCount(), 1);
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Return);
    QCOMPARE(m_box->text(), u"-kind:\"build all\" "_s);
    QVERIFY(!popup()->isVisible());
}

void TestSearchBox::hostileValueIsOfferedAsOneHarmlessLine()
{
    const QString kind = u"<b>\u202e"_s + QString(30'000, QChar(0x0301)) + u"\nx"_s;
    TaskGroups known;
    known.kinds = {{{}, kind, 1}};
    m_box->setKnown(known);
    type(u"kind:"_s);
    const QString shown = popup()->model()->index(0, 0).data().toString();
    QVERIFY2(shown.size() < 100 && shown.contains(u"<b>"_s), qPrintable(shown));
    QVERIFY(!shown.contains(QChar(0x202e)) && !shown.contains(u'\n'));
    QVERIFY(popup()->width() < 1000);
}

void TestSearchBox::escapeClosesTheOfferFirst()
{
    type(u"st"_s);
    QVERIFY(popup()->isVisible());
    QTest::keyClick(popup(), Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(m_box->text(), u"st"_s);
    type(u"a"_s);
    QVERIFY(popup()->isVisible());
    m_box->clear(); // as when the window is locked
    QVERIFY(!popup()->isVisible());
}

void TestSearchBox::usedSearchesAreRemembered()
{
    QSignalSpy used(m_box, &SearchBox::used);
    m_box->setText(u" make "_s);
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(used.size(), 1);
    QCOMPARE(used.first().first().toString(), u"make"_s);
    m_box->setText(u"status:fialed"_s);
    m_list->setFocus();
    QCOMPARE(used.size(), 1);
    m_box->setFocus();
    m_box->setText(u"test"_s);
    m_list->setFocus();
    QCOMPARE(used.size(), 2);
}

void TestSearchBox::recentSearchesAreOffered()
{
    m_box->setRecent({u"status:failed"_s, u"a & <b>"_s});
    QTest::keyClick(m_box, Qt::Key_Down, Qt::AltModifier);
    auto *menu = m_box->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().at(1)->text(), u"a && <b>"_s);
    menu->actions().at(1)->trigger();
    QCOMPARE(m_box->text(), u"a & <b>"_s);
    menu->close();
}

void TestSearchBox::onlyASearchCanBeSaved()
{
    QSignalSpy wanted(m_box, &SearchBox::saveWanted);
    QVERIFY(!m_box->saveAction()->isEnabled());
    m_box->setText(u"status:fialed"_s);
    QVERIFY(!m_box->saveAction()->isEnabled());
    m_box->setText(u" status:failed "_s);
    m_box->saveAction()->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"status:failed"_s);
}

void TestSearchBox::longTextIsCut()
{
    m_box->setText(QString(1024 * 1024, u'x'));
    QVERIFY(m_box->text().size() <= 600);
    QSignalSpy searched(m_box, &SearchBox::searched);
    m_box->setText(u"a\x1b\n\u202e b"_s);
    QTRY_VERIFY(!m_box->mistake().isEmpty());
    QVERIFY(searched.isEmpty());
}

QTEST_MAIN(TestSearchBox)
#include "tst_searchbox.moc"
