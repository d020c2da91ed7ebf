"""Runs wrk on the other core, unless others are named."""

import json
import os
import subprocess
import sys

from servers import bearer, cores, pinned

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "requests.lua")


def write_requests(path, requests):
    """Requests are (method, path, fields, body), as requests.lua takes them."""
    with open(path, "w", encoding="utf-8") as file:
        for method, target, fields, body in requests:
            parts = [method, target, *(f"{name}: {value}" for name, value in fields.items()), body]
            file.write("\t".join(parts) + "\n")
    return path


def wrk(port, token, requests_file, connections, seconds, core=None):
    """Requests a second, p50 and p99 in milliseconds."""
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
               "--timeout", "10s", "--script", SCRIPT, "--header", f"Authorization: {bearer(token)['Authorization']}",
               f"http://127.0.0.1:{port}/", "--", requests_file]
    ran = subprocess.run(pinned(cores()[1] if core is None else core, command), stdout=subprocess.PIPE, text=True, check=True)
    figures = json.loads(ran.stdout.splitlines()[-1])
    errors = {kind: count for kind, count in figures["errors"].items() if count}
    if errors:
        sys.exit(f"of {figures['requests']} requests to port {port} failed, by kind: {errors}")
    return {"rate": figures["requests"] / figures["seconds"], "p50": figures["p50"], "p99": figures["p99"]}
