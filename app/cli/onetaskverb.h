#pragma once

#include "app/cli/sessionverb.h"

namespace headway {

/// A verb about one task.
class OneTaskVerb : public SessionVerb
{
    Q_OBJECT

public:
    ~OneTaskVerb() override;

protected:
    OneTaskVerb();

    Result<void> check() override;
    void begin() final;
    virtual void act(TaskId id) = 0;
};

} // namespace headway
