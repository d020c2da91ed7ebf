#include "core/session/signin.h"

namespace headway {

SignIn::~SignIn() = default;

}
