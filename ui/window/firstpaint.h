#pragma once

#include <QTimer>

class QWidget;

namespace headway {

/// Tells when a window that is shown for the first time has been painted, so that what takes its
/// time comes after that and not before.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    /// How long a window is waited for that is not painted: minimised, say, or on a desktop that
    /// nobody looks at.
    static constexpr std::chrono::milliseconds patience{500};

    /// @p window is borrowed and outlives this.
    explicit FirstPaint(QWidget &window);

    /// It is known that it is not painted.
    void stopWaiting();

Q_SIGNALS:
    /// Once.
    void over();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void end();

    QWidget &m_window;
    QTimer m_patience;
};

} // namespace headway
