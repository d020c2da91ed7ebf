"""What full load on the endpoint does to the event loop of the window that has the service inside."""

import os
import statistics
import subprocess
import time

from servers import Filled, Server, cores, token_of
from updates import update_requests
from wrk import write_requests, wrk

TASKS = 5_000
CONNECTIONS = 64
IDLE = "nothing"


class Window(Server):
    """Has both cores: its threads are what is looked at."""

    def __init__(self, build, directory):
        super().__init__([os.path.join(build, "bench", "bench_window"), directory], core=cores(),
                         env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])

    def longest(self):
        """Milliseconds between two turns of the event loop since the last call."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def measure(build, seconds, rounds):
    longest, rates = {}, {}
    with Filled(build, TASKS, 0) as data, Window(build, data.directory) as window:
        token = token_of(build, data.directory)
        loads = {"lookups": [("GET", f"/api/task-status/{task}", {}, "") for task in data.ids[::10]],
                 "updates": update_requests(data.ids)}
        files = {name: write_requests(os.path.join(data.scratch, name), requests) for name, requests in loads.items()}
        time.sleep(2)  # the window fills
        for _ in range(rounds):
            window.longest()
            time.sleep(seconds)
            longest.setdefault(IDLE, []).append(window.longest())
            for name, file in files.items():
                rates.setdefault(name, []).append(wrk(window.port, token, file, CONNECTIONS, seconds)["rate"])
                longest.setdefault(name, []).append(window.longest())
                time.sleep(1)
    return table({name: (statistics.median(ones), max(ones)) for name, ones in longest.items()},
                 {name: statistics.median(ones) for name, ones in rates.items()})


def table(longest, rates):
    lines = [f"The window shows {TASKS:,} live tasks on the offscreen platform; {CONNECTIONS} connections at full load.",
             "", "| load | requests a second | longest time between two turns of the event loop, ms, median / worst |",
             "|---|---|---|"]
    for name, (median, worst) in longest.items():
        rate = f"{rates[name]:,.0f}" if name in rates else ""
        lines.append(f"| {name} | {rate} | {median:.1f} / {worst:.1f} |")
    added = max(median for name, (median, _) in longest.items() if name != IDLE) - longest[IDLE][0]
    return [*lines, f"| added | | {added:.1f} (goal: 16) |"]
