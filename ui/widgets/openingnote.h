#pragma once

#include "ui/widgets/elidedlabel.h"

#include <QTimer>

namespace headway {

/// Says that something is being opened, where that takes long enough to be wondered about.
class OpeningNote : public ElidedLabel
{
    Q_OBJECT

public:
    explicit OpeningNote(const QString &text, QWidget *parent = nullptr);

    void begin();
    void end();

private:
    QTimer m_wait;
};

} // namespace headway
