#include "ui/window/startdialog.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/problemlabel.h"
#include "ui/window/rundesk.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileSystemModel>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace headway {

namespace {

constexpr int wantedWidth = 560;
constexpr qsizetype shownLength = 80; ///< of a command in the list
constexpr int commandLength = 32'768;

/// Looks into a directory only once it is typed, and on a thread of its own.
QCompleter *makeDirectoryCompleter(QObject *parent)
{
    auto *completer = new QCompleter(parent);
    auto *directories = new QFileSystemModel(completer);
    directories->setFilter(QDir::Dirs | QDir::Drives | QDir::NoDotAndDotDot);
    directories->setOption(QFileSystemModel::DontUseCustomDirectoryIcons);
    directories->setRootPath({});
    completer->setModel(directories);
    return completer;
}

} // namespace

StartDialog::StartDialog(RunDesk &desk, const QList<StartRequest> &recent,
                         const StartRequest &first, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_recent(recent)
    , m_retryOf(first.retryOf)
    , m_command(new QComboBox(this))
    , m_directory(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
{
    setWindowTitle(m_retryOf ? tr("Retry with Changes") : tr("Start a Task"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_command->setEditable(true);
    m_command->setInsertPolicy(QComboBox::NoInsert);
    m_command->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_command->setCompleter(nullptr); // it would put another's capitals in place of what is typed
    m_command->setToolTip(tr("One line, as you would type it in a terminal"));
    for (const StartRequest &each : recent)
        m_command->addItem(oneLine(each.command, shownLength));
    m_command->lineEdit()->setMaxLength(commandLength);
    m_name->setMaxLength(static_cast<int>(limits::nameLength));
    m_directory->setPlaceholderText(QDir::toNativeSeparators(QDir::homePath()));
    m_directory->setToolTip(tr("Where the command runs; your home directory, if it is empty"));
    m_directory->setCompleter(makeDirectoryCompleter(this));
    m_name->setToolTip(tr("What the task is called; the command, if it is empty"));
    auto *browse = new QPushButton(tr("&Browse…"), this);
    browse->setAutoDefault(false);
    auto *place = new QHBoxLayout;
    place->addWidget(m_directory);
    place->addWidget(browse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    m_start->setDefault(true);
    auto *layout = new QFormLayout(this);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(tr("&Command"), m_command);
    layout->addRow(tr("&Directory"), place);
    layout->addRow(tr("&Name"), m_name);
    layout->addRow(m_problem);
    layout->addRow(buttons);
    qobject_cast<QLabel *>(layout->labelForField(place))->setBuddy(m_directory);
    connect(m_command, &QComboBox::activated, this,
            [this](int index) { fill(m_recent.at(index)); });
    connect(m_command, &QComboBox::editTextChanged, this, &StartDialog::refresh);
    connect(browse, &QPushButton::clicked, this, &StartDialog::chooseDirectory);
    connect(buttons, &QDialogButtonBox::accepted, this, &StartDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setTabOrder(m_directory, browse);
    setTabOrder(browse, m_name);
    fill(first);
    m_command->setFocus();
    resize(wantedWidth, sizeHint().height());
}

void StartDialog::fill(const StartRequest &request)
{
    m_command->setEditText(request.command);
    m_command->lineEdit()->setCursorPosition(0);
    m_directory->setText(QDir::toNativeSeparators(request.directory));
    m_name->setText(request.name);
    refresh();
}

StartRequest StartDialog::request() const
{
    QString directory = QDir::fromNativeSeparators(m_directory->text().trimmed());
    if (directory.startsWith(u'~'))
        directory.replace(0, 1, QDir::homePath());
    return {m_command->currentText().trimmed(), directory, m_name->text().trimmed(), m_retryOf};
}

void StartDialog::refresh()
{
    const QString command = request().command;
    m_start->setEnabled(!m_isWaiting && !command.isEmpty());
    m_name->setPlaceholderText(oneLine(command, shownLength));
}

void StartDialog::chooseDirectory()
{
    auto *chooser = new QFileDialog(this, tr("Where the command runs"), request().directory);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &directory) {
        m_directory->setText(QDir::toNativeSeparators(directory));
    });
    chooser->open();
}

void StartDialog::submit()
{
    if (!m_start->isEnabled())
        return;
    showProblem({});
    m_isWaiting = true;
    refresh();
    const StartRequest wanted = request();
    whenDone(m_desk.start(wanted), this, [this, wanted](const Result<StartedRun> &run) {
        m_isWaiting = false;
        refresh();
        if (!run)
            return showProblem(oneLine(run.error().detail));
        Q_EMIT started(wanted, *run);
        accept();
    });
}

void StartDialog::showProblem(const QString &problem)
{
    m_problem->say(problem);
    resize(width(), layout()->totalHeightForWidth(width()));
    m_command->setAccessibleDescription(problem);
}

} // namespace headway
