#include "tests/support/accountfixture.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/screenfit.h"
#include "ui/window/accountspage.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/passworddialog.h"
#include "ui/window/retentionpage.h"
#include "ui/window/secretcard.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/settingspages.h"
#include "ui/window/tokenspage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_SettingsDialog : public AccountFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void searchFindsASettingByItsWords_data();
    void searchFindsASettingByItsWords();
    void searchWithoutAMatchSaysSo();
    void searchPrefersThePageThatIsCalledSo();
    void enterInAFieldPressesNoButton();
    void changeIsKeptAtOnce();
    void themeIsToldAtOnce();
    void widerBoundHoldsAtOnce();
    void narrowerBoundIsAskedForOnceMore();
    void narrowerBoundTellsHowManyGo_data();
    void narrowerBoundTellsHowManyGo();
    void boundSetElsewhereIsNotUndone();
    void boundSetElsewhereIsAskedAbout();
    void narrowerBoundIsTakenBack();
    void untouchedBoundStaysToTheByte();
    void retentionIsTheOwnersAlone();
    void tokenIsShownOnce();
    void tokenIsRevoked();
    void endOfATokenIsInSightBelowALongName();
    void dialogFitsTheScreen();
    void accountsAreTheOwnersAlone();
    void accountIsAdded();
    void wrongPasswordsAreToldBesideTheFields_data();
    void wrongPasswordsAreToldBesideTheFields();
    void hostileNamesAreOneLineOfPlainText();

private:
    void open(const TaskSessionPtr &session);
    template <typename T>
    T *part() const
    {
        return m_dialog->findChild<T *>();
    }
    QPushButton *button(const QWidget *in, const QString &text) const;
    QStringList pages() const;
    /// Fields of the retention page: four ages, then the number, then the size.
    QDoubleSpinBox *number(int field) const
    {
        return part<RetentionPage>()->findChildren<QDoubleSpinBox *>().at(field);
    }
    QCheckBox *bound(int field) const
    {
        return part<RetentionPage>()->findChildren<QCheckBox *>().at(field);
    }
    const Retention &kept() const { return m_signIn->desks.retention; }

    std::unique_ptr<SettingsDialog> m_dialog;
};

void tst_SettingsDialog::init()
{
    m_dialog.reset();
    beginAccounts();
    Account owner;
    owner.email = m_owner->email();
    owner.isOwner = true;
    m_signIn->desks.accounts = {owner};
    open(m_owner);
}

void tst_SettingsDialog::open(const TaskSessionPtr &session)
{
    m_dialog = std::make_unique<SettingsDialog>(
        *m_signIn, *m_settings, ServicePlace{u"http://127.0.0.1:7717"_s, u"headway run"_s},
        session);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

QPushButton *tst_SettingsDialog::button(const QWidget *in, const QString &text) const
{
    for (QPushButton *each : in->findChildren<QPushButton *>()) {
        if (each->text().remove(u'&').startsWith(text))
            return each;
    }
    return nullptr;
}

/// The titles that are in sight.
QStringList tst_SettingsDialog::pages() const
{
    QStringList titles;
    const auto *list = part<QListWidget>();
    for (int row = 0; row < list->count(); ++row) {
        if (!list->item(row)->isHidden())
            titles += list->item(row)->text();
    }
    return titles;
}

void tst_SettingsDialog::searchFindsASettingByItsWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing") << QString()
                             << QStringList{u"General"_s, u"Notifications"_s, u"Appearance"_s,
                                            u"Service"_s, u"Retention"_s,     u"Accounts"_s,
                                            u"Tokens"_s};
    QTest::newRow("a title") << u"appea"_s << QStringList{u"Appearance"_s};
    QTest::newRow("another word for it") << u"MUTE"_s << QStringList{u"Notifications"_s};
    QTest::newRow("two words") << u"token  revoke"_s << QStringList{u"Tokens"_s};
    QTest::newRow("a state's age") << u"lost days"_s << QStringList{u"Retention"_s};
    QTest::newRow("size of the output") << u"disk"_s << QStringList{u"Retention"_s};
    QTest::newRow("on two pages") << u"port"_s << QStringList{u"Service"_s};
}

void tst_SettingsDialog::searchFindsASettingByItsWords()
{
    QFETCH(QString, words);
    QFETCH(QStringList, found);
    part<QLineEdit>()->setText(words);
    QCOMPARE(pages(), found);
    QVERIFY(found.contains(part<QListWidget>()->currentItem()->text()));
}

void tst_SettingsDialog::enterInAFieldPressesNoButton()
{
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QTest::keyClicks(part<QLineEdit>(), u"accounts"_s);
    QTRY_VERIFY(part<AccountsPage>()->isVisible());
    QTest::keyClick(part<QLineEdit>(), Qt::Key_Return);
    QVERIFY(!part<PasswordDialog>());
    QVERIFY(part<QListWidget>()->hasFocus());
    QTest::keyClick(part<QListWidget>(), Qt::Key_Return);
    QVERIFY(!part<PasswordDialog>());
    QPushButton *add = button(part<AccountsPage>(), u"Add"_s);
    add->setFocus();
    QTest::keyClick(add, Qt::Key_Return); // the one that has the focus it does
    QVERIFY(part<PasswordDialog>());
}

void tst_SettingsDialog::searchWithoutAMatchSaysSo()
{
    const QPoint place = part<QListWidget>()->pos();
    part<QLineEdit>()->setText(u"no such thing"_s);
    QVERIFY(pages().isEmpty());
    m_dialog->layout()->activate();
    QCOMPARE(part<QListWidget>()->pos(), place);
    part<QLineEdit>()->clear();
    QCOMPARE(pages().size(), 7);
}

void tst_SettingsDialog::searchPrefersThePageThatIsCalledSo()
{
    part<QLineEdit>()->setText(u"token"_s);
    QVERIFY(pages().constFirst() != u"Tokens"_s); // others speak of them
    QVERIFY(part<TokensPage>()->isVisible());
}

void tst_SettingsDialog::changeIsKeptAtOnce()
{
    QCOMPARE(stored(*m_settings, notifyMinSeconds), 10);
    auto *page = part<NotificationsPage>();
    page->findChild<QSpinBox *>()->setValue(42);
    QCOMPARE(stored(*m_settings, notifyMinSeconds), 42);
    QVERIFY(stored(*m_settings, notifyEnabled));
    page->findChild<QCheckBox *>()->click();
    QVERIFY(!stored(*m_settings, notifyEnabled));
    QVERIFY(!page->findChild<QSpinBox *>()->isEnabled());
}

void tst_SettingsDialog::themeIsToldAtOnce()
{
    QSignalSpy chosen(m_dialog.get(), &SettingsDialog::themeChosen);
    auto *themes = part<AppearancePage>()->findChild<QComboBox *>();
    themes->setCurrentIndex(2);
    Q_EMIT themes->activated(2);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<Theme>(), Theme::Dark);
}

void tst_SettingsDialog::widerBoundHoldsAtOnce()
{
    part<QListWidget>()->setCurrentRow(4);
    number(1)->setValue(365);
    QCOMPARE(kept().failed, Retention::Days(365));
    QCOMPARE(kept().completed, Retention::ninetyDays);
    bound(3)->click();
    QVERIFY(!kept().lost);
    QVERIFY(!number(3)->isEnabled());
    QVERIFY(!button(part<RetentionPage>(), u"Delete now"_s)->isVisible());
}

void tst_SettingsDialog::narrowerBoundIsAskedForOnceMore()
{
    part<QListWidget>()->setCurrentRow(4);
    QPushButton *yes = button(part<RetentionPage>(), u"Delete now"_s);
    number(4)->setValue(5000);
    number(0)->setValue(7);
    QVERIFY(yes->isVisible());
    QVERIFY(!yes->hasFocus());
    QCOMPARE(kept(), Retention());
    yes->click();
    QVERIFY(!yes->isVisible());
    QCOMPARE(kept().tasks, 5000);
    QCOMPARE(kept().completed, Retention::Days(7));
}

void tst_SettingsDialog::narrowerBoundTellsHowManyGo_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("value");
    QTest::addColumn<int>("going");
    QTest::newRow("completed ones") << 0 << 7 << 3;
    QTest::newRow("younger than all") << 0 << 60 << 0;
    QTest::newRow("failed ones") << 1 << 7 << 2;
    QTest::newRow("the number") << 4 << 4 << 5;
}

void tst_SettingsDialog::narrowerBoundTellsHowManyGo()
{
    QFETCH(int, field);
    QFETCH(int, value);
    QFETCH(int, going);
    using enum TaskStatus;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<std::pair<TaskStatus, int>> ends{{Completed, 30}, {Completed, 30}, {Completed, 30},
                                                 {Completed, 1},  {Completed, 1},  {Completed, 1},
                                                 {Completed, 1},  {Failed, 30},    {Failed, 30}};
    for (const auto &[status, days] : ends)
        m_owner->begin({sampleTask(u"a"_s, status, now.addDays(-days))});
    open(m_owner);
    part<QListWidget>()->setCurrentRow(4);
    number(field)->setValue(value);
    const QList<QLabel *> labels = part<RetentionPage>()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [going](const QLabel *label) {
        return label->isVisible() && label->text().endsWith(u"about %1."_s.arg(going));
    }));
}

void tst_SettingsDialog::boundSetElsewhereIsNotUndone()
{
    number(4)->setValue(number(4)->value() * 2);
    m_signIn->desks.retention.tasks.reset(); // both by somebody else
    m_signIn->desks.retention.completed.reset();
    number(1)->setValue(365);
    QCOMPARE(kept().failed, Retention::Days(365));
    QVERIFY(!kept().completed);
    QVERIFY(!kept().tasks);
    QVERIFY(!bound(0)->isChecked());
}

void tst_SettingsDialog::boundSetElsewhereIsAskedAbout()
{
    part<QListWidget>()->setCurrentRow(4);
    QPushButton *yes = button(part<RetentionPage>(), u"Delete now"_s);
    m_signIn->desks.retention.completed = Retention::Days(365);
    number(0)->setValue(180); // wider than what is shown, narrower than what holds
    QVERIFY(yes->isVisible());
    QCOMPARE(kept().completed, Retention::Days(365));
    m_signIn->desks.retention.completed.reset(); // once more
    yes->click();
    QVERIFY(yes->isVisible());
    QVERIFY(!kept().completed);
    yes->click();
    QVERIFY(!yes->isVisible());
    QCOMPARE(kept().completed, Retention::Days(180));
}

void tst_SettingsDialog::narrowerBoundIsTakenBack()
{
    part<QListWidget>()->setCurrentRow(4);
    QPushButton *no = button(part<RetentionPage>(), u"Keep"_s);
    number(0)->setValue(7);
    QVERIFY(no->isVisible());
    no->click();
    QVERIFY(!no->isVisible());
    QCOMPARE(number(0)->value(), 90);
    QCOMPARE(kept(), Retention());
    number(0)->setValue(7);
    number(0)->setValue(90); // the same by hand
    QVERIFY(!no->isVisible());
}

void tst_SettingsDialog::untouchedBoundStaysToTheByte()
{
    m_signIn->desks.retention.outputBytes = 12'345'678'901;
    open(m_owner);
    number(0)->setValue(100);
    QCOMPARE(kept().outputBytes, 12'345'678'901);
    number(5)->setValue(20);
    QCOMPARE(kept().outputBytes, 20LL << 30);
}

void tst_SettingsDialog::retentionIsTheOwnersAlone()
{
    QVERIFY(number(0)->isEnabled());
    open(m_other);
    QCOMPARE(number(0)->value(), 90);
    QVERIFY(!number(0)->isEnabled());
    QVERIFY(!bound(0)->isEnabled());
    const QList<QLabel *> labels = part<RetentionPage>()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains(u"owner of this Headway alone"_s);
    }));
    open(nullptr);
    QVERIFY(part<RetentionPage>()->findChildren<QCheckBox *>().isEmpty());
}

void tst_SettingsDialog::tokenIsShownOnce()
{
    auto *page = part<TokensPage>();
    part<QListWidget>()->setCurrentRow(6);
    page->findChild<QLineEdit *>()->setText(u"ci"_s);
    button(page, u"Create"_s)->click();
    auto *card = page->findChild<SecretCard *>();
    QVERIFY(card->isVisible());
    button(card, u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"hw_secret"_s);
    QCOMPARE(m_signIn->desks.tokens.first().name, u"ci"_s);
    QVERIFY(!m_signIn->desks.tokens.first().expiresAt.isNull()); // not for ever unless it is said
    button(card, u"Done"_s)->click();
    QVERIFY(!card->isVisible());
    QCOMPARE(card->findChild<QLineEdit *>()->text(), QString());
}

void tst_SettingsDialog::tokenIsRevoked()
{
    auto *page = part<TokensPage>();
    button(page, u"Create"_s)->click();
    auto *list = page->findChild<QListWidget *>();
    QCOMPARE(list->count(), 1);
    QVERIFY(!button(page, u"Revoke"_s)->isEnabled());
    list->setCurrentRow(0);
    button(page, u"Revoke"_s)->click();
    QCOMPARE(list->count(), 0);
    QVERIFY(m_signIn->desks.tokens.isEmpty());
}

void tst_SettingsDialog::endOfATokenIsInSightBelowALongName()
{
    m_signIn->desks.tokens = {Token(), Token()};
    m_signIn->desks.tokens.first().name = u"the nightly import "_s.repeated(5);
    open(m_owner);
    part<QListWidget>()->setCurrentRow(6);
    const auto *list = part<TokensPage>()->findChild<QListWidget *>();
    const auto heightOf = [list](int row) {
        return list->visualItemRect(list->item(row)).height();
    };
    QVERIFY(heightOf(0) >= heightOf(1) + list->fontMetrics().height());
    QVERIFY(list->visualItemRect(list->item(0)).width() <= list->viewport()->width());
}

void tst_SettingsDialog::dialogFitsTheScreen()
{
    const QSize screen = m_dialog->screen()->availableSize();
    const QSize most = fittingScreen(2 * screen, *m_dialog);
    QVERIFY(most.width() < screen.width() && most.height() < screen.height());
    QCOMPARE(fittingScreen({100, 100}, *m_dialog), QSize(100, 100));
    QCOMPARE(m_dialog->size(), m_dialog->size().boundedTo(most));
}

void tst_SettingsDialog::accountsAreTheOwnersAlone()
{
    QVERIFY(part<AccountsPage>()->findChild<QListWidget *>());
    open(m_other);
    QVERIFY(!part<AccountsPage>()->findChild<QListWidget *>());
    QVERIFY(part<TokensPage>()->findChild<QListWidget *>());
    open(nullptr);
    QVERIFY(!part<AccountsPage>()->findChild<QListWidget *>());
    QVERIFY(!part<TokensPage>()->findChild<QListWidget *>());
}

void tst_SettingsDialog::accountIsAdded()
{
    button(part<AccountsPage>(), u"Add"_s)->click();
    const QList<QLineEdit *> fields = part<PasswordDialog>()->findChildren<QLineEdit *>();
    fields.at(0)->setText(u"new@example.org"_s);
    fields.at(1)->setText(u"a rather long one"_s);
    fields.at(2)->setText(u"a rather long one"_s);
    button(part<PasswordDialog>(), u"Add Account"_s)->click();
    QCOMPARE(m_signIn->desks.accounts.size(), 2);
    QCOMPARE(part<AccountsPage>()->findChild<QListWidget *>()->count(), 2);
    QCOMPARE(m_signIn->desks.lastPassword, QByteArray("a rather long one"));
}

void tst_SettingsDialog::wrongPasswordsAreToldBesideTheFields_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("again");
    QTest::newRow("no email") << u"nobody"_s << u"a rather long one"_s << u"a rather long one"_s;
    QTest::newRow("too short") << u"new@example.org"_s << u"short"_s << u"short"_s;
    QTest::newRow("two") << u"new@example.org"_s << u"a rather long one"_s << u"another one"_s;
}

void tst_SettingsDialog::wrongPasswordsAreToldBesideTheFields()
{
    QFETCH(QString, email);
    QFETCH(QString, password);
    QFETCH(QString, again);
    button(part<AccountsPage>(), u"Add"_s)->click();
    auto *dialog = part<PasswordDialog>();
    const QList<QLineEdit *> fields = dialog->findChildren<QLineEdit *>();
    fields.at(0)->setText(email);
    fields.at(1)->setText(password);
    fields.at(2)->setText(again);
    button(dialog, u"Add Account"_s)->click();
    QVERIFY(dialog->isVisible());
    const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
    const auto isTold = [](const QLabel *label) {
        return label->wordWrap() && label->isVisible() && !label->text().isEmpty()
            && label->height() >= label->heightForWidth(label->width());
    };
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), isTold));
    QCOMPARE(m_signIn->desks.accounts.size(), 1);
}

void tst_SettingsDialog::hostileNamesAreOneLineOfPlainText()
{
    Token token;
    token.id = CredentialId::make();
    token.name = u"<img src=/some/fifo>\n\u202e"_s + QString(100'000, u'x');
    m_signIn->desks.tokens = {token};
    open(m_owner);
    const QString shown = part<TokensPage>()->findChild<QListWidget *>()->item(0)->text();
    QVERIFY(shown.startsWith(u"<img"_s));
    QVERIFY(shown.size() < 1000 && !shown.contains(u'\n') && !shown.contains(QChar(0x202e)));
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), label->buddy() ? label->textFormat() : Qt::PlainText);
}

QTEST_MAIN(tst_SettingsDialog)
#include "tst_settingsdialog.moc"
