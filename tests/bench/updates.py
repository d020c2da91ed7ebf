"""Durable updates: 64 clients, an fsync behind each answer, beside SQLite alone."""

import os
import shutil
import statistics
import subprocess

from servers import Filled, Headway, cores
from wrk import write_requests, wrk

TASKS = 10_000
CLIENTS = 64
JSON = {"Content-Type": "application/json"}


def update_requests(ids):
    return [("PATCH", f"/api/v1/tasks/{task}", JSON, '{"progress":"step @","fraction":0.5}') for task in ids]


def measure(build, seconds, rounds):
    figures = []
    with Filled(build, TASKS, 0) as data:
        copy = os.path.join(data.scratch, "plain.db")
        shutil.copy(os.path.join(data.directory, "headway.db"), copy)
        requests = write_requests(os.path.join(data.scratch, "requests"), update_requests(data.ids))

        def plain(group):
            command = [os.path.join(build, "bench", "bench_plainsqlite"), copy, data.ids_file, str(group), str(seconds)]
            return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)

        with Headway(build, data.directory, cores()) as headway:
            token = headway.made_token()
            wrk(headway.port, token, requests, CLIENTS, 1, cores())
            for _ in range(rounds):
                before = headway.commits(token)
                one = wrk(headway.port, token, requests, CLIENTS, seconds, cores())
                one["commits"] = (headway.commits(token) - before) / seconds
                one["group"] = one["rate"] / one["commits"]
                one["plain"] = plain(max(1, round(one["group"])))
                one["single"] = plain(1)
                figures.append(one)
    return table({name: statistics.median(one[name] for one in figures) for name in figures[0]})


def table(median):
    return [f"{CLIENTS} clients change the progress of {TASKS:,} tasks; an answer means that it is on disk. Nothing is",
            "bound to a core. SQLite alone runs the same statement, in a process that does nothing else.", "",
            "| | updates a second | |", "|---|---|---|",
            f"| Headway | {median['rate']:,.0f} | {median['p50']:.2f} / {median['p99']:.2f} ms; "
            f"{median['commits']:,.0f} commits a second, {median['group']:.1f} updates each |",
            f"| SQLite alone, groups of {median['group']:.0f} | {median['plain']:,.0f} | |",
            f"| SQLite alone, one by one | {median['single']:,.0f} | |",
            f"| Headway : SQLite alone | {median['rate'] / median['plain']:.2f} | goals: 10,000 a second; 0.6 |"]
