#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;

namespace headway {

class IconLabel;

/// Why a task did not succeed: readable, to be selected, copied with a button.
class ErrorCard : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *parent = nullptr);

    /// @p title is ours; @p error is from outside. An empty error: the title alone.
    void setError(const QString &title, const QString &error);
    void clear();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void fitHeight();

    IconLabel *m_icon;
    QLabel *m_title;
    QPlainTextEdit *m_text;
};

} // namespace headway
