#!/usr/bin/env python3
"""`headway run` and `headway report` from outside, against the real service.

Usage: test_run.py HEADWAY
"""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

import requests

HEADWAY = sys.argv.pop(1)
PATIENCE = 30
NOBODY = 65534


def until(condition, what):
    """What `condition` gives, as soon as it is true."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not in time: {what}")
        select.select([], [], [], 0.02)


def state_of(pid):
    """R, S, T and the like; see proc(5)."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[0]


def process_of_another_user():
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.stat(f"/proc/{name}").st_uid != os.geteuid():
                return int(name)
        except FileNotFoundError:
            pass  # it has ended
    return None


def words_in(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return file.read().split()


class RunTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="headway-run-")
        self.data = os.path.join(self.directory, "data")
        self.environment = dict(os.environ, HEADWAY_DATA_DIR=self.data, HOME=self.directory)
        self.service = None

    def tearDown(self):
        self.stop_service()
        shutil.rmtree(self.directory)

    # What a user does.

    def start_service(self, program=HEADWAY, **options):
        self.service = subprocess.Popen(
            [program, "serve", "--port", "0", "--email", "owner@example.org"],
            env=self.environment, stdout=subprocess.PIPE, **options)
        line = self.service.stdout.readline()
        self.assertRegex(line, rb"^Headway listening on http://127\.0\.0\.1:\d+\n$")

    def stop_service(self, how=signal.SIGTERM):
        if self.service:
            self.service.send_signal(how)
            self.service.wait(PATIENCE)
            self.service.stdout.close()
            self.service = None

    def headway(self, *words, **options):
        return subprocess.run([HEADWAY, *words], env=self.environment, capture_output=True,
                              timeout=PATIENCE, **options)

    def start_run(self, *words, **options):
        return subprocess.Popen([HEADWAY, "run", *words], env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    # What a program sees.

    def api(self, method, path, **options):
        with open(os.path.join(self.data, "run", "endpoint.json"), encoding="utf-8") as file:
            endpoint = json.load(file)
        answer = requests.request(method, endpoint["url"] + path, timeout=PATIENCE,
                                  headers={"Authorization": "Bearer " + endpoint["token"]},
                                  **options)
        answer.raise_for_status()
        return answer

    def tasks(self):
        return self.api("GET", "/api/v1/tasks").json()["tasks"]

    def only_task(self):
        tasks = self.tasks()
        self.assertEqual(len(tasks), 1, tasks)
        return tasks[0]

    def log_of(self, task):
        return self.api("GET", f"/api/v1/tasks/{task['task_id']}/log").content

    def spooled(self):
        spool = os.path.join(self.data, "spool")
        return os.listdir(spool) if os.path.isdir(spool) else []

    # Claims.

    def test_command_is_reported_and_its_output_unchanged(self):
        self.start_service()
        done = self.headway("run", "--name", "Kettle", "--kind", "build", "--label", "for=tea",
                            "--", "sh", "-c", r"printf 'a\000b\377\n'; echo '[3/4]'; echo e >&2")
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, b"a\0b\xff\n[3/4]\n", b"e\n"))
        task = self.only_task()
        for member, value in {"name": "Kettle", "kind": "build", "status": "completed",
                              "labels": {"for": "tea"}, "exit_code": 0, "current": 3, "total": 4,
                              "error": None}.items():
            self.assertEqual(task[member], value, member)
        self.assertTrue(task["host"])
        self.assertEqual(sorted(self.log_of(task)), sorted(done.stdout + done.stderr))
        self.assertEqual(self.spooled(), [])

    def test_defaults_name_the_command(self):
        self.start_service()
        self.headway("run", "--", "/bin/echo", "two words", "-x", "--help")
        task = self.only_task()
        self.assertEqual((task["name"], task["kind"]), ("echo two words -x --help", "command"))

    def test_failure_keeps_code_and_last_lines(self):
        self.start_service()
        done = self.headway("run", "--", "sh", "-c", "seq 100; printf '\\033[31mno tea\\033[0m\\n'; exit 7")
        self.assertEqual(done.returncode, 7)
        task = self.only_task()
        self.assertEqual((task["status"], task["exit_code"]), ("failed", 7))
        self.assertEqual(task["error"].split("\n"), [str(n) for n in range(82, 101)] + ["no tea"])

    def test_failure_ends_with_what_went_to_stderr(self):
        self.start_service()
        self.headway("run", "--", "sh", "-c", "echo no tea >&2; seq 100; exit 1")
        self.assertEqual(self.only_task()["error"].split("\n")[-2:], ["100", "no tea"])

    def test_signal_is_told(self):
        self.start_service()
        self.assertEqual(self.headway("run", "--", "sh", "-c", "kill -9 $$").returncode, 137)
        task = self.only_task()
        self.assertEqual((task["status"], task["signal"], task["exit_code"]), ("failed", 9, None))

    def test_what_cannot_run(self):
        self.start_service()
        for command, code in (("no-such-command-7717", 127), ("/etc/passwd", 126)):
            done = self.headway("run", "--", command)
            self.assertEqual(done.returncode, code)
            self.assertRegex(done.stderr.decode(), f"^headway: {re.escape(command)}: .*\n$")
            detached = self.headway("run", "--detach", "--", command)
            self.assertEqual((detached.returncode, detached.stdout, detached.stderr),
                             (code, b"", done.stderr))
        until(lambda: len([task for task in self.tasks() if task["exit_code"]]) == 4,
              "all four are told")
        self.assertEqual({task["exit_code"] for task in self.tasks()}, {126, 127})

    def test_wrong_usage(self):
        for words in ((), ("--",), ("true",), ("stray", "--", "true"), ("--label", "x", "--", "true"),
                      ("--retry-of", "x", "--", "true"), ("--no-such-option", "--", "true"),
                      ("--name", "x" * 1025, "--", "true")):
            done = self.headway("run", *words)
            self.assertEqual(done.returncode, 2, words)
            self.assertRegex(done.stderr.decode(), r"^headway: [^\n]+\n$")

    def test_retry_points_back(self):
        self.start_service()
        self.headway("run", "--", "false")
        first = self.only_task()
        self.headway("run", "--retry-of", first["task_id"], "--", "true")
        second = self.tasks()[0]
        self.assertEqual((second["retry_of"], second["attempt"]), (first["task_id"], 2))

    def test_without_service_the_command_runs_and_is_told_at_the_next_start(self):
        done = self.headway("run", "--name", "Offline", "--", "sh", "-c", "echo out; exit 4")
        self.assertEqual((done.returncode, done.stdout), (4, b"out\n"))
        self.assertRegex(done.stderr.decode(), r"^headway: [^\n]+\n$")
        self.assertEqual(len(self.spooled()), 1)
        self.start_service()
        until(lambda: not self.spooled(), "the spool is empty")
        task = self.only_task()
        self.assertEqual((task["name"], task["status"], task["exit_code"], task["owner"]),
                         ("Offline", "failed", 4, "owner@example.org"))
        self.assertEqual(self.log_of(task), b"out\n")

    def test_service_that_comes_while_the_command_runs(self):
        run = self.start_run("--", "sh", "-c", "echo begun; read line; echo ended",
                             stdin=subprocess.PIPE)
        self.assertEqual(run.stdout.readline(), b"begun\n")
        until(self.spooled, "the run is in the spool")
        self.start_service()
        task = until(self.tasks, "the run is told")[0]
        self.assertEqual(task["status"], "processing")
        out, err = run.communicate(b"\n", PATIENCE)
        self.assertEqual((run.returncode, out), (0, b"ended\n"))
        self.assertEqual(err.count(b"headway: "), 1)
        task = self.only_task()
        self.assertEqual((task["status"], self.log_of(task)), ("completed", b"begun\nended\n"))

    def test_killed_service_loses_nothing(self):
        self.start_service()
        run = self.start_run("--", "sh", "-c", "for n in 1 2 3; do echo $n; read line; done",
                             stdin=subprocess.PIPE, bufsize=0)
        for number in (b"1\n", b"2\n"):
            self.assertEqual(run.stdout.readline(), number)
            until(lambda: self.tasks() and number in self.log_of(self.only_task()), "told")
            self.stop_service(signal.SIGKILL)
            self.start_service()
            run.stdin.write(b"\n")
        self.assertEqual(run.stdout.readline(), b"3\n")
        self.stop_service(signal.SIGKILL)
        run.communicate(b"\n", PATIENCE)
        self.assertEqual(run.returncode, 0)
        self.start_service()
        until(lambda: not self.spooled(), "the spool is empty")
        task = self.only_task()
        self.assertEqual((task["status"], self.log_of(task)), ("completed", b"1\n2\n3\n"))

    def test_killed_run_is_told_by_the_next(self):
        run = self.start_run("--name", "Killed", "--", "sh", "-c", "echo words; read line",
                             stdin=subprocess.PIPE)
        self.assertEqual(run.stdout.readline(), b"words\n")
        until(self.spooled, "the run is in the spool")
        self.start_service()
        until(self.tasks, "the run is told")
        until(lambda: self.log_of(self.only_task()), "its output is told")
        run.kill()
        run.communicate()
        self.headway("run", "--name", "Next", "--", "true")
        until(lambda: not self.spooled(), "the spool is empty")
        found = {task["name"]: task["status"] for task in self.tasks()}
        self.assertEqual(found, {"Killed": "failed", "Next": "completed"})

    def test_service_leaves_ignored_signals_ignored(self):
        self.start_service(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        with open(f"/proc/{self.service.pid}/status", encoding="ascii") as status:
            masks = dict(re.findall(r"^(Sig(?:Ign|Cgt)):\t(\w+)$", status.read(), re.M))
        hangup, terminate = (1 << (number - 1) for number in (signal.SIGHUP, signal.SIGTERM))
        self.assertTrue(int(masks["SigIgn"], 16) & hangup)
        self.assertTrue(int(masks["SigCgt"], 16) & terminate)

    def test_cancel_ends_the_whole_tree(self):
        self.start_service()
        mark = os.path.join(self.directory, "pids")
        run = self.start_run("--", "sh", "-c",
                             f"setsid sh -c 'echo $$ >> {mark}; exec sleep 600' & "
                             f"echo $$ >> {mark}; echo ready; wait")
        self.assertEqual(run.stdout.readline(), b"ready\n")
        task = until(self.tasks, "the run is told")[0]
        until(lambda: len(words_in(mark)) == 2, "both run")
        self.assertEqual(self.headway("cancel", task["task_id"]).returncode, 0)
        run.communicate(timeout=PATIENCE)
        self.assertEqual(run.returncode, 143)
        self.assertEqual(self.only_task()["status"], "cancelled")
        for pid in words_in(mark):
            self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def start_two_processes(self):
        """A run whose command has two sessions; the pids of both."""
        mark = os.path.join(self.directory, "pids")
        run = self.start_run("--", "sh", "-c",
                             f"setsid sh -c 'echo $$ >> {mark}; exec sleep 600' & "
                             f"echo $$ >> {mark}; echo ready; wait; exit 3")
        self.assertEqual(run.stdout.readline(), b"ready\n")
        task = until(self.tasks, "the run is told")[0]
        until(lambda: len(words_in(mark)) == 2, "both run")
        return run, task, words_in(mark)

    def test_pause_stops_the_whole_tree(self):
        self.start_service()
        run, task, pids = self.start_two_processes()
        self.assertEqual(self.headway("pause", task["task_id"]).returncode, 0)
        until(lambda: all(state_of(pid) == "T" for pid in pids), "both stand still")
        self.assertEqual(self.only_task()["status"], "paused")
        self.assertEqual(self.headway("resume", task["task_id"]).returncode, 0)
        until(lambda: all(state_of(pid) == "S" for pid in pids), "both go on")
        sleeping = next(pid for pid in pids if words_in(f"/proc/{pid}/comm") == ["sleep"])
        os.kill(int(sleeping), signal.SIGTERM)
        run.communicate(timeout=PATIENCE)
        self.assertEqual(run.returncode, 3)
        self.assertEqual(self.only_task()["exit_code"], 3)

    def test_paused_run_is_cancelled(self):
        self.start_service()
        run, task, pids = self.start_two_processes()
        self.headway("pause", task["task_id"])
        until(lambda: all(state_of(pid) == "T" for pid in pids), "both stand still")
        self.assertEqual(self.headway("cancel", task["task_id"]).returncode, 0)
        run.communicate(timeout=PATIENCE)
        self.assertEqual(run.returncode, 143)
        self.assertEqual(self.only_task()["status"], "cancelled")
        for pid in pids:
            self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_stop_key_gives_the_shell_back(self):
        self.start_service()
        shell, keys = pty.fork()
        if shell == 0:
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"],
                       dict(self.environment, PS1="$ ", HISTFILE=""))
        mark = os.path.join(self.directory, "pids")
        seen = b""

        def shown(text):
            nonlocal seen
            while text not in seen and select.select([keys], [], [], PATIENCE)[0]:
                seen += os.read(keys, 4096)
            self.assertIn(text, seen)
            seen = seen.partition(text)[2]

        try:
            os.write(keys, f"{HEADWAY} run -- sh -c 'echo $$ > {mark}; echo be''gun; read x; exit 5'"
                     "\n".encode())
            shown(b"begun\r\n")
            pid = words_in(mark)[0]
            os.write(keys, b"\x1a")
            shown(b"Stopped")
            self.assertEqual(state_of(pid), "T")
            os.write(keys, b"echo sh''ell\n")
            shown(b"shell\r\n")
            os.write(keys, b"fg\n")
            shown(b"exit 5'\r\n")
            until(lambda: state_of(pid) == "S", "the command goes on")
            os.write(keys, b"\n")
            shown(b"$ ")
            os.write(keys, b"echo code $?\n")
            shown(b"code 5\r\n")
        finally:
            os.close(keys)
            os.kill(shell, signal.SIGKILL)
            os.waitpid(shell, 0)
        self.assertEqual(self.only_task()["exit_code"], 5)

    def test_process_of_another_user_is_watched_only(self):
        program, foreign, options = HEADWAY, process_of_another_user(), {}
        if os.geteuid() == 0:  # who may end any process: somebody else watches this one
            program = shutil.copy(HEADWAY, self.directory)
            foreign = os.getpid()
            options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            os.chown(self.directory, NOBODY, NOBODY)
        if not foreign:
            self.skipTest("there is no process of another user")
        self.start_service(program=program, **options)
        attached = subprocess.Popen([program, "attach", str(foreign)], env=self.environment,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        task_id = attached.stdout.readline().decode().strip()
        subprocess.run([program, "cancel", task_id], env=self.environment, timeout=PATIENCE,
                       check=True, stdout=subprocess.DEVNULL, **options)
        err = attached.communicate(timeout=PATIENCE)[1]
        self.assertEqual(attached.returncode, 1)
        self.assertIn(b"another user", err)
        self.assertEqual(self.only_task()["status"], "cancelled")

    def test_detached_run_goes_on(self):
        self.start_service()
        gate = os.path.join(self.directory, "gate")
        os.mkfifo(gate)
        done = self.headway("run", "--detach", "--", "sh", "-c", f"echo begun; cat {gate}")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        task = self.only_task()
        self.assertEqual(done.stdout.decode(), task["task_id"] + "\n")
        self.assertEqual(task["status"], "processing")
        with open(gate, "w", encoding="utf-8") as file:
            file.write("ended\n")
        self.assertEqual(self.headway("wait", task["task_id"]).returncode, 0)
        self.assertEqual(self.log_of(task), b"begun\nended\n")

    def test_detached_run_prints_its_task_as_json(self):
        self.start_service()
        done = self.headway("run", "--detach", "--json", "--name", "told", "--", "true")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        task = json.loads(done.stdout)
        self.assertEqual((task["task_id"], task["name"]), (self.only_task()["task_id"], "told"))

    def test_detached_run_without_service_says_so(self):
        done = self.headway("run", "--detach", "--", "true")
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        self.assertRegex(done.stderr.decode(), r"^headway: [^\n]+\n$")

    def test_terminal(self):
        self.start_service()
        keys, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 77, 0, 0))
        before = termios.tcgetattr(terminal)
        run = subprocess.Popen([HEADWAY, "run", "--", "sh", "-c",
                                "test -t 0 && test -t 1 && test -t 2 && stty size; read x; echo got $x; read y"],
                               env=self.environment, stdin=terminal, stdout=terminal,
                               stderr=terminal, start_new_session=True)
        seen = b""

        def shown(text):
            nonlocal seen
            while text not in seen and select.select([keys], [], [], PATIENCE)[0]:
                seen += os.read(keys, 4096)
            self.assertIn(text, seen)

        shown(b"33 77\r\n")
        os.write(keys, b"hello\r")
        shown(b"hello\r\ngot hello\r\n")
        os.write(keys, b"\x03")
        self.assertEqual(run.wait(PATIENCE), 130)
        self.assertEqual(termios.tcgetattr(terminal), before)
        os.close(keys)
        os.close(terminal)
        self.assertEqual(self.only_task()["signal"], signal.SIGINT)

    def test_slow_service_does_not_hold_up_the_command(self):
        self.start_service()
        self.service.send_signal(signal.SIGSTOP)
        try:
            run = self.start_run("--", "sh", "-c", "head -c 5000000 /dev/zero; echo done >&2")
            self.assertEqual(len(run.stdout.read(5000000)), 5000000)
            self.assertEqual(run.stderr.readline(), b"done\n")
        finally:
            self.service.send_signal(signal.SIGCONT)
        run.communicate(timeout=PATIENCE)
        self.assertEqual(run.returncode, 0)
        task = self.only_task()
        self.assertEqual(task["status"], "completed")
        until(lambda: not self.spooled(), "the spool is empty")

    def test_report_that_is_not_taken_in_time_comes_later(self):
        self.start_service()
        self.service.send_signal(signal.SIGSTOP)
        try:
            run = self.start_run("--", "true")
            _, said = run.communicate(timeout=PATIENCE)
        finally:
            self.service.send_signal(signal.SIGCONT)
        self.assertEqual((run.returncode, said),
                         (0, b"headway: The service does not take the rest in time. "
                             b"The command is reported later.\n"))
        self.assertTrue(self.spooled())

    def test_report_for_scripts(self):
        self.start_service()
        made = self.headway("report", "create", "--name", "Import", "--kind", "import",
                            "--total", "200", "--unit", "rows", "--label", "a=b", "--pending")
        self.assertEqual(made.returncode, 0, made.stderr)
        task_id = made.stdout.decode().strip()
        self.assertEqual(self.only_task()["status"], "pending")
        told = self.headway("report", "progress", task_id, "--start", "--current", "50",
                            "--item", "row 50", "reading", "rows")
        self.assertEqual((told.returncode, told.stdout), (0, b""), told.stderr)
        task = self.only_task()
        for member, value in {"task_id": task_id, "name": "Import", "kind": "import",
                              "status": "processing", "total": 200, "current": 50, "unit": "rows",
                              "fraction": 0.25, "current_item": "row 50",
                              "progress": "reading rows", "labels": {"a": "b"}}.items():
            self.assertEqual(task[member], value, member)
        self.headway("report", "progress", task_id, "--percent", "75")
        self.assertEqual(self.only_task()["fraction"], 0.75)
        self.headway("report", "complete", task_id, "--result", '{"rows": [1, 2]}',
                     "--exit-code", "0")
        task = self.only_task()
        self.assertEqual((task["result"], task["exit_code"]), ({"rows": [1, 2]}, 0))
        late = self.headway("report", "progress", task_id, "late")
        self.assertEqual(late.returncode, 1)
        self.assertRegex(late.stderr.decode(), r"^headway: [^\n]+\n$")

    def test_report_failure(self):
        self.start_service()
        task_id = self.headway("report", "create", "--name", "Import").stdout.decode().strip()
        self.headway("report", "fail", task_id, "--exit-code", "3", "disk", "full")
        task = self.only_task()
        self.assertEqual((task["status"], task["error"], task["exit_code"]),
                         ("failed", "disk full", 3))

    def test_report_exit_codes(self):
        self.assertEqual(self.headway("report", "create", "--name", "x").returncode, 3)
        self.start_service()
        unknown = "00000000-0000-4000-8000-000000000000"
        for words, code in ((("report",), 2), (("report", "create"), 2), (("report", "dance", "x"), 2),
                            (("report", "progress", unknown), 2),
                            (("report", "progress", unknown, "text"), 6),
                            (("report", "progress", unknown, "--fraction", "2"), 2),
                            (("report", "progress", unknown, "--percent", "x"), 2),
                            (("report", "complete", unknown, "--result", "{"), 2),
                            (("report", "complete", unknown), 6),
                            (("report", "fail", unknown, "--exit-code", "x"), 2)):
            self.assertEqual(self.headway(*words).returncode, code, words)


if __name__ == "__main__":
    unittest.main(verbosity=2)
