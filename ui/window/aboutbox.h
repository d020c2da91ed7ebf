#pragma once

#include <QMessageBox>

namespace headway {

/// Says which version this is, and whose. Deletes itself once it is closed.
class AboutBox : public QMessageBox
{
    Q_OBJECT

public:
    explicit AboutBox(QWidget *parent);
};

} // namespace headway
