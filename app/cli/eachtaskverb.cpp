#include "app/cli/eachtaskverb.h"

#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/findtask.h"
#include "core/base/future.h"

namespace headway {

using namespace Qt::StringLiterals;

EachTaskVerb::EachTaskVerb() = default;

EachTaskVerb::~EachTaskVerb() = default;

Result<void> EachTaskVerb::check()
{
    m_words = line().operands();
    if (m_words.isEmpty())
        return Error{ErrorCode::InvalidArgument, u"Say which task: give its ID."_s};
    return {};
}

void EachTaskVerb::begin()
{
    next();
}

void EachTaskVerb::goOn(int exitCode)
{
    if (m_exitCode == Done)
        m_exitCode = exitCode;
    next();
}

void EachTaskVerb::goOn(const Error &error)
{
    console::printError(m_word + u": "_s + error.detail);
    goOn(exitCodeOf(error.code));
}

void EachTaskVerb::next()
{
    if (m_words.isEmpty()) {
        finish();
        return end(m_exitCode);
    }
    m_word = m_words.takeFirst();
    whenDone(findTask(session(), m_word), this, [this](const Result<TaskId> &id) {
        if (id)
            act(*id);
        else
            goOn(id.error());
    });
}

} // namespace headway
