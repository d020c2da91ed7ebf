"""Two hundred event streams of one account, and a thousand changes a second."""

import json
import os
import statistics
import subprocess

from servers import Filled, Headway, cores, pinned

TASKS = 1_000
CLIENTS = 200
RATE = 1_000
LONGER = 4  # than other measurements: until the one that reads nothing has filled its buffers


def measure(build, seconds, rounds):
    seconds *= LONGER
    figures = []
    with Filled(build, TASKS, 0) as data:
        for _ in range(rounds):
            with Headway(build, data.directory, cores()) as headway:
                command = [os.path.join(build, "bench", "bench_events"), str(headway.port), headway.made_token(),
                           data.ids_file, str(CLIENTS), str(RATE), str(seconds)]
                used = headway.processor_seconds()
                ran = subprocess.run(pinned(cores()[1], command), stdout=subprocess.PIPE, check=True)
                figures.append(json.loads(ran.stdout))
                figures[-1]["processor"] = (headway.processor_seconds() - used) / seconds
                figures[-1]["rate"] = figures[-1]["changes"] / seconds
    return table({name: statistics.median(one[name] for one in figures) for name in figures[0]})


def table(median):
    dropped = f"after {median['dropped']:.0f} s" if median["dropped"] >= 0 else "not within 40 s"
    return [f"{CLIENTS} streams of one account, each with every change; and one that reads nothing.", "",
            "| | | goal |", "|---|---|---|",
            f"| changes a second | {median['rate']:,.0f} | {RATE:,} |",
            f"| behind the request, p50 / p99 / longest, ms | {median['p50']:.1f} / {median['p99']:.1f} / "
            f"{median['max']:.1f} | p99 50 |",
            f"| events missed by the client that missed most | {median['missed']:.0f} | 0 |",
            f"| the one that does not read is dropped | {dropped} | alone |",
            f"| of a core used by the service | {100 * median['processor']:.0f} % | |"]
