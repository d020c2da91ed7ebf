// How long a program takes to show itself: firstpaint COMMAND... starts it, prints the milliseconds
// until a window of it has something painted, and ends it. firstpaint --empty is such a program: a
// QMainWindow with nothing in it. The X server is DISPLAY's, of 24 bits, and shows nothing else:
// what it shows where there is no window is black.

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>

#include <algorithm>
#include <cstdio>
#include <memory>

#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

#include <xcb/xcb.h>

namespace {

constexpr qint64 patienceMs = 60'000;
constexpr useconds_t lookEveryUs = 1'000;

/// What a look at the screen shows.
class Screen
{
public:
    Screen()
        : m_connection(xcb_connect(nullptr, nullptr), &xcb_disconnect)
    {
        if (xcb_connection_has_error(m_connection.get()))
            qFatal("There is no X server.");
        m_screen = xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data;
    }
    /// Whether there is something wide that is not black, on two of some lines across the screen.
    bool isPainted() const
    {
        constexpr int lines = 8;
        int painted = 0;
        for (int line = 1; line < lines; ++line)
            painted += isPaintedAt(line * m_screen->height_in_pixels / lines) ? 1 : 0;
        return painted >= 2;
    }

private:
    bool isPaintedAt(int y) const
    {
        const auto asked =
            xcb_get_image(m_connection.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, m_screen->root, 0,
                          static_cast<int16_t>(y), m_screen->width_in_pixels, 1, ~0U);
        const std::unique_ptr<xcb_get_image_reply_t, decltype(&std::free)> image(
            xcb_get_image_reply(m_connection.get(), asked, nullptr), &std::free);
        if (!image)
            return false;
        const auto *pixels = reinterpret_cast<const quint32 *>(xcb_get_image_data(image.get()));
        const auto isColoured = [](quint32 pixel) { return (pixel & 0x00ffffff) != 0; };
        constexpr int wide = 300;
        return std::count_if(pixels, pixels + m_screen->width_in_pixels, isColoured) >= wide;
    }

    std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)> m_connection;
    xcb_screen_t *m_screen = nullptr;
};

pid_t started(char **command)
{
    const pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        execvp(command[0], command);
        _exit(127);
    }
    return pid;
}

void end(pid_t pid)
{
    kill(-pid, SIGTERM);
    for (int i = 0; i < 500 && waitpid(pid, nullptr, WNOHANG) == 0; ++i)
        usleep(10'000);
    kill(-pid, SIGKILL);
    waitpid(pid, nullptr, WNOHANG);
}

int showNothing(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1360, 800);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        qFatal("usage: firstpaint COMMAND...");
    if (qstrcmp(argv[1], "--empty") == 0)
        return showNothing(argc, argv);
    const Screen screen;
    if (screen.isPainted())
        qFatal("The screen shows something already.");
    QElapsedTimer timer;
    timer.start();
    const pid_t pid = started(argv + 1);
    bool isPainted = false;
    while (!isPainted && !timer.hasExpired(patienceMs)) {
        usleep(lookEveryUs);
        isPainted = screen.isPainted();
    }
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    end(pid);
    if (!isPainted)
        qFatal("Nothing was painted.");
    std::printf("%.1f\n", took);
    return 0;
}
