#pragma once

#include "core/base/promise.h"
#include "core/base/result.h"
#include "core/service/storagewatch.h"
#include "core/service/writegroup.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace headway {

/// What waits for its turn to be written, along with others in one group.
struct Operation
{
    virtual ~Operation() = default;
    virtual void apply(WriteGroup &group) = 0;
    virtual void resolve(const Result<void> &commit) = 0;

    bool makesRoom = false; ///< it is taken although the disk is full
};

using Operations = std::vector<std::unique_ptr<Operation>>;

/// Its work's answer is told when the group is on disk, or is the group's error.
template <typename T>
struct TypedOperation final : Operation
{
    explicit TypedOperation(std::function<Result<T>(WriteGroup &)> wanted)
        : work(std::move(wanted))
    {
    }
    void apply(WriteGroup &group) override
    {
        outcome.emplace(work(group));
        if (!outcome->isOk() && isStorageFault(outcome->error().code))
            group.fail(outcome->error());
    }
    void resolve(const Result<void> &commit) override
    {
        promise.finish(commit.isOk() ? std::move(*outcome) : Result<T>(commit.error()));
    }

    std::function<Result<T>(WriteGroup &)> work;
    std::optional<Result<T>> outcome;
    Promise<Result<T>> promise;
};

} // namespace headway
