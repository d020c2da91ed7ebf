#pragma once

#include "ui/window/storedsetting.h"

#include <QWidget>

class QCheckBox;
class QListWidget;
class QVBoxLayout;

namespace headway {

/// One page of the settings: rows that are found by their words. What is changed holds at once.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(const QString &title, QWidget *parent = nullptr);

    QString title() const { return m_title; }

    /// A field with a label before it. @p words are others by which it is looked for.
    void addField(const QString &label, QWidget *field, const QString &words = {});
    /// Something that needs no label; it is found by @p words.
    void addBlock(QWidget *block, const QString &words);
    /// A sentence that explains what stands above it.
    void addNote(const QString &text);
    QCheckBox *addSwitch(QSettings &settings, const Setting<bool> &setting, const QString &text,
                         const QString &words = {});

    /// Hides the rows that have not all of @p words, each of which may be a part of one. A title
    /// that has them all stands for its whole page. @return whether any row is left
    bool showMatches(const QStringList &words);

protected:
    /// A list that breaks what is wider than itself, so that the end of it is in sight, too.
    static QListWidget *makeLines(const QString &accessibleName, QWidget *parent);

private:
    struct Row
    {
        QWidget *widget;
        QString words; ///< by which it is found
    };

    void addRow(QWidget *widget, const QString &words);

    QString m_title;
    QVBoxLayout *m_layout;
    QList<Row> m_rows;
};

} // namespace headway
