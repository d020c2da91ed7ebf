#pragma once

#include "core/model/taskupdate.h"

#include <QDateTime>

#include <variant>

namespace headway {

/// How a task ended, and when, to be told to the service now or later.
struct TaskEnd
{
    QDateTime at; ///< UTC
    TaskUpdate last; ///< its last progress
    std::variant<Completion, Failure> outcome;

    friend bool operator==(const TaskEnd &, const TaskEnd &) = default;
};

} // namespace headway
