#pragma once

#include "app/cli/eachtaskverb.h"

#include <functional>

namespace headway {

/// A verb that changes each of the tasks it is given and prints what has become of them.
class TaskChangeVerb : public EachTaskVerb
{
    Q_OBJECT

public:
    using Change = std::function<QFuture<Result<Task>>(TaskSession &session, TaskId id)>;

    explicit TaskChangeVerb(Change change);
    ~TaskChangeVerb() override;

protected:
    void act(TaskId id) override;

private:
    const Change m_change;
};

} // namespace headway
