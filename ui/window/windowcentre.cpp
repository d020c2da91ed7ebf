#include "ui/window/windowcentre.h"

#include "core/session/signin.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/scrolled.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/storagebar.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

enum CentrePage { SignInPage, AllTasksPage };

} // namespace

WindowCentre::WindowCentre(SignIn &signIn, QWidget *parent)
    : QWidget(parent)
    , m_message(new MessageBar(this))
    , m_connection(new ConnectionBar(this))
    , m_pages(new QStackedWidget(this))
    , m_signInForm(new SignInForm(signIn, this))
{
    auto *storage = new StorageBar(this);
    storage->setState(signIn.storage());
    connect(&signIn, &SignIn::storageChanged, storage, &StorageBar::setState);
    m_pages->addWidget(scrolled(makeSignInPage()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(storage);
    layout->addWidget(m_connection);
    layout->addWidget(m_pages, 1);
}

QWidget *WindowCentre::makeSignInPage()
{
    auto *page = new EmptyPage(u"account"_s, tr("Sign in to see your tasks"),
                               tr("Everybody sees their own tasks and nobody else's."), this);
    page->addCentred(m_signInForm);
    return page;
}

void WindowCentre::fill(QWidget *tasks, QWidget *below)
{
    m_pages->addWidget(tasks);
    layout()->addWidget(below);
}

void WindowCentre::showTasks()
{
    m_pages->setCurrentIndex(AllTasksPage);
}

void WindowCentre::showSignIn()
{
    m_pages->setCurrentIndex(SignInPage);
    m_signInForm->reset();
}

void WindowCentre::showMessage(const QString &text)
{
    m_message->showMessage(text);
}

void WindowCentre::hideMessage()
{
    m_message->hide();
}

} // namespace headway
