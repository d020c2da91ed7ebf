#include "core/model/account.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emailsAreChecked_data();
    void emailsAreChecked();
    void emailsCompareWithoutCase_data();
    void emailsCompareWithoutCase();
    void passwordsAreChecked_data();
    void passwordsAreChecked();
    void commonPasswordsAreRefused_data();
    void commonPasswordsAreRefused();
};

void AccountTest::emailsAreChecked_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const QString &email, bool good) {
        QTest::newRow(name) << email << good;
    };
    row("usual", u"owner@example.org"_s, true);
    row("user at host", u"owner@machine"_s, true);
    row("tag and quoted at", u"\"a@b\"+tag@example.org"_s, true);
    row("letters of the world", u"\u00f6wner@b\u00fccher.example"_s, true);
    row("254 characters", QString(252, u'a') + u"@b"_s, true);
    row("255 characters", QString(253, u'a') + u"@b"_s, false);
    row("empty", QString(), false);
    row("no at", u"owner"_s, false);
    row("nothing before it", u"@example.org"_s, false);
    row("nothing after it", u"owner@"_s, false);
    row("only an at", u"@"_s, false);
    row("a blank", u"ow ner@example.org"_s, false);
    row("a blank at the end", u"owner@example.org "_s, false);
    row("a newline", u"owner@example.org\nX-Header: 1"_s, false);
    row("a NUL", u"owner@example"_s + QChar(u'\0') + u".org"_s, false);
    row("a control character", u"ow\u0007ner@example.org"_s, false);
    row("text that turns direction", u"ow\u202ener@example.org"_s, false);
    row("a lone surrogate", u"ow"_s + QChar(0xd800) + u"ner@example.org"_s, false);
}

void AccountTest::emailsAreChecked()
{
    QFETCH(QString, email);
    QFETCH(bool, good);
    const Result<void> checked = checkEmail(email);
    QCOMPARE(checked.isOk(), good);
    if (!good) {
        QCOMPARE(checked.error().code, ErrorCode::InvalidArgument);
        QVERIFY(checked.error().detail.endsWith(u'.'));
    }
}

void AccountTest::emailsCompareWithoutCase_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("case") << u"Owner@Example.ORG"_s << u"owner@example.org"_s << true;
    QTest::newRow("umlaut") << u"\u00d6wner@example.org"_s << u"\u00f6wner@example.org"_s << true;
    QTest::newRow("sharp s") << u"stra\u00dfe@example.org"_s << u"STRA\u1e9eE@example.org"_s
                             << true;
    QTest::newRow("blanks around") << u" owner@example.org\t"_s << u"owner@example.org"_s << true;
    QTest::newRow("another name") << u"owner@example.org"_s << u"other@example.org"_s << false;
    QTest::newRow("a tag") << u"owner+a@example.org"_s << u"owner@example.org"_s << false;
}

void AccountTest::emailsCompareWithoutCase()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(emailKey(a) == emailKey(b), "same");
}

void AccountTest::passwordsAreChecked_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const QByteArray &password, bool good) {
        QTest::newRow(name) << password << good;
    };
    const QByteArray clef = "\xf0\x9d\x84\x9e"; // one character, 4 bytes, 2 UTF-16 code units
    row("a sentence", "correct horse battery staple", true);
    row("8 letters", "k7#vQ2!p", true);
    row("7 letters", "k7#vQ2!", false);
    row("8 clefs", clef.repeated(8), true);
    row("7 clefs", clef.repeated(7), false);
    row("1,024 clefs", clef.repeated(1024), true);
    row("1,024 letters", QByteArray(1022, 'a') + "zq", true);
    row("1,025 letters", QByteArray(1023, 'a') + "zq", false);
    row("empty", "", false);
    row("only digits, but uncommon", "8402957316", true);
    row("common", "password", false);
    row("common in capitals", "PassWord1", false);
    row("a row of keys", "qwertyuiop", false);
    row("common with more behind it", "password and a half", true);
    row("not UTF-8", "abcdefgh\xff", false);
    row("UTF-8 cut short", "abcdefgh\xc3", false);
}

void AccountTest::passwordsAreChecked()
{
    QFETCH(QByteArray, password);
    QFETCH(bool, good);
    const Result<void> checked = checkPassword(password);
    QCOMPARE(checked.isOk(), good);
    if (!good)
        QCOMPARE(checked.error().code, ErrorCode::InvalidArgument);
}

void AccountTest::commonPasswordsAreRefused_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("good");
    const auto rows = [](std::initializer_list<const char *> passwords, bool good) {
        for (const char *password : passwords)
            QTest::newRow(password) << QByteArray(password) << good;
    };
    // The heads of the usual lists, in any case and as people vary them.
    rows({"password",         "PASSWORD",        "PassWord1", "p@ssw0rd",      "P@$$w0rd!",
          "passwordpassword", "iloveyou",        "Sunshine1", "princess",      "football1",
          "baseball",         "superman1",       "trustno1",  "starwars",      "letmein123",
          "welcome1",         "changeme",        "admin123",  "administrator", "michelle",
          "Elizabeth1",       "computer",        "whatever",  "understanding", "motdepasse",
          "contrasena",       "contrase\u00f1a", "passwort"},
         false);
    // Runs of keys and letters, repetitions.
    rows({"qwertyuiop", "QwErTyUiOp", "asdfghjkl", "1qaz2wsx", "1q2w3e4r5t", "qwer1234", "abcdefgh",
          "zyxwvuts", "abcd1234", "aaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abcabcabc",
          "testtest", "!!!!!!!!"},
         false);
    // Numbers and dates.
    rows({"12345678", "1234567890", "87654321", "11223344", "147258369", "13579246", "20261123",
          "23112026", "2026-11-23", "23.11.2026", "01/01/1990", "summer2020", "Summer2020!",
          "Winter2026"},
         false);
    // The product and the account.
    rows({"headway1", "Headway123", "h3adway!", "headwayheadway", "jordan.w@example.org",
          "jordan.w1", "Example1", "example123", "jordan2026"},
         false);
    rows({"correct horse", "k7#vQ2!p", "8402957316", "another password", "longenough1",
          "tr0ub4dor&3", "example of a good one", "headway to the next station", "mfvnsjdk"},
         true);
}

void AccountTest::commonPasswordsAreRefused()
{
    QFETCH(QByteArray, password);
    QTEST(checkPassword(password, u"Jordan.W@Example.org"_s).isOk(), "good");
}

QTEST_GUILESS_MAIN(AccountTest)
#include "tst_account.moc"
