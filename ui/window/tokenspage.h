#pragma once

#include "core/session/tokendesk.h"
#include "ui/window/settingspage.h"

#include <memory>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace headway {

class ProblemLabel;
class SecretCard;

/// The tokens by which programs sign in as this account: made, shown once, revoked.
class TokensPage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit TokensPage(std::unique_ptr<TokenDesk> desk, QWidget *parent = nullptr);

private:
    QWidget *makeForm();
    QWidget *makeList();
    void create();
    void refresh();
    void show(const QList<Token> &tokens);
    void showProblem(const Error &error);
    void revoke();

    const std::unique_ptr<TokenDesk> m_desk;
    QList<Token> m_tokens; ///< in the order of the list's rows
    QLineEdit *m_name = nullptr;
    QComboBox *m_scope = nullptr;
    QComboBox *m_lifetime = nullptr;
    QPushButton *m_create = nullptr;
    SecretCard *m_secret = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_revoke = nullptr;
    ProblemLabel *m_problem = nullptr;
};

} // namespace headway
