#include "app/desktop/suddenend.h"

#include <QThread>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace headway {

namespace {

struct Saving
{
    std::function<void()> save;
    QThread *thread = QThread::currentThread();
};

std::atomic<Saving *> saving = nullptr;

/// Whatever comes after this would take apart what other threads use.
void endAtOnce()
{
    const Saving *wanted = saving.exchange(nullptr);
    if (!wanted)
        return;
    if (wanted->thread == QThread::currentThread())
        wanted->save();
    std::fflush(nullptr);
    std::_Exit(EXIT_FAILURE);
}

} // namespace

SuddenEnd::SuddenEnd(std::function<void()> save)
{
    saving = new Saving{std::move(save)};
    comeFirst();
}

SuddenEnd::~SuddenEnd()
{
    delete saving.exchange(nullptr);
}

void SuddenEnd::comeFirst()
{
    if (std::atexit(&endAtOnce) != 0)
        qWarning("a sudden end of the program would find nothing saved");
}

} // namespace headway
