"""How long Headway's window takes to show itself, beside others; and how often it wakes up when nothing happens."""

import os
import statistics
import subprocess
import tempfile
import time

from servers import Server

ENDED = 1_000_000
EMPTY, OURS = "an empty QMainWindow", "Headway"
SETTLE, IDLE = 20, 20  # seconds
QBITTORRENT = "[LegalNotice]\nAccepted=true\n\n[Preferences]\nGeneral\\CloseToTrayNotified=true\n"


class Display:
    """An X server that shows nothing but what is started on it."""

    def __enter__(self):
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x860x24", "-br", "-noreset", "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = ":" + number.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def environment(home, display):
    """Of a user who has nothing set, nor anything running."""
    places = {"HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_DATA_HOME": home + "/data",
              "XDG_CACHE_HOME": home + "/cache", "XDG_RUNTIME_DIR": home + "/run", "DISPLAY": display,
              "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    return {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ} | places


def made_home(scratch):
    os.makedirs(scratch + "/config/qBittorrent")
    os.makedirs(scratch + "/run", mode=0o700)
    with open(scratch + "/config/qBittorrent/qBittorrent.conf", "w", encoding="utf-8") as file:
        file.write(QBITTORRENT)
    return scratch


def measure(build, _, rounds):
    with tempfile.TemporaryDirectory() as scratch, Display() as display:
        filled = scratch + "/filled"
        subprocess.run([build + "/bench/bench_listmodel", "--fill", filled, str(ENDED), "0"], check=True)
        env = environment(made_home(scratch), display.name)
        watch = build + "/bench/bench_firstpaint"
        ours = [build + "/bin/headway-desktop", "--data-dir", filled, "--port", "0"]
        programs = {EMPTY: [watch, "--empty"], OURS: ours, "qBittorrent": ["qbittorrent", "--no-splash"],
                    "KeePassXC": ["keepassxc"]}
        times = {name: [] for name in programs}
        for number in range(rounds + 1):
            for name, program in programs.items():
                took = subprocess.run([watch, *program], env=env, check=True, stdout=subprocess.PIPE).stdout
                if number > 0:  # the first fills the disk's cache
                    times[name].append(float(took))
        return [*table(times), "", *idle(build, ours, filled, env)]


def table(times):
    medians = {name: statistics.median(ones) for name, ones in times.items()}
    goals = {OURS: f"{1.5 * medians[EMPTY] + 30:,.0f}, and before the next two"}
    lines = ["From exec to something painted, under Xvfb.", "",
             "| | ms, median | best / worst | goal |", "|---|---|---|---|"]
    for name, ones in times.items():
        lines.append(f"| {name} | {medians[name]:,.0f} | {min(ones):,.0f} / {max(ones):,.0f} | {goals.get(name, '')} |")
    return lines


def idle(build, ours, data, env):
    with Server(ours, env=env, stderr=subprocess.DEVNULL) as window:
        alone = woken(window.process.pid)
        memory = resident(window.process.pid)
    begin_task(build + "/bin/headway", data, env)
    with Server(ours, env=env, stderr=subprocess.DEVNULL) as window:
        beside = woken(window.process.pid)
    return [f"With {ENDED:,} ended tasks, wake-ups of all its threads in {IDLE} s:", "",
            "| | wake-ups | of which thread | goal |", "|---|---|---|---|",
            f"| nothing under way | {sum(alone.values())} | {words(alone)} | under 5 |",
            f"| one task under way, whose time is counted | {sum(beside.values())} | {words(beside)} | |", "",
            f"With nothing under way it takes {memory:.0f} MB (goal: 80)."]


def begin_task(headway, data, env):
    """By another service: after a commit of its own, one goes through all ended tasks for those that are too old."""
    serve = [headway, "serve", "--data-dir", data, "--port", "0"]
    with Server(serve, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        service.process.stdout.readline()  # it is there
        subprocess.run([headway, "report", "create", "--data-dir", data, "--name", "live"],
                       env=env, check=True, stdout=subprocess.DEVNULL)


def woken(pid):
    """By whom, once all has settled."""
    time.sleep(SETTLE)
    before = wakeups(pid)
    time.sleep(IDLE)
    after = wakeups(pid)
    return {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}


def words(counts):
    return ", ".join(f"{name.rsplit(' ', 1)[0]} {count}" for name, count in sorted(counts.items())) or "nobody"


def wakeups(pid):
    """How often each thread has given up the processor by itself, by name and number."""
    counts = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        status = status_of(f"/proc/{pid}/task/{thread}/status")
        counts[f"{status['Name']} {thread}"] = int(status["voluntary_ctxt_switches"])
    return counts


def resident(pid):
    return int(status_of(f"/proc/{pid}/status")["VmRSS"].split()[0]) / 1024


def status_of(path):
    with open(path, encoding="utf-8") as file:
        return {name: value.strip() for name, value in (line.split(":", 1) for line in file)}
