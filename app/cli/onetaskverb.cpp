#include "app/cli/onetaskverb.h"

#include "app/cli/commandline.h"
#include "app/cli/findtask.h"
#include "core/base/future.h"

namespace headway {

using namespace Qt::StringLiterals;

OneTaskVerb::OneTaskVerb() = default;

OneTaskVerb::~OneTaskVerb() = default;

Result<void> OneTaskVerb::check()
{
    if (line().operands().size() != 1)
        return Error{ErrorCode::InvalidArgument, u"Say which task: give one ID."_s};
    return {};
}

void OneTaskVerb::begin()
{
    whenDone(findTask(session(), line().operands().first()), this,
             [this](const Result<TaskId> &id) {
                 if (id)
                     act(*id);
                 else
                     fail(id.error());
             });
}

} // namespace headway
