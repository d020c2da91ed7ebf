#pragma once

#include "core/session/accountdesk.h"
#include "ui/window/settingspage.h"

#include <memory>

class QListWidget;
class QPushButton;

namespace headway {

class ProblemLabel;

/// Who has an account here, to be managed by whoever owns the data directory.
class AccountsPage final : public SettingsPage
{
    Q_OBJECT

public:
    /// @p desk null: this session may not, and the page says who may.
    explicit AccountsPage(std::unique_ptr<AccountDesk> desk, QWidget *parent = nullptr);

private:
    QWidget *makeList();
    void refresh();
    void show(const QList<Account> &accounts);
    void showProblem(const Error &error);
    void updateButtons();
    const Account *selected() const;

    void add();
    void setPassword();
    void askToRemove();
    void remove(const QString &email);

    const std::unique_ptr<AccountDesk> m_desk;
    QList<Account> m_accounts; ///< in the order of the list's rows
    QListWidget *m_list = nullptr;
    QPushButton *m_setPassword = nullptr;
    QPushButton *m_remove = nullptr;
    ProblemLabel *m_problem = nullptr;
};

} // namespace headway
