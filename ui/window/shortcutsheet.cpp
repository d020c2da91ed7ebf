#include "ui/window/shortcutsheet.h"

#include "ui/widgets/screenfit.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize sheetSize(480, 600);
constexpr int rowPadding = 8;

QStringList keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys += sequence.toString(QKeySequence::NativeText);
    return keys;
}

struct KeyRow
{
    const char *what;
    const char *keys; ///< as QKeySequence::fromString() takes them, with blanks between; null: the
                      ///< heading of those below
};

/// What no action has: keys of the part of the window that has the focus.
constexpr KeyRow partKeys[] = {
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the list"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "First or last task"), "Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "By pages"), "PgUp PgDown"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select more tasks"), "Shift+Up Shift+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select one task more or less"), "Ctrl+Space"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select all tasks"), "Ctrl+A"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Another column"), "Left Right"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Move the column"),
     "Alt+Shift+Left Alt+Shift+Right"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Narrower or wider column"), "Alt+Left Alt+Right"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the search"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Go to the list"), "Return Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Clear it"), "Esc"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Searches before"), "Alt+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the groups"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Rename the saved search"), "F2"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Forget the saved search"), "Del"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the output"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Beginning or end"), "Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "By pages"), "Space Shift+Space"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Find"), "Ctrl+F /"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Next or last find"), "F3 Shift+F3"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Select lines"), "Shift+Up Shift+Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the progress"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Another moment"), "Left Right Home End"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Output of the moment"), "Return"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "In the timeline"), nullptr},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Another bar"), "Left Right Up Down"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Task of the bar"), "Return"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Earlier or later"), "PgUp PgDown"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Move a little"), "Shift+Left Shift+Right"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Closer or further away"), "+ -"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "Today"), "T"},
    {QT_TRANSLATE_NOOP("headway::ShortcutSheet", "An hour, a day or a week"), "H D W"},
};

QStringList nativeKeys(const char *keys)
{
    QStringList native;
    for (const QString &each : QString::fromLatin1(keys).split(u' '))
        native += QKeySequence::fromString(each).toString(QKeySequence::NativeText);
    return native;
}

/// @p text without its mnemonic's mark and its dots.
QString plainOf(QString text)
{
    text.replace(u"&&"_s, QString(QChar(1))).remove(u'&').replace(QChar(1), u'&');
    return text.remove(u'…');
}

} // namespace

ShortcutSheet::ShortcutSheet(QMainWindow *window)
    : QDialog(window)
    , m_table(new QTableWidget(0, 2, this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table->setAccessibleName(tr("Keyboard Shortcuts"));
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + rowPadding);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    fill(*window);
    m_table->setCurrentCell(1, 0); // below the first heading
    m_table->resizeColumnToContents(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    resize(fittingScreen(sheetSize, *this));
}

void ShortcutSheet::fill(const QMainWindow &window)
{
    for (const QAction *menu : window.menuBar()->actions()) {
        m_heading = plainOf(menu->text());
        addMenu(*menu->menu());
    }
    for (const KeyRow &each : partKeys) {
        if (each.keys)
            addRow(tr(each.what), nativeKeys(each.keys));
        else
            m_heading = tr(each.what);
    }
    m_heading = tr("Elsewhere");
    addActions(window.findChildren<QAction *>());
}

void ShortcutSheet::addMenu(const QMenu &menu)
{
    addActions(menu.actions());
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            addMenu(*action->menu());
    }
}

/// Those that are not there yet.
void ShortcutSheet::addActions(const QList<QAction *> &actions)
{
    for (const QAction *action : actions) {
        const QStringList keys = keysOf(*action);
        const QString what = plainOf(action->text());
        if (!what.isEmpty() && !keys.isEmpty() && !m_told.contains(keys.constFirst()))
            addRow(what, keys);
    }
}

void ShortcutSheet::addRow(const QString &what, const QStringList &keys)
{
    if (!m_heading.isEmpty())
        addHeading(std::exchange(m_heading, {}));
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(what));
    m_table->setItem(row, 1, new QTableWidgetItem(keys.join(u", "_s)));
    m_told.unite(QSet<QString>(keys.cbegin(), keys.cend()));
}

void ShortcutSheet::addHeading(const QString &text)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setSpan(row, 0, 1, 2);
    auto *item = new QTableWidgetItem(text);
    QFont bold = m_table->font();
    bold.setBold(true);
    item->setFont(bold);
    item->setFlags(Qt::ItemIsEnabled); // it is not chosen
    m_table->setItem(row, 0, item);
    if (row > 0) // some room above
        m_table->setRowHeight(row, m_table->rowHeight(row) * 3 / 2);
    item->setTextAlignment(Qt::AlignBottom);
}

} // namespace headway
