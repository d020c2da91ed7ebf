#pragma once

#include <QFrame>

class QLabel;

namespace headway {

class IconLabel;

/// A strip that tells of something that went wrong and stays out of the way: no dialog, no focus
/// taken. The newest message replaces the one before.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// @p text is plain.
    void showMessage(const QString &text);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();

    IconLabel *m_icon;
    QLabel *m_label;
};

} // namespace headway
