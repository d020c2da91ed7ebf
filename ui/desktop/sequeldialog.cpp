#include "ui/desktop/sequeldialog.h"

#include "core/base/shellwords.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestCommand = 4096;
constexpr int fieldWidth = 360;

} // namespace

SequelDialog::SequelDialog(int count, QWidget *parent)
    : QDialog(parent)
    , m_notify(new QRadioButton(tr("&Notify me"), this))
    , m_run(new QRadioButton(tr("&Run a command:"), this))
    , m_suspend(new QRadioButton(tr("&Suspend this computer"), this))
    , m_command(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("When These End"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_command->setMaxLength(longestCommand);
    m_command->setMinimumWidth(fieldWidth);
    m_command->setAccessibleName(tr("Command"));
    m_notify->setChecked(true);
    addDeeds(count);
    addButtons();
    for (const QRadioButton *each : {m_notify, m_run, m_suspend})
        connect(each, &QRadioButton::toggled, this, &SequelDialog::refresh);
    connect(m_command, &QLineEdit::textChanged, this, &SequelDialog::refresh);
    refresh();
}

void SequelDialog::addDeeds(int count)
{
    auto *heading = new QLabel(this);
    heading->setTextFormat(Qt::PlainText);
    heading->setText(count == 1 ? tr("When the selected task has ended:")
                                : tr("When all %n selected tasks have ended:", nullptr, count));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(m_notify);
    layout->addWidget(m_run);
    layout->addWidget(m_command);
    layout->addWidget(m_suspend);
    layout->addWidget(m_note);
}

void SequelDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(sequel());
        accept();
    });
    layout()->addWidget(buttons);
}

void SequelDialog::refresh()
{
    const std::optional<QStringList> words = shellWords(m_command->text());
    m_command->setEnabled(m_run->isChecked());
    m_ok->setEnabled(!m_run->isChecked() || (words && !words->isEmpty()));
    m_note->setText(!words ? tr("A quotation mark is not closed, or a backslash stands at the end.")
                        : m_run->isChecked()
                        ? tr("The command is run in your home directory, however the tasks end. It "
                             "is not read by a shell: for pipes and variables, write sh -c '…'.")
                        : tr("This is forgotten when Headway ends or the window is locked."));
}

Sequel SequelDialog::sequel() const
{
    if (m_run->isChecked())
        return {Sequel::Deed::Run, m_command->text()};
    return {m_suspend->isChecked() ? Sequel::Deed::Suspend : Sequel::Deed::Notify, {}};
}

} // namespace headway
