#pragma once

#include "core/base/ids.h"

#include <QObject>
#include <QStringList>

namespace headway {

class ErrorCard;
class OutputView;

/// Keeps an error from being shown twice: what a command wrote last is its error as well, and need
/// not stand in the card while it stands in the output below it.
class ErrorOnce : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    ErrorOnce(ErrorCard &card, OutputView &output, QObject *parent);

    /// @p error as it was written by @p task; "": none of the output.
    void setError(TaskId task, const QString &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void checkSoon();
    void check();
    bool isInSight() const;

    ErrorCard &m_card;
    OutputView &m_output;
    TaskId m_task;
    QStringList m_lines; ///< the last ones of the error, as the output shows them
    bool m_isSeen = false; ///< it has been in sight there; scrolling does not bring it back
};

} // namespace headway
