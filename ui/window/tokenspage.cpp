#include "ui/window/tokenspage.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/problemlabel.h"
#include "ui/window/secretcard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsADay = 24 * 60 * 60;
constexpr int longestName = 200;

QString lineOf(const Token &token)
{
    const QString name =
        token.name.isEmpty() ? TokensPage::tr("Without a name") : oneLine(token.name);
    const QString scope = token.scope == TokenScope::Read ? TokensPage::tr("may read")
                                                          : TokensPage::tr("may read and write");
    const QLocale locale;
    const QString end = token.expiresAt.isNull()
        ? TokensPage::tr("for ever")
        : TokensPage::tr("until %1")
              .arg(locale.toString(token.expiresAt.toLocalTime(), QLocale::ShortFormat));
    return name + u" — "_s + scope + u", "_s + end;
}

} // namespace

TokensPage::TokensPage(std::unique_ptr<TokenDesk> desk, QWidget *parent)
    : SettingsPage(tr("Tokens"), parent)
    , m_desk(std::move(desk))
{
    if (!m_desk) {
        addNote(tr("Sign in to see the tokens of your account."));
        return;
    }
    addNote(tr("A program signs in as you with a token. Whoever has one can do what you can."));
    addBlock(makeForm(), tr("new create token name scope expires program api secret"));
    addBlock(makeList(), tr("list revoke end token"));
    refresh();
}

QWidget *TokensPage::makeForm()
{
    auto *form = new QWidget(this);
    m_name = new QLineEdit(form);
    m_name->setPlaceholderText(tr("What it is for"));
    m_name->setAccessibleName(tr("What the new token is for"));
    m_name->setMaxLength(longestName);
    m_scope = new QComboBox(form);
    m_scope->setAccessibleName(tr("What the new token may do"));
    m_scope->addItem(tr("Read and write"), static_cast<int>(TokenScope::Write));
    m_scope->addItem(tr("Read only"), static_cast<int>(TokenScope::Read));
    m_lifetime = new QComboBox(form);
    m_lifetime->setAccessibleName(tr("How long the new token holds"));
    const std::pair<QString, int> days[] = {{tr("For 30 days"), 30},
                                            {tr("For a day"), 1},
                                            {tr("For a year"), 365},
                                            {tr("For ever"), 0}};
    for (const auto &[text, count] : days)
        m_lifetime->addItem(text, count);
    m_create = new QPushButton(tr("&Create token"), form);
    connect(m_create, &QPushButton::clicked, this, &TokensPage::create);
    connect(m_name, &QLineEdit::returnPressed, this, &TokensPage::create);
    m_secret = new SecretCard(form);
    auto *line = new QHBoxLayout;
    line->addWidget(m_name, 1);
    line->addWidget(m_scope);
    line->addWidget(m_lifetime);
    line->addWidget(m_create);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_secret);
    return form;
}

QWidget *TokensPage::makeList()
{
    auto *block = new QWidget(this);
    m_list = makeLines(tr("Tokens"), block);
    m_problem = new ProblemLabel(block);
    m_revoke = new QPushButton(tr("&Revoke"), block);
    m_revoke->setToolTip(tr("End the selected token at once"));
    m_revoke->setEnabled(false);
    connect(m_revoke, &QPushButton::clicked, this, &TokensPage::revoke);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_revoke->setEnabled(row >= 0); });
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_problem);
    layout->addWidget(m_revoke, 0, Qt::AlignLeft);
    return block;
}

void TokensPage::create()
{
    NewToken wanted;
    wanted.name = m_name->text().trimmed();
    wanted.scope = static_cast<TokenScope>(m_scope->currentData().toInt());
    if (const int days = m_lifetime->currentData().toInt())
        wanted.lifetime = std::chrono::seconds(days * secondsADay);
    m_create->setEnabled(false);
    whenDone(m_desk->create(wanted), this, [this](const Result<NewSecret> &made) {
        m_create->setEnabled(true);
        if (!made)
            return showProblem(made.error());
        m_name->clear();
        m_secret->showSecret(made->secret);
        refresh();
    });
}

void TokensPage::refresh()
{
    whenDone(m_desk->list(), this, [this](const Result<QList<Token>> &tokens) {
        if (tokens)
            show(*tokens);
        else
            showProblem(tokens.error());
    });
}

void TokensPage::show(const QList<Token> &tokens)
{
    m_tokens = tokens;
    m_problem->say({});
    m_list->clear();
    for (const Token &token : tokens)
        m_list->addItem(lineOf(token));
    m_revoke->setEnabled(false);
}

void TokensPage::showProblem(const Error &error)
{
    m_problem->say(sentenceFor(error));
}

void TokensPage::revoke()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_tokens.size())
        return;
    whenDone(m_desk->revoke(m_tokens.at(row).id), this, [this](const Result<void> &done) {
        if (done || done.error().code == ErrorCode::NotFound)
            refresh();
        else
            showProblem(done.error());
    });
}

} // namespace headway
