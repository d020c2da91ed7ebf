#include "ui/window/settingsdialog.h"

#include "ui/delegates/icons.h"
#include "ui/widgets/screenfit.h"
#include "ui/widgets/scrolled.h"
#include "ui/window/accountspage.h"
#include "ui/window/retentionpage.h"
#include "ui/window/settingspages.h"
#include "ui/window/tokenspage.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(760, 480);
constexpr int titlesWidth = 170;
constexpr int titlePadding = 10;
constexpr int longestSearch = 100;

} // namespace

SettingsDialog::SettingsDialog(SignIn &signIn, QSettings &settings, const ServicePlace &place,
                               const TaskSessionPtr &session, QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit(this))
    , m_titles(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_nothing(new QLabel(this))
{
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    addPage(new GeneralPage(settings));
    addPage(new NotificationsPage(settings));
    auto *appearance = new AppearancePage(settings);
    connect(appearance, &AppearancePage::themeChosen, this, &SettingsDialog::themeChosen);
    addPage(appearance);
    addPage(new ServicePage(place));
    addPage(new RetentionPage(signIn.retentionDesk(session), session));
    addPage(new AccountsPage(signIn.accountDesk(session)));
    addPage(new TokensPage(signIn.tokenDesk(session)));
    connect(m_titles, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_search, &QLineEdit::returnPressed, m_titles, [this] { m_titles->setFocus(); });
    m_titles->setCurrentRow(0);
    m_search->setFocus();
}

void SettingsDialog::layOut()
{
    m_search->setPlaceholderText(tr("Search the settings"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(longestSearch);
    m_search->addAction(paletteIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_titles->setAccessibleName(tr("Pages of the settings"));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->setText(tr("No setting has these words. Try fewer or other ones."));
    m_nothing->hide();
    auto *side = new QVBoxLayout;
    side->addWidget(m_search);
    side->addWidget(m_titles, 1);
    side->addWidget(m_nothing);
    m_search->setFixedWidth(titlesWidth);
    m_titles->setFixedWidth(titlesWidth);
    m_nothing->setFixedWidth(titlesWidth);
    auto *layout = new QHBoxLayout(this);
    layout->addLayout(side);
    layout->addWidget(m_stack, 1);
    QSizePolicy stays = m_stack->sizePolicy();
    stays.setRetainSizeWhenHidden(true); // or the side would move into its place
    m_stack->setSizePolicy(stays);
    resize(fittingScreen(dialogSize, *this));
}

void SettingsDialog::addPage(SettingsPage *page)
{
    QScrollArea *area = scrolled(page);
    area->setAccessibleName(page->title());
    m_stack->addWidget(area);
    auto *title = new QListWidgetItem(page->title(), m_titles);
    title->setSizeHint({0, m_titles->fontMetrics().height() + titlePadding});
    for (QPushButton *button : page->findChildren<QPushButton *>())
        button->setAutoDefault(false);
    m_pages += page;
}

/// Shows the page that is called so, else stays on the one that shows if it has what is looked for.
void SettingsDialog::search(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    int chosen = -1;
    int called = -1;
    for (int row = 0; row < m_pages.size(); ++row) {
        const bool fits = m_pages.at(row)->showMatches(words);
        m_titles->item(row)->setHidden(!fits);
        if (fits && (chosen < 0 || row == m_titles->currentRow()))
            chosen = row;
        const QString &title = m_pages.at(row)->title();
        if (!words.isEmpty() && title.startsWith(words.join(u' '), Qt::CaseInsensitive))
            called = row;
    }
    m_nothing->setVisible(chosen < 0);
    m_stack->setVisible(chosen >= 0);
    if (chosen >= 0)
        m_titles->setCurrentRow(called >= 0 ? called : chosen);
}

/// Enter ends what is typed, and presses the button that has the focus alone: none of a page is
/// what the dialog is there for.
void SettingsDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QDialog::keyPressEvent(event);
    else if (auto *button = qobject_cast<QPushButton *>(focusWidget()))
        button->click();
}

} // namespace headway
