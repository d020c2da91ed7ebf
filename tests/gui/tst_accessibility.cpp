#include "tests/support/sampletasks.h"
#include "tests/support/windowfixture.h"
#include "ui/models/tasktablemodel.h"
#include "ui/models/taskwords.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/taskspeaker.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QListWidget>
#include <QMenuBar>

using namespace Qt::StringLiterals;
using namespace headway;

/// The window as a screen reader meets it.
class tst_Accessibility : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rowIsOneSentence();
    void changesOfTheSelectedTaskAreSpoken();
    void whatTakesTheFocusHasAName_data();
    void whatTakesTheFocusHasAName();
    void menusHaveEachMnemonicOnce();
    void settingsHaveEachMnemonicOnce();
};

namespace {

/// The letter that stands behind a single &; null for none.
QChar mnemonicOf(const QString &text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? QChar() : QChar(static_cast<char16_t>(keys[0].key()));
}

/// Those that stand there more than once, with what has them.
QStringList clashesIn(const QStringList &texts)
{
    QMap<QChar, QStringList> found;
    for (const QString &text : texts) {
        if (const QChar letter = mnemonicOf(text); !letter.isNull())
            found[letter] += text;
    }
    QStringList clashes;
    for (const QStringList &same : std::as_const(found)) {
        if (same.size() > 1)
            clashes += same.join(u" and "_s);
    }
    return clashes;
}

} // namespace

void tst_Accessibility::init()
{
    beginAnew();
    open();
}

void tst_Accessibility::cleanup()
{
    m_window.reset();
}

void tst_Accessibility::rowIsOneSentence()
{
    Task task = sampleTask(u"make <b>all</b>"_s, TaskStatus::Processing, m_clock.now());
    task.progress.fraction = 0.42;
    m_owner->put(task);
    auto *view = m_window->findChild<TaskTableView *>();
    QTRY_COMPARE(view->model()->rowCount(), 1);
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(view);
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->text(QAccessible::Name), u"Tasks"_s);
    const auto *cell = table->tableInterface()->cellAt(0, TaskTableModel::NameColumn);
    QCOMPARE(cell->text(QAccessible::Name), sentenceOf(m_owner->stored(task.id)));
    QVERIFY(cell->text(QAccessible::Name).startsWith(u"make <b>all</b>, Running, 42"_s));
    const auto *other = table->tableInterface()->cellAt(0, TaskTableModel::StatusColumn);
    QCOMPARE(other->text(QAccessible::Name), u"Running"_s);
}

void tst_Accessibility::changesOfTheSelectedTaskAreSpoken()
{
    Task task = sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now());
    task.progress.fraction = 0.41;
    m_owner->put(task);
    auto *view = m_window->findChild<TaskTableView *>();
    QTRY_COMPARE(view->model()->rowCount(), 1);
    QStringList spoken;
    connect(m_window->findChild<TaskSpeaker *>(), &TaskSpeaker::said, this,
            [&spoken](const QString &sentence) { spoken += sentence; });
    view->selectRow(0);
    QVERIFY(spoken.isEmpty());
    task.progress.fraction = 0.47; // no tenth more
    m_owner->put(task);
    task.progress.fraction = 0.52;
    m_owner->put(task);
    QTRY_COMPARE(spoken.size(), 1);
    QVERIFY(spoken.last().contains(u"52"_s));
    task.status = TaskStatus::Failed;
    task.error = u"no room"_s;
    m_owner->put(task);
    QTRY_COMPARE(spoken.size(), 2);
    QVERIFY(spoken.last().contains(u"no room"_s));
    const auto *window = QAccessible::queryAccessibleInterface(m_window.get());
    QCOMPARE(window->text(QAccessible::Description), spoken.last());
    m_owner->put(sampleTask(u"another"_s, TaskStatus::Failed, m_clock.now()));
    QTRY_COMPARE(view->model()->rowCount(), 2);
    QCOMPARE(spoken.size(), 2);
}

void tst_Accessibility::whatTakesTheFocusHasAName_data()
{
    QTest::addColumn<QString>("action");
    QTest::newRow("the window") << QString();
    QTest::newRow("settings") << u"Settings…"_s;
    QTest::newRow("shortcuts") << u"Keyboard Shortcuts"_s;
    QTest::newRow("another account") << u"Switch Account…"_s;
    QTest::newRow("signed out") << u"Sign Out"_s;
}

void tst_Accessibility::whatTakesTheFocusHasAName()
{
    QFETCH(QString, action);
    for (QAction *each : m_window->findChildren<QAction *>()) {
        if (!action.isEmpty() && each->text().remove(u'&') == action)
            each->trigger();
    }
    QStringList nameless;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isOwnPart = widget->objectName().startsWith(u"qt_"_s);
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || isOwnPart)
            continue;
        const QAccessibleInterface *part = QAccessible::queryAccessibleInterface(widget);
        if (!part || part->text(QAccessible::Name).isEmpty())
            nameless += QString::fromLatin1(widget->metaObject()->className());
    }
    QCOMPARE(nameless, QStringList());
}

void tst_Accessibility::menusHaveEachMnemonicOnce()
{
    QStringList titles;
    for (const QAction *menu : m_window->menuBar()->actions()) {
        titles += menu->text();
        QStringList texts;
        for (const QAction *action : menu->menu()->actions())
            texts += action->text();
        QCOMPARE(clashesIn(texts), QStringList());
    }
    QCOMPARE(clashesIn(titles), QStringList());
    QStringList texts;
    for (const QAction *action : part<TaskTableView>()->actions())
        texts += action->text();
    QCOMPARE(clashesIn(texts), QStringList());
}

void tst_Accessibility::settingsHaveEachMnemonicOnce()
{
    action(u"Settings"_s)->trigger();
    auto *titles = part<SettingsDialog>()->findChild<QListWidget *>();
    for (int page = 0; page < titles->count(); ++page) {
        titles->setCurrentRow(page);
        QStringList texts;
        for (const QLabel *label : part<SettingsDialog>()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy())
                texts += label->text();
        }
        for (const QAbstractButton *button :
             part<SettingsDialog>()->findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                texts += button->text();
        }
        QCOMPARE(clashesIn(texts), QStringList());
    }
}

QTEST_MAIN(tst_Accessibility)
#include "tst_accessibility.moc"
