#pragma once

#include "core/base/clock.h"
#include "ui/desktop/announcement.h"
#include "ui/desktop/bells.h"

#include <QObject>
#include <QTimer>

namespace headway {

/// When what has been gathered is told: soon, but never often.
class TellingPace
{
public:
    /// How long to wait at @p now for more of the same; not negative.
    std::chrono::milliseconds wait(std::chrono::milliseconds now) const;
    void told(std::chrono::milliseconds now) { m_last = now; }

private:
    std::optional<std::chrono::milliseconds> m_last;
};

/// Decides which ends the user is told of, and how many together. No timer runs while there is
/// nothing to tell.
class EndTeller : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this. @p isInFront says whether the user looks at the window.
    EndTeller(const QSettings &settings, Bells &bells, const Clock &clock,
              std::function<bool()> isInFront, QObject *parent = nullptr);

    void take(const QList<Task> &ended);
    /// Forgets what has not been told yet.
    void clear();

Q_SIGNALS:
    void announced(const headway::Announcement &announcement);

private:
    void tell();

    const QSettings &m_settings;
    Bells &m_bells;
    const Clock &m_clock;
    std::function<bool()> m_isInFront;
    TellingPace m_pace;
    Digest m_digest;
    QTimer m_timer;
};

} // namespace headway
