#include "ui/window/accountbutton.h"

#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/window/accountmenu.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int arrowSide = 8;
constexpr int arrowRoom = arrowSide + 4;

QString accountText(const QString &email)
{
    return oneLine(email, 32).replace(u'&', u"&&"_s);
}

} // namespace

AccountButton::AccountButton(AccountMenu &menu, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(paletteIcon(u"account"_s));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(&menu);
}

void AccountButton::expect(const QString &email)
{
    setText(email.isEmpty() ? tr("Account") : accountText(email));
    setToolTip(tr("Account"));
}

void AccountButton::setEmail(const QString &email)
{
    setText(email.isEmpty() ? tr("Signed out") : accountText(email));
    setToolTip(email.isEmpty() ? tr("Nobody is signed in")
                               : toolTipText(tr("Signed in as %1").arg(email)));
}

QSize AccountButton::sizeHint() const
{
    return QToolButton::sizeHint() + QSize(arrowRoom, 0);
}

/// With its arrow beside the text, where a style would put a smaller one into a corner.
void AccountButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionToolButton::HasMenu;
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const QRect place(width() - arrowRoom, (height() - arrowSide) / 2 + 1, arrowSide, arrowSide);
    option.rect = QStyle::visualRect(layoutDirection(), rect(), place);
    painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, option);
}

} // namespace headway
