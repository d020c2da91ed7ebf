#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"
#include "ui/widgets/openingnote.h"
#include "ui/widgets/signinform.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestSignInForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rightPasswordSignsIn();
    void wrongPasswordIsToldBesideTheFields();
    void nothingMovesForWhatIsTold_data();
    void nothingMovesForWhatIsTold();
    void emptyFieldsAreToldWithoutAsking();
    void waitingBlocksTheFormAndNotTheThread();
    void tooManyAttemptsAreTold();
    void ownerWithoutPasswordContinues();
    void enterPressesTheButtonWithTheFocus();
    void ownerWithPasswordHasNoShortcut();
    void passwordIsForgotten();
    void openingIsToldUntilTheAccountsAreKnown();
    void openingIsOverWhenNobodyAnswers();

private:
    void open();
    void type(const QString &email, const QString &password);
    QLineEdit *field(QLineEdit::EchoMode mode) const;
    QPushButton *button(const QString &start) const;
    QString problem() const;

    std::unique_ptr<FakeSignIn> m_signIn;
    std::unique_ptr<SignInForm> m_form;
    std::unique_ptr<QSignalSpy> m_signedIn;
};

void TestSignInForm::init()
{
    m_form.reset();
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(std::make_shared<FakeTaskSession>(u"owner@example.org"_s));
    m_signIn->addAccount(std::make_shared<FakeTaskSession>(u"other@example.org"_s),
                         "correct horse");
    open();
}

void TestSignInForm::open()
{
    m_form = std::make_unique<SignInForm>(*m_signIn);
    m_signedIn = std::make_unique<QSignalSpy>(m_form.get(), &SignInForm::signedIn);
    m_form->show();
}

QLineEdit *TestSignInForm::field(QLineEdit::EchoMode mode) const
{
    for (QLineEdit *line : m_form->findChildren<QLineEdit *>()) {
        if (line->echoMode() == mode)
            return line;
    }
    return nullptr;
}

QPushButton *TestSignInForm::button(const QString &start) const
{
    for (QPushButton *each : m_form->findChildren<QPushButton *>()) {
        if (each->text().startsWith(start))
            return each;
    }
    return nullptr;
}

QString TestSignInForm::problem() const
{
    QStringList texts;
    for (const QLabel *label : m_form->findChildren<QLabel *>()) {
        if (label->isVisible() && label->wordWrap())
            texts += label->text();
    }
    return texts.join(u' ');
}

void TestSignInForm::type(const QString &email, const QString &password)
{
    field(QLineEdit::Normal)->setText(email);
    field(QLineEdit::Password)->setText(password);
    QTest::keyClick(field(QLineEdit::Password), Qt::Key_Return);
}

void TestSignInForm::rightPasswordSignsIn()
{
    type(u" other@example.org "_s, u"correct horse"_s);
    QCOMPARE(m_signedIn->count(), 1);
    QCOMPARE(m_signedIn->first().first().value<TaskSessionPtr>()->email(), u"other@example.org"_s);
}

void TestSignInForm::wrongPasswordIsToldBesideTheFields()
{
    type(u"other@example.org"_s, u"wrong"_s);
    QCOMPARE(m_signedIn->count(), 0);
    QVERIFY(problem().contains(u"wrong"_s));
    type(u"other@example.org"_s, u"correct horse"_s);
    QCOMPARE(m_signedIn->count(), 1);
    QVERIFY(problem().isEmpty());
}

void TestSignInForm::nothingMovesForWhatIsTold_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("one line") << ErrorCode::NotSignedIn;
    QTest::newRow("two lines") << ErrorCode::StorageFailed;
}

void TestSignInForm::nothingMovesForWhatIsTold()
{
    QFETCH(ErrorCode, code);
    m_signIn->failWith(code);
    const QList<QWidget *> all{field(QLineEdit::Normal), field(QLineEdit::Password),
                               button(u"Sign in"_s), button(u"Continue as"_s)};
    const auto places = [&] {
        QCoreApplication::processEvents();
        QList<QRect> where{{{}, m_form->sizeHint()}};
        for (const QWidget *each : all)
            where += each->geometry();
        return where;
    };
    const QList<QRect> before = places();
    type(u"other@example.org"_s, u"wrong"_s);
    QVERIFY(!problem().isEmpty());
    QCOMPARE(places(), before);
}

void TestSignInForm::emptyFieldsAreToldWithoutAsking()
{
    type(QString(), u"x"_s);
    QVERIFY(problem().contains(u"email"_s));
    type(u"other@example.org"_s, QString());
    QVERIFY(problem().contains(u"password"_s));
    QCOMPARE(m_signedIn->count(), 0);
}

void TestSignInForm::waitingBlocksTheFormAndNotTheThread()
{
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    field(QLineEdit::Password)->setFocus();
    m_signIn->holdAnswers();
    type(u"other@example.org"_s, u"correct horse"_s);
    QVERIFY(!field(QLineEdit::Normal)->isEnabled());
    QVERIFY(button(u"Signing in"_s));
    QCOMPARE(m_signedIn->count(), 0);
    m_signIn->answer();
    QTRY_COMPARE(m_signedIn->count(), 1);
    QVERIFY(field(QLineEdit::Normal)->isEnabled());
    QVERIFY(button(u"Sign in"_s)->isDefault()); // although the focus has gone by it
}

void TestSignInForm::tooManyAttemptsAreTold()
{
    m_signIn->failWith(ErrorCode::TooMany);
    type(u"other@example.org"_s, u"correct horse"_s);
    QVERIFY(problem().contains(u"Wait"_s));
}

void TestSignInForm::ownerWithoutPasswordContinues()
{
    QPushButton *owner = button(u"Continue as"_s);
    QVERIFY(owner && owner->isVisible());
    QVERIFY(owner->text().contains(u"owner@example.org"_s));
    owner->click();
    QCOMPARE(m_signedIn->count(), 1);
}

void TestSignInForm::enterPressesTheButtonWithTheFocus()
{
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    QPushButton *owner = button(u"Continue as"_s);
    owner->setFocus();
    QTest::keyClick(owner, Qt::Key_Return);
    QCOMPARE(m_signedIn->count(), 1);
}

void TestSignInForm::ownerWithPasswordHasNoShortcut()
{
    m_form.reset();
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(std::make_shared<FakeTaskSession>(u"owner@example.org"_s), "long enough");
    open();
    QVERIFY(!button(u"Continue as"_s));
}

void TestSignInForm::passwordIsForgotten()
{
    type(u"other@example.org"_s, u"wrong"_s);
    QVERIFY(field(QLineEdit::Password)->text().isEmpty());
}

/// The service behind it may take its time.
void TestSignInForm::openingIsToldUntilTheAccountsAreKnown()
{
    m_signIn->holdAnswers();
    open();
    auto *note = m_form->findChild<OpeningNote *>();
    QVERIFY(!note->isVisible()); // a quick start shows nothing
    QTRY_VERIFY(note->isVisible());
    QVERIFY(!button(u"Continue as"_s));
    m_signIn->answer();
    QTRY_VERIFY(button(u"Continue as"_s));
    QVERIFY(!note->isVisible());
}

void TestSignInForm::openingIsOverWhenNobodyAnswers()
{
    m_signIn->failWith(ErrorCode::Unreachable);
    m_signIn->holdAnswers();
    open();
    auto *note = m_form->findChild<OpeningNote *>();
    QTRY_VERIFY(note->isVisible());
    m_signIn->answer();
    QTRY_VERIFY(!note->isVisible());
}

QTEST_MAIN(TestSignInForm)
#include "tst_signinform.moc"
