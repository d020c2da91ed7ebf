"""Headway and its peers as programs that are started on a free port and ended again."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers")
PYTHON = "/usr/bin/python3"


def cores():
    """One for the server and one for whoever asks; both the same where there is but one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pinned(core, command):
    """To a core, or to several."""
    return ["taskset", "--cpu-list", ",".join(map(str, core)) if isinstance(core, tuple) else str(core), *command]


class Server:
    """A program in a process group of its own, pinned to a core unless others are named."""

    def __init__(self, command, core=None, **options):
        command = pinned(cores()[0] if core is None else core, command)
        self.process = subprocess.Popen(command, start_new_session=True, **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)  # workers that outlived it
        except ProcessLookupError:
            pass
        self.process.wait()

    def await_answer(self, port, path, fields):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if get(port, path, fields)[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"{self.process.args} does not answer")


class Headway(Server):
    """The service on a data directory."""

    def __init__(self, build, directory, core=None):
        self.program = os.path.join(build, "bin", "headway")
        self.directory = directory
        begin = time.monotonic()
        super().__init__([self.program, "serve", "--port", "0", "--rate-limits", "off", "--data-dir", directory],
                         core, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.start_seconds = time.monotonic() - begin
        if not line:
            raise RuntimeError("headway serve does not start")
        self.port = int(line.rsplit(":", 1)[1])

    def made_token(self):
        return token_of(os.path.dirname(os.path.dirname(self.program)), self.directory)

    def owners_token(self):
        """Of whoever owns the data directory."""
        with open(os.path.join(self.directory, "run", "endpoint.json"), encoding="utf-8") as endpoint:
            return json.load(endpoint)["token"]

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def commits(self, token):
        metrics = get(self.port, "/api/v1/metrics", bearer(token))[2].decode()
        line = next(line for line in metrics.splitlines() if line.startswith("headway_commits_total"))
        return int(float(line.split()[1]))


def token_of(build, directory):
    """A new one, of the owner of a data directory that is served."""
    made = subprocess.run([os.path.join(build, "bin", "headway"), "token", "create", "--json", "--data-dir", directory],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return json.loads(made.stdout)["token"]


def peer(name, directory, port, ids, token, answer):
    """A started peer; the caller stops it."""
    environment = os.environ | {"BENCH_IDS": ids, "BENCH_TOKEN": token, "PYTHONDONTWRITEBYTECODE": "1"}
    where = {"cwd": PEERS, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if name == "nginx, a constant":
        return Server(["/usr/sbin/nginx", "-c", nginx_configuration(directory, port, answer)], **where)
    if name == "Flask's own server":
        return Server([PYTHON, "flaskpeer.py", str(port)], **where)
    if name == "gunicorn + Flask":
        return Server([PYTHON, "/usr/bin/gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}",
                       "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60", "flaskpeer:app"], **where)
    return Server([PYTHON, "/usr/bin/uvicorn", "--workers", "2", "--host", "127.0.0.1", "--port", str(port),
                   "--no-access-log", "--log-level", "error", "fastapipeer:app"], **where)


PEER_NAMES = ("nginx, a constant", "uvicorn + FastAPI", "gunicorn + Flask", "Flask's own server")


def nginx_configuration(directory, port, answer):
    with open(os.path.join(PEERS, "nginx.conf"), encoding="utf-8") as template:
        text = template.read()
    for name, value in {"DIRECTORY": directory, "PORT": str(port), "ANSWER": answer}.items():
        text = text.replace(name, value)
    path = os.path.join(directory, "nginx.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def get(port, path, fields):
    """Status, fields and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=fields)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class Filled:
    """A data directory with tasks in it, and their ids, the live ones first."""

    def __init__(self, build, live, ended):
        self.scratch = tempfile.mkdtemp(prefix="headway-bench-")
        self.directory = os.path.join(self.scratch, "data")
        self.ids_file = os.path.join(self.scratch, "ids")
        with open(self.ids_file, "w", encoding="ascii") as ids:
            subprocess.run([os.path.join(build, "bench", "bench_fill"), self.directory, str(live), str(ended)],
                           stdout=ids, check=True)
        with open(self.ids_file, encoding="ascii") as ids:
            self.ids = ids.read().split()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.scratch, ignore_errors=True)
