#pragma once

#include <QToolBar>

class QToolButton;

namespace headway {

/// The bar of tools. Where there is too little room, words give way before any button does.
class ToolsBar : public QToolBar
{
    Q_OBJECT

public:
    explicit ToolsBar(const QString &title, QWidget *parent = nullptr);

    /// Buttons that are understood by their icons alone, and give up their words together, after
    /// those that were named before. They are borrowed, and have to be in the bar.
    void addWordy(const QList<QToolButton *> &buttons);
    /// The same for the buttons of @p actions.
    void addWordy(const QList<QAction *> &actions);

protected:
    bool event(QEvent *event) override;

private:
    void fitWords();
    void setStyleOf(const QList<QToolButton *> &buttons, Qt::ToolButtonStyle style);

    QList<QList<QToolButton *>> m_wordy;
};

} // namespace headway
