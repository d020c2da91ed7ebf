#pragma once

#include <QFrame>

class QLineEdit;

namespace headway {

/// Shows a secret that nobody can ever show again, with a button that copies it. Forgets it when it
/// is put away.
class SecretCard : public QFrame
{
    Q_OBJECT

public:
    explicit SecretCard(QWidget *parent = nullptr);

    void showSecret(const QByteArray &secret);
    void forget();

private:
    QLineEdit *m_secret;
};

} // namespace headway
