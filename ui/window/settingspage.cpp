#include "ui/window/settingspage.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headway {

namespace {

constexpr int labelWidth = 150;
constexpr int lineSpacing = 2;

bool hasAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

} // namespace

SettingsPage::SettingsPage(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_layout(new QVBoxLayout(this))
{
    setAccessibleName(title);
    QLabel *heading = makeLabel(title, this);
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    heading->setFont(large);
    m_layout->setSpacing(10);
    m_layout->addWidget(heading);
    m_layout->addStretch(1);
}

void SettingsPage::addField(const QString &label, QWidget *field, const QString &words)
{
    auto *row = new QWidget(this);
    QLabel *name = makeLabel(label, row);
    name->setBuddy(field);
    name->setMinimumWidth(labelWidth);
    field->setAccessibleName(QString(label).remove(u'&'));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name);
    layout->addWidget(field, 1);
    addRow(row, QString(label).remove(u'&') + u' ' + words);
}

void SettingsPage::addBlock(QWidget *block, const QString &words)
{
    addRow(block, words);
}

void SettingsPage::addNote(const QString &text)
{
    QLabel *note = makeLabel(text, this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    addRow(note, text);
}

QCheckBox *SettingsPage::addSwitch(QSettings &settings, const Setting<bool> &setting,
                                   const QString &text, const QString &words)
{
    auto *box = new QCheckBox(text, this);
    box->setChecked(stored(settings, setting));
    connect(box, &QCheckBox::toggled, this,
            [&settings, setting](bool isOn) { store(settings, setting, isOn); });
    addRow(box, QString(text).remove(u'&') + u' ' + words);
    return box;
}

void SettingsPage::addRow(QWidget *widget, const QString &words)
{
    m_layout->insertWidget(m_layout->count() - 1, widget);
    m_rows.append({widget, words});
}

bool SettingsPage::showMatches(const QStringList &words)
{
    const bool isWhole = hasAll(m_title, words);
    bool any = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool fits = isWhole || hasAll(m_title + u' ' + row.words, words);
        row.widget->setVisible(fits);
        any |= fits;
    }
    return any;
}

QListWidget *SettingsPage::makeLines(const QString &accessibleName, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setAccessibleName(accessibleName);
    list->setWordWrap(true);
    list->setSpacing(lineSpacing);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // not even for one long word
    return list;
}

} // namespace headway
