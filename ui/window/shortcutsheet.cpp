#include "ui/window/shortcutsheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QSet>
#include <QTableWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize wantedSize(460, 520);

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys += sequence.toString(QKeySequence::NativeText);
    return keys.join(u", "_s);
}

struct KeyRow
{
    const char *what;
    const char *keys; ///< as QKeySequence::fromString() takes them, with blanks between
};

/// What no action has: keys of the part of the window that has the focus.
constexpr KeyRow partKeys[] = {
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "First or last task of the list"), "Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "List by pages"), "PgUp PgDown"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select more tasks"), "Shift+Up Shift+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select one task more or less"), "Ctrl+Space"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select all tasks"), "Ctrl+A"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "From the search to the list"), "Return Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Clear the search"), "Esc"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Searches before"), "Alt+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Forget the chosen saved search"), "Del"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Beginning or end of the output"), "Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Output by pages"), "Space Shift+Space"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Find in the output"), "Ctrl+F /"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Next or last find in the output"), "F3 Shift+F3"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select lines of the output"),
     "Shift+Up Shift+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Another moment of the progress"),
     "Left Right Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Output of the moment"), "Return"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Another bar of the timeline"),
     "Left Right Up Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Task of the bar"), "Return"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Move the timeline"), "Shift+Left Shift+Right"},
};

QString nativeKeys(const char *keys)
{
    QStringList native;
    for (const QString &each : QString::fromLatin1(keys).split(u' '))
        native += QKeySequence::fromString(each).toString(QKeySequence::NativeText);
    return native.join(u", "_s);
}

/// @p text without its mnemonic's mark and its dots.
QString plainOf(QString text)
{
    text.replace(u"&&"_s, QString(QChar(1))).remove(u'&').replace(QChar(1), u'&');
    return text.remove(u'…');
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *window)
    : QDialog(window)
    , m_table(new QTableWidget(0, 2, this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("What"), tr("Keys")});
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    fill(*window);
    m_table->resizeColumnToContents(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    resize(wantedSize);
}

void ShortcutSheet::fill(const QWidget &window)
{
    QSet<QPair<QString, QString>> seen; // the same by two ways is one
    for (const QAction *action : window.findChildren<QAction *>()) {
        const QPair<QString, QString> row(plainOf(action->text()), keysOf(*action));
        if (row.second.isEmpty() || row.first.isEmpty() || seen.contains(row))
            continue;
        seen.insert(row);
        addRow(row.first, row.second);
    }
    for (const KeyRow &each : partKeys)
        addRow(tr(each.what), nativeKeys(each.keys));
}

void ShortcutSheet::addRow(const QString &what, const QString &keys)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(what));
    m_table->setItem(row, 1, new QTableWidgetItem(keys));
}

} // namespace headway
