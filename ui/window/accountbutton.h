#pragma once

#include <QToolButton>

namespace headway {

class AccountMenu;

/// Says who is signed in, and opens the menu of what can be done about that.
class AccountButton : public QToolButton
{
    Q_OBJECT

public:
    /// @p menu is borrowed and outlives this.
    explicit AccountButton(AccountMenu &menu, QWidget *parent = nullptr);

    /// "": it is not known who will be.
    void expect(const QString &email);
    /// "": nobody is.
    void setEmail(const QString &email);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace headway
