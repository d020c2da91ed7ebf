"""What a history of a million ended tasks costs, beside one of a thousand."""

import contextlib
import os
import statistics
import tempfile

from servers import Filled, Headway, get
from updates import update_requests
from wrk import write_requests, wrk

LIVE = 5_000
HISTORIES = (1_000, 1_000_000)
CONNECTIONS = 16
POLLED = 500
STARTS = 5
WORK = ("lookup, live", "lookup, ended", "update", "first page")


def measure(build, seconds, rounds):
    with contextlib.ExitStack() as stack:
        empty = stack.enter_context(tempfile.TemporaryDirectory(prefix="headway-bench-"))
        with Headway(build, os.path.join(empty, "data")) as headway:
            get(headway.port, "/api/v1/health", {})
            unloaded = headway.resident_bytes()
        filled = {ended: stack.enter_context(Filled(build, LIVE, ended)) for ended in HISTORIES}
        starts = {ended: start_seconds(build, data) for ended, data in filled.items()}
        services = {ended: stack.enter_context(Headway(build, data.directory)) for ended, data in filled.items()}
        rates = take_turns(filled, services, seconds, rounds)
        memory = {ended: headway.resident_bytes() - unloaded for ended, headway in services.items()}
    return table(rates, starts, memory)


def start_seconds(build, data):
    seconds = []
    for _ in range(STARTS):
        with Headway(build, data.directory) as headway:
            seconds.append(headway.start_seconds)
    return statistics.median(seconds)


def requests_for(data):
    live, ended = data.ids[:LIVE], data.ids[LIVE:]
    return {"lookup, live": [("GET", f"/api/task-status/{task}", {}, "") for task in live[:: LIVE // POLLED]],
            "lookup, ended": [("GET", f"/api/task-status/{task}", {}, "") for task in ended[:: len(ended) // POLLED]],
            "update": update_requests(live),
            "first page": [("GET", "/api/v1/tasks?limit=50", {}, "")]}


def take_turns(filled, services, seconds, rounds):
    tokens = {ended: headway.made_token() for ended, headway in services.items()}
    files = {}
    for ended, data in filled.items():
        for number, (work, requests) in enumerate(requests_for(data).items()):
            files[work, ended] = write_requests(os.path.join(data.scratch, f"requests{number}"), requests)
    rates = {}
    for _ in range(rounds):
        for work in WORK:
            for ended, headway in services.items():
                port, token, file = headway.port, tokens[ended], files[work, ended]
                if (work, ended) not in rates:
                    wrk(port, token, file, CONNECTIONS, 1)
                rates.setdefault((work, ended), []).append(wrk(port, token, file, CONNECTIONS, seconds)["rate"])
    return {key: statistics.median(ones) for key, ones in rates.items()}


def table(rates, starts, memory):
    few, many = HISTORIES
    lines = [f"{LIVE:,} live tasks, and so many that have ended; {CONNECTIONS} connections.", "",
             f"| | {few:,} ended | {many:,} ended | ratio | goal |", "|---|---|---|---|---|"]
    for work in WORK:
        lines.append(f"| {work}, a second | {rates[work, few]:,.0f} | {rates[work, many]:,.0f} | "
                     f"{rates[work, few] / rates[work, many]:.2f} | 1.2 |")
    lines.append(f"| start, ms | {1000 * starts[few]:.0f} | {1000 * starts[many]:.0f} | | 300 |")
    megabytes = {ended: bytes_ / 2**20 for ended, bytes_ in memory.items()}
    lines.append(f"| memory above an empty service, MB | {megabytes[few]:.1f} | {megabytes[many]:.1f} | | 60 |")
    return lines
