#include "core/base/asidepool.h"

#include "core/base/promise.h"

#include <QThreadPool>

namespace headway {

namespace {

class AsidePool : public QThreadPool
{
public:
    AsidePool()
    {
        continuationMutex(); // the jobs' promises need it: it outlives this
        setMaxThreadCount(1);
        setExpiryTimeout(-1);
        start([] {});
    }
};

} // namespace

QThreadPool &asidePool()
{
    static AsidePool pool;
    return pool;
}

} // namespace headway
