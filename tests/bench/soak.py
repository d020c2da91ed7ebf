"""A long run with everything at once, and what memory the service takes meanwhile."""

import contextlib
import http.client
import json
import os
import socket
import statistics
import threading
import time

from servers import Filled, Headway, bearer
from updates import JSON, update_requests
from wrk import write_requests, wrk

LIVE, ENDED = 1_000, 20_000
PRODUCERS, LISTENERS, CONNECTIONS = 2, 20, 16
UPDATES = 5  # of a task
SAMPLES = 60
SHOWN = 12


class Producer(threading.Thread):
    """Makes tasks, reports on them and completes them, one after the other, until told to stop."""

    def __init__(self, port, token, stop):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.fields = bearer(token) | JSON
        self.stop = stop
        self.tasks = 0
        self.failure = None

    def ask(self, method, path, body):
        self.connection.request(method, path, json.dumps(body), self.fields)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return json.loads(content)

    def run(self):
        try:
            while not self.stop.is_set():
                task = self.ask("POST", "/api/v1/tasks", {"name": "soak", "status": "processing"})["task_id"]
                for step in range(UPDATES):
                    self.ask("PATCH", f"/api/v1/tasks/{task}", {"fraction": step / UPDATES})
                self.ask("POST", f"/api/v1/tasks/{task}/complete", {"result": {"steps": UPDATES}})
                self.tasks += 1
        except (OSError, RuntimeError, http.client.HTTPException) as failure:
            self.failure = failure


def listen(port, token, stop):
    """Reads an event stream to its end, or until it is too slow for it, and connects again, as clients do."""
    while not stop.is_set():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as stream:
            stream.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                           f"Authorization: Bearer {token}\r\n\r\n".encode())
            while not stop.is_set() and stream.recv(65536):
                pass


def measure(build, seconds):
    with Filled(build, LIVE, ENDED) as data, Headway(build, data.directory) as headway:
        token, stop = headway.made_token(), threading.Event()
        producers = [Producer(headway.port, token, stop) for _ in range(PRODUCERS)]
        listeners = [threading.Thread(target=listen, args=(headway.port, token, stop), daemon=True)
                     for _ in range(LISTENERS)]
        requests = [request for task, update in zip(data.ids[LIVE:], update_requests(data.ids[:LIVE]))
                    for request in [("GET", f"/api/task-status/{task}", {}, "")] * 9 + [update]]
        file = write_requests(os.path.join(data.scratch, "requests"), requests)
        for thread in producers + listeners:
            thread.start()
        samples, rates = run(headway, token, file, seconds)
        stop.set()
        for producer in producers:
            producer.join(60)
            if producer.failure:
                raise RuntimeError("a producer failed") from producer.failure
        return table(samples, rates, sum(producer.tasks for producer in producers))


def run(headway, token, file, seconds):
    """Memory in MB by the time, and requests a second."""
    begin = time.monotonic()
    slice_seconds = max(1, round(seconds / SAMPLES))
    samples, rates = [(0, headway.resident_bytes() / 2**20)], []
    while time.monotonic() - begin < seconds:
        rates.append(wrk(headway.port, token, file, CONNECTIONS, slice_seconds)["rate"])
        samples.append((time.monotonic() - begin, headway.resident_bytes() / 2**20))
    return samples, rates


def part(samples, begin, end):
    """The median of the samples from one part of the run to another."""
    last = samples[-1][0]
    return statistics.median(memory for at, memory in samples if begin * last <= at <= end * last)


def table(samples, rates, tasks):
    shown = [samples[round(i * (len(samples) - 1) / (SHOWN - 1))] for i in range(SHOWN)]
    minutes = samples[-1][0] / 60
    middle, end = part(samples, 0.4, 0.6), part(samples, 0.8, 1)
    return [f"{minutes:.0f} minutes: {CONNECTIONS} connections that look tasks up and, every tenth time, update one, "
            f"{LISTENERS} event",
            f"streams, and {PRODUCERS} producers that made, reported on and completed {tasks:,} tasks. "
            f"{statistics.median(rates):,.0f} requests a second.", "",
            "| minute | " + " | ".join(f"{at / 60:.1f}" for at, _ in shown) + " |", "|---" * (SHOWN + 1) + "|",
            "| memory, MB | " + " | ".join(f"{memory:.1f}" for _, memory in shown) + " |", "",
            f"From the third fifth of the run to the last, memory has changed by {end - middle:+.1f} MB."]
