#pragma once

#include "core/base/clock.h"
#include "core/base/datadirectory.h"
#include "core/base/result.h"
#include "core/model/emailsource.h"
#include "core/model/retention.h"
#include "core/model/storagestate.h"
#include "core/model/taskcounts.h"
#include "core/model/taskptr.h"
#include "core/service/hashcost.h"
#include "core/service/leasetimes.h"
#include "core/service/servicefigures.h"
#include "core/session/signin.h"
#include "core/session/tasksession.h"

#include <memory>
#include <optional>

namespace headway {

class AuthService;
class ChangeLog;
class Principal;
struct Repair;

/// Everything behind a TaskSession, put together: store, engine, board, accounts. One a data
/// directory.
class Service
{
public:
    /// Makes the directory and the database when they are missing, and the owner's account; sets a
    /// damaged database aside for one with what can be read of it: see repair().
    /// @p clock is borrowed and outlives the service.
    /// Errors: InUse, NewerSchema, Insecure, StorageFailed, StorageFull; each with a sentence for
    /// people.
    static Result<std::unique_ptr<Service>> open(const DataDirectory &directory,
                                                 const EmailSource &ownerEmail, const Clock &clock,
                                                 const LeaseTimes &leases = {},
                                                 const HashCost &hashCost = {});
    ~Service();
    Q_DISABLE_COPY_MOVE(Service)

    /// What was wrong with the database and what became of it; nullopt when nothing was.
    const std::optional<Repair> &repair() const;
    AuthService &auth();
    const Clock &clock() const;
    /// A session of @p principal; belongs to the calling thread, which needs an event loop. Borrows
    /// from the service, which outlives it. Cheap: one a request is fine.
    TaskSessionPtr sessionFor(const Principal &principal);
    /// @p principal's task, if it is at hand; null says nothing: the session finds it, if any.
    /// Errors: NotSignedIn, AccessDenied.
    Result<TaskPtr> taskAtHand(const Principal &principal, TaskId id) const;
    /// The log of @p principal's account, in the calling thread; borrows from the service.
    std::unique_ptr<ChangeLog> changeLogFor(const Principal &principal);
    /// Of @p principal's tasks.
    QFuture<Result<TaskCounts>> taskCounts(const Principal &principal);
    /// How long ended tasks are kept.
    QFuture<Result<Retention>> retention();
    /// Whether somebody may set it is for the caller to know.
    QFuture<Result<void>> setRetention(const Retention &retention);
    /// Any thread.
    ServiceFigures figures() const;
    /// Any thread.
    StorageState storage() const;
    /// The window's way in. Borrows from the service.
    std::unique_ptr<SignIn> signIn();

private:
    struct Parts;
    explicit Service(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace headway
