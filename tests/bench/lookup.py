"""The lookup: who asks, one of 100,000 tasks, its 300 bytes of JSON; beside the peers."""

import os
import statistics

from servers import PEER_NAMES, Filled, Headway, bearer, free_port, get, peer
from wrk import write_requests, wrk

TASKS = 100_000
POLLED = 1_000
CONNECTIONS = (1, 16, 64)

NEW, KNOWN, VERSION_ONE = "Headway", "Headway, 304", "Headway, version 1"
GOALS = {"nginx, a constant": 0.4, "uvicorn + FastAPI": 2.5, "gunicorn + Flask": 10, "Flask's own server": 15}


def known_requests(port, token, paths):
    """Those of a client that has got each answer before."""
    return [("GET", path, {"If-None-Match": get(port, path, bearer(token))[1]["ETag"]}, "") for path in paths]


def measure(build, seconds, rounds):
    with Filled(build, TASKS, 0) as data, Headway(build, data.directory) as headway:
        token = headway.made_token()
        polled = data.ids[:: TASKS // POLLED]
        paths = [f"/api/task-status/{task}" for task in polled]
        files = {
            NEW: [("GET", path, {}, "") for path in paths],
            KNOWN: known_requests(headway.port, token, paths),
            VERSION_ONE: [("GET", f"/api/v1/tasks/{task}", {}, "") for task in polled]}
        files = {name: write_requests(os.path.join(data.scratch, f"requests{i}"), requests)
                 for i, (name, requests) in enumerate(files.items())}
        answer = get(headway.port, paths[0], bearer(token))[2].decode()
        peers = {name: free_port() for name in PEER_NAMES}
        started = []
        try:
            for name, port in peers.items():
                started.append(peer(name, data.scratch, port, data.ids_file, token, answer))
                started[-1].await_answer(port, paths[0], bearer(token))
            turns = [(name, headway.port, file) for name, file in files.items()]
            turns += [(name, port, files[NEW]) for name, port in peers.items()]
            return table(take_turns(turns, token, seconds, rounds), len(answer))
        finally:
            for server in started:
                server.stop()


def take_turns(turns, token, seconds, rounds):
    """The medians of all rounds, by name and connections."""
    figures = {}
    for _ in range(rounds):
        for connections in CONNECTIONS:
            for name, port, file in turns:
                wrk(port, token, file, connections, 1) if not figures.get((name, connections)) else None
                figures.setdefault((name, connections), []).append(wrk(port, token, file, connections, seconds))
    return {key: {figure: statistics.median(one[figure] for one in ones) for figure in ones[0]}
            for key, ones in figures.items()}


def table(medians, answer_bytes):
    names = [NEW, KNOWN, VERSION_ONE, *PEER_NAMES]
    lines = [f"One of {TASKS:,} tasks, {POLLED:,} of them polled in turn; an answer of {answer_bytes} bytes. Every",
             "service has one core, wrk the other. In a cell: requests a second, p50 / p99 in milliseconds.", "",
             "| | " + " | ".join(f"c={connections}" for connections in CONNECTIONS) + " |",
             "|---" * (len(CONNECTIONS) + 1) + "|"]
    for name in names:
        cells = [medians[name, connections] for connections in CONNECTIONS]
        lines.append(f"| {name} | " + " | ".join(
            f"{cell['rate']:,.0f} ({cell['p50']:.2f} / {cell['p99']:.2f})" for cell in cells) + " |")
    lines += ["", "| Headway is times as fast as | " + " | ".join(f"c={c}" for c in CONNECTIONS) + " | goal |",
              "|---" * (len(CONNECTIONS) + 2) + "|"]
    for name in PEER_NAMES:
        ratios = [medians[NEW, c]["rate"] / medians[name, c]["rate"] for c in CONNECTIONS]
        lines.append(f"| {name} | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + f" | {GOALS[name]} |")
    return lines
