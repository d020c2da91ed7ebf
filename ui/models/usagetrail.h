#pragma once

#include "core/model/task.h"

#include <QList>

namespace headway {

/// What a live task has used lately, for the small curve in its row: the oldest first. Kept in
/// memory only, from when the list has heard of it.
struct UsageTrail
{
    static constexpr qsizetype lengthAtMost = 30;

    QList<float> cpu; ///< percent of one core
    QList<float> memory; ///< bytes

    void add(const ResourceUsage &usage)
    {
        if (usage.cpuPercent)
            addTo(cpu, static_cast<float>(*usage.cpuPercent));
        if (usage.memoryBytes)
            addTo(memory, static_cast<float>(*usage.memoryBytes));
    }

private:
    static void addTo(QList<float> &trail, float value)
    {
        if (trail.size() == lengthAtMost)
            trail.removeFirst();
        trail.append(value);
    }
};

} // namespace headway
