"""A running `headway serve`, for the tests that are written in Python."""

import json
import os
import pathlib
import re
import signal
import subprocess
import urllib.request

EMAIL = 'owner@example.org'
PASSWORD = f'correct horse {os.getpid()}'  # of no other test: one looks for it in all processes
PATIENCE = 30  # seconds


class Service:
    """`headway serve` on a free port, with a password for the owner's account unless it is None."""

    def __init__(self, headway, directory, *arguments, password=PASSWORD, **options):
        self.directory = pathlib.Path(directory)
        self.process = subprocess.Popen(
            [headway, 'serve', '--port', '0', '--data-dir', str(directory), '--email', EMAIL,
             *arguments],
            stdout=subprocess.PIPE, text=True, **options)
        line = self.process.stdout.readline()
        ready = re.fullmatch(r'Headway listening on http://127\.0\.0\.1:(\d+)\n', line)
        assert ready, f'not the line that tells it is ready: {line!r}'
        self.port = int(ready[1])
        self.bearer = f'Bearer {self.endpoint()["token"]}'
        if password is not None:
            self.call('PUT', f'/api/v1/accounts/{EMAIL}/password', {'password': password})

    def endpoint(self):
        return json.loads((self.directory / 'run' / 'endpoint.json').read_text())

    def call(self, method, path, body=None):
        """What the service answers the owner; None when that is empty."""
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', method=method,
                                         headers={'Authorization': self.bearer})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header('Content-Type', 'application/json')
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def create(self, name):
        """A new task's id."""
        return self.call('POST', '/api/v1/tasks', {'name': name, 'status': 'processing'})['task_id']

    def ledger(self):
        """All that somebody else could have changed."""
        tasks = self.call('GET', '/api/v1/tasks')
        logs = [self.call('GET', f'/api/v1/tasks/{task["task_id"]}/log') for task in tasks['tasks']]
        return tasks, logs, self.call('GET', '/api/v1/tokens'), self.call('GET', '/api/v1/accounts')

    def stop(self):
        """Its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        return self.process.returncode
