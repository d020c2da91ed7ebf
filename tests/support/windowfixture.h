#pragma once

#include "tests/support/accountfixture.h"
#include "tests/support/fakeclock.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/signindialog.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QTest>

#include <algorithm>

namespace headway {

/// Base of the tests of the whole window, which finds its parts as a user does.
class WindowFixture : public AccountFixture
{
protected:
    void beginAnew()
    {
        m_window.reset();
        beginAccounts();
    }

    /// @p key is the data directory's.
    void open(const QString &key = QStringLiteral("one"))
    {
        ServicePlace place{QStringLiteral("http://127.0.0.1:7717"),
                           QStringLiteral("headway run -- make")};
        place.key = key;
        m_window = std::make_unique<MainWindow>(*m_signIn, *m_settings, m_clock, place);
        m_window->show();
        m_window->start();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void close()
    {
        m_window->close();
        m_window.reset();
    }

    template <typename T>
    T *part() const
    {
        return m_window->findChild<T *>();
    }

    /// @param text its own, or what that begins with
    QAction *action(const QString &text) const
    {
        QAction *begins = nullptr;
        for (QAction *each : m_window->findChildren<QAction *>()) {
            const QString own = each->text().remove(u'&');
            if (own == text)
                return each;
            if (!begins && own.startsWith(text))
                begins = each;
        }
        return begins;
    }

    bool seesText(const QString &text) const
    {
        return seesOn<QLabel>(text) || seesOn<ElidedLabel>(text);
    }

    int rows() const { return part<TaskTableView>()->model()->rowCount(); }

    /// As if the right password had been typed.
    void switchTo(const TaskSessionPtr &session)
    {
        action(QStringLiteral("Switch Account"))->trigger();
        Q_EMIT part<SignInDialog>()->findChild<SignInForm *>()->signedIn(session);
        QTRY_COMPARE(m_window->session(), session);
    }

    FakeClock m_clock;
    std::unique_ptr<MainWindow> m_window;

private:
    template <typename Label>
    bool seesOn(const QString &text) const
    {
        const QList<Label *> labels = m_window->findChildren<Label *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const Label *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
};

} // namespace headway
