"""How long a request waits while a million ended tasks are deleted, beside a service that deletes nothing."""

import http.client
import json
import os
import re
import statistics
import threading
import time

from servers import Filled, Headway, bearer, cores, get
from updates import update_requests

LIVE, ENDED = 1_000, 1_000_000
PATH = "/api/v1/retention"
POLL = 0.5  # seconds
QUIET = 30  # seconds
OUTPUTS = 10_000  # of those that go
PAUSE = 0.002  # between two requests of a client


class Client(threading.Thread):
    """Asks one thing after the other, and notes how long each took, in milliseconds."""

    def __init__(self, port, token, requests):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.fields = bearer(token)
        self.requests = requests
        self.stopped = threading.Event()
        self.waits = []

    def run(self):
        step = 0
        while not self.stopped.wait(PAUSE):
            method, path, fields, body = self.requests[step % len(self.requests)]
            step += 1
            begin = time.monotonic()
            self.connection.request(method, path, body.replace("@", str(step)) or None, self.fields | fields)
            answer = self.connection.getresponse()
            answer.read()
            self.waits.append(1000 * (time.monotonic() - begin))
            if answer.status != 200:
                raise RuntimeError(f"{method} {path}: {answer.status}")

    def stop(self):
        self.stopped.set()
        self.join()
        self.connection.close()
        return self.waits


def measure(build, *_):
    with Filled(build, LIVE, ENDED) as data:
        with Headway(build, data.directory, cores()) as headway:
            write_outputs(data)
            token = headway.owners_token()
            lookups = [("GET", f"/api/task-status/{task}", {}, "") for task in data.ids[:LIVE]]
            work = {"lookup": lookups, "update": update_requests(data.ids[:LIVE])}
            quiet = waits_of(headway.port, token, work, lambda: time.sleep(QUIET))
            begin = time.monotonic()
            busy = waits_of(headway.port, token, work, lambda: delete_all(headway.port, token))
            seconds = time.monotonic() - begin
        if any(name.endswith(".log") for name in os.listdir(logs_of(data))):
            raise RuntimeError("output of tasks that are gone is left")
        return table(quiet, busy, seconds)


def logs_of(data):
    return os.path.join(data.directory, "logs")


def write_outputs(data):
    for task in data.ids[LIVE::ENDED // OUTPUTS]:
        with open(os.path.join(logs_of(data), f"{task}.log"), "wb") as output:
            output.write(bytes(10_000))


def waits_of(port, token, work, while_):
    clients = {name: Client(port, token, requests) for name, requests in work.items()}
    for client in clients.values():
        client.start()
    while_()
    return {name: client.stop() for name, client in clients.items()}


def delete_all(port, token):
    retention = json.loads(get(port, PATH, bearer(token))[2]) | {"tasks": 0}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("PUT", PATH, json.dumps(retention), bearer(token) | {"Content-Type": "application/json"})
    answer = connection.getresponse()
    if answer.status >= 300:
        raise RuntimeError(f"the retention is not taken: {answer.status} {answer.read()}")
    connection.close()
    while ended_tasks(port, token):
        time.sleep(POLL)


def ended_tasks(port, token):
    metrics = get(port, "/api/v1/metrics", bearer(token))[2].decode()
    return int(re.search(r'^headway_tasks\{status="completed"\} (\d+)$', metrics, re.MULTILINE).group(1))


def table(quiet, busy, seconds):
    lines = [f"{ENDED:,} ended tasks are deleted, {OUTPUTS:,} of them with output, in {seconds:.0f} s: "
             f"{ENDED / seconds:,.0f} a second. Beside it a client looks tasks up and another updates them.", "",
             "| milliseconds, p50 / p99 / longest | nothing is deleted | meanwhile | goal |",
             "|---|---|---|---|"]
    for name in quiet:
        lines.append(f"| {name} | {spread(quiet[name])} | {spread(busy[name])} | longest 10 |")
    return lines


def spread(waits):
    percent = statistics.quantiles(waits, n=100)
    return f"{percent[49]:.1f} / {percent[98]:.1f} / {max(waits):.1f}"
