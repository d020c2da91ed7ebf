#pragma once

#include "core/base/clock.h"
#include "core/model/taskquery.h"

#include <QObject>

namespace headway {

/// What the list shows: the group that is chosen and the text in the search box, both.
class TaskSearch : public QObject
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    explicit TaskSearch(const Clock &clock, QObject *parent = nullptr);

    /// Texts that can be understood; any other stands for everything.
    void setGroup(const QString &text);
    void setText(const QString &text);
    /// Takes the time anew: today is another day.
    void refresh();

Q_SIGNALS:
    /// @p shown is for people.
    void changed(const headway::TaskQuery &query, const QString &shown);

private:
    TaskQuery read(const QString &text) const;

    const Clock &m_clock;
    QString m_group;
    QString m_text;
};

} // namespace headway
