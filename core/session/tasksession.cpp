#include "core/session/tasksession.h"

namespace headway {

TaskSession::~TaskSession() = default;

}
