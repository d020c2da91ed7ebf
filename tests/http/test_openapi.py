#!/usr/bin/env python3
"""Holds what a real service answers to the OpenAPI document: status, media type and body.

Usage: test_openapi.py HEADWAY DOCUMENT

An operation of the document that no test here has brought to success fails the run; whoever adds
one adds a call of it.
"""

import contextlib
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import uuid

import jsonschema
import requests

HEADWAY, DOCUMENT = sys.argv[1:3]
del sys.argv[1:3]
PATIENCE = 30
OWNER, OTHER = "owner@example.org", "other@example.org"
PASSWORD = "a rather long password"
FORMATS = jsonschema.FormatChecker(formats=())
NO_BODY_IS_READ = ("text/event-stream", "text/plain", "application/octet-stream")


@FORMATS.checks("uuid", raises=ValueError)
def is_uuid(text):
    return not isinstance(text, str) or str(uuid.UUID(text)) == text


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(text):
    return not isinstance(text, str) or datetime.datetime.fromisoformat(text).tzinfo is not None


class Document:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = json.load(file)
        self.operations = {(method.upper(), template): operation
                           for template, methods in self.root["paths"].items()
                           for method, operation in methods.items()}

    def resolve(self, part):
        while "$ref" in part:
            target = self.root
            for step in part["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            part = target
        return part

    def complaint(self, schema, value):
        """Why `value` does not fit; None when it does. Source: JSON Schema 2020-12"""
        whole = dict(schema, components=self.root["components"])
        validator = jsonschema.Draft202012Validator(whole, format_checker=FORMATS)
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        return error and f"{error.json_path}: {error.message}"

    def parameters(self, operation, place):
        found = (self.resolve(part) for part in operation.get("parameters", ()))
        return {part["name"]: part for part in found if part["in"] == place}

    def body_schema(self, operation, media_type="application/json"):
        return operation.get("requestBody", {}).get("content", {}).get(media_type)

    def is_open(self, operation):
        return operation.get("security") == []


class OpenApiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = Document(DOCUMENT)
        cls.succeeded = set()
        cls.directory = tempfile.mkdtemp(prefix="headway-openapi-")
        cls.addClassCleanup(shutil.rmtree, cls.directory)
        cls.data = os.path.join(cls.directory, "data")
        cls.environment = dict(os.environ, HEADWAY_DATA_DIR=cls.data, HOME=cls.directory)
        cls.service = subprocess.Popen(
            [HEADWAY, "serve", "--port", "0", "--email", OWNER, "--rate-limits", "off"],
            env=cls.environment, stdout=subprocess.PIPE)
        cls.addClassCleanup(cls.stop_service)
        cls.service.stdout.readline()
        with open(os.path.join(cls.data, "run", "endpoint.json"), encoding="utf-8") as file:
            endpoint = json.load(file)
        cls.url = endpoint["url"]
        cls.root = {"Authorization": "Bearer " + endpoint["token"]}
        for verb in (["account", "passwd", OWNER], ["account", "add", OTHER]):
            subprocess.run([HEADWAY, *verb, "--password-stdin"], env=cls.environment, check=True,
                           input=PASSWORD + "\n", text=True, stdout=subprocess.DEVNULL)
        cls.owner = cls.sign_in(OWNER)
        cls.other = cls.sign_in(OTHER)
        made = cls.plain("POST", "/api/v1/tokens", cls.owner, json={"scope": "read"})
        cls.reader = {"Authorization": "Bearer " + made.json()["token"]}

    @classmethod
    def stop_service(cls):
        cls.service.send_signal(signal.SIGTERM)
        cls.service.wait(PATIENCE)
        cls.service.stdout.close()

    @classmethod
    def tearDownClass(cls):
        missing = sorted(set(cls.document.operations) - cls.succeeded)
        if missing:
            raise AssertionError("no test brings these to success: "
                                 + ", ".join(f"{method} {template}" for method, template in missing))

    # What a client does.

    @classmethod
    def plain(cls, method, path, who, **options):
        return requests.request(method, cls.url + path, headers=who, timeout=PATIENCE, **options)

    @classmethod
    def sign_in(cls, email):
        answer = cls.plain("POST", "/api/login", {}, json={"email": email, "password": PASSWORD})
        answer.raise_for_status()
        return {"Cookie": "session=" + answer.cookies["session"]}

    def ask(self, method, template, expected, argument=None, *, who=None, headers=None, valid=None,
            **options):
        """Sends the request, holds the answer to the document, and gives it back.

        `valid` says whether the document allows the JSON that is sent; as a rule what is refused
        with 400 it does not."""
        operation = self.document.operations[method, template]
        words = f"{method} {template} {options or ''}"
        if "json" in options:
            self.check_request(operation, options["json"], expected != 400 if valid is None
                               else valid, words)
        with contextlib.closing(requests.request(
                method, self.url + (template.format(id=argument, email=argument)),
                headers={**(self.owner if who is None else who), **(headers or {})},
                timeout=PATIENCE, stream=True, allow_redirects=False, **options)) as answer:
            self.assertEqual(answer.status_code, expected, words)
            self.check_answer(operation, answer, words)
        if answer.ok and answer.status_code != 304:
            self.succeeded.add((method, template))
        return answer

    def check_request(self, operation, value, valid, words):
        schema = self.document.body_schema(operation)["schema"]
        complaint = self.document.complaint(schema, value)
        self.assertEqual(complaint is None, valid, f"{words}: {complaint}")

    def check_answer(self, operation, answer, words):
        words = f"{words}: {answer.status_code}"
        self.assertIn(str(answer.status_code), operation["responses"], words)
        response = self.document.resolve(operation["responses"][str(answer.status_code)])
        content = response.get("content")
        found = answer.headers.get("Content-Type")
        if not content:
            self.assertEqual((found, answer.content), (None, b""), words)
            return
        media_type = next((known for known in content if known in (found, found.split(";")[0])), None)
        self.assertIsNotNone(media_type, f"{words}: {found}")
        for name, part in response.get("headers", {}).items():
            header = self.document.resolve(part)
            if header.get("required"):
                self.assertIn(name, answer.headers, words)
            if header["schema"]["type"] == "integer" and name in answer.headers:
                self.assertRegex(answer.headers[name], r"^\d+$", words)
        if media_type.split(";")[0] not in NO_BODY_IS_READ:
            self.assertIsNone(self.document.complaint(content[media_type]["schema"], answer.json()),
                              f"{words}: {answer.text}")

    def make(self, **members):
        return self.ask("POST", "/api/v1/tasks", 201,
                        json={"name": "n", "status": "processing", **members}).json()["task_id"]

    def make_ended(self, **members):
        task = self.make(**members)
        self.ask("POST", "/api/v1/tasks/{id}/complete", 200, task)
        return task

    # Every operation with what is wrong for all of them.

    def subject_of(self, method, template):
        """Something of the owner's that the path may name."""
        if template.startswith("/api/v1/tokens/"):
            return self.ask("POST", "/api/v1/tokens", 201, json={}).json()["token_id"]
        if template.startswith("/api/v1/accounts/"):
            return OTHER
        return self.make(kind="chat")

    def refuse(self, key, expected, argument, **options):
        with self.subTest(operation=key, expected=expected):
            self.ask(*key, expected, argument, **options)

    def operations(self, and_open=False):
        for key, operation in self.document.operations.items():
            if and_open or not self.document.is_open(operation):
                yield key, operation, self.subject_of(*key)

    def test_nobody_is_let_in(self):
        for key, _, subject in self.operations():
            self.refuse(key, 401, subject, who={})
            self.refuse(key, 401, subject, who={"Authorization": "Bearer hw_wrong"})

    def test_reader_changes_nothing(self):
        for key, _, subject in self.operations():
            if key[0] != "GET" and key != ("POST", "/api/logout"):
                self.refuse(key, 403, subject, who=self.reader)

    def test_what_is_not_there_is_not_found(self):
        for key, operation, _ in self.operations():
            body = self.good_body(operation)
            who = self.root if key[1].startswith("/api/v1/accounts/") else None
            for argument in (str(uuid.uuid4()), "nonsense") if "{" in key[1] else ():
                self.refuse(key, 404, argument, who=who, **body)

    def test_tasks_of_others_are_refused(self):
        for key, operation, subject in self.operations():
            if "/{id}" in key[1] and not key[1].startswith("/api/v1/tokens/"):
                self.refuse(key, 403, subject, who=self.other, **self.good_body(operation))

    def good_body(self, operation):
        if self.document.body_schema(operation, "text/plain"):
            return {"data": b"text", "headers": {"Content-Type": "text/plain"}}
        if not self.document.body_schema(operation):
            return {}
        schema = self.document.resolve(self.document.body_schema(operation)["schema"])
        values = {"email": OTHER, "password": PASSWORD, "current_password": PASSWORD}
        return {"json": {name: values.get(name, "text") for name in schema.get("required", ())}}

    def test_bodies_that_are_no_json_are_refused(self):
        for key, operation, subject in self.operations(and_open=True):
            who = self.root if key[1].startswith(("/api/v1/accounts", "/api/v1/retention")) else None
            bodies = (b"{", b"[]", b"{\"nonsense\":1}", b"{\"a\":1,\"a\":1}", b"\xff")
            if not self.document.body_schema(operation):
                bodies = ()
            for body in bodies:
                self.refuse(key, 400, subject, who=who, data=body,
                            headers={"Content-Type": "application/json"})
            if bodies:
                self.refuse(key, 413, subject, who=who, data=b" " * 300_000,
                            headers={"Content-Type": "application/json"})
            if key[0] != "GET":
                self.refuse(key, 415, subject, who=who, data=b"{}",
                            headers={"Content-Type": "text/html"})

    def test_queries_that_mean_nothing_are_refused(self):
        for key, operation, subject in self.operations():
            for name, parameter in self.document.parameters(operation, "query").items():
                if parameter["schema"]["type"] == "integer":
                    self.refuse(key, 400, subject, params={name: "x"}, **self.good_body(operation))
            if self.document.parameters(operation, "query"):
                self.refuse(key, 400, subject, params={"nonsense": 1}, **self.good_body(operation))

    def test_keys_that_are_none_are_refused(self):
        for key, operation, subject in self.operations():
            if "Idempotency-Key" in self.document.parameters(operation, "header"):
                who = self.root if key[1].startswith("/api/v1/accounts") else None
                body = self.good_body(operation)
                headers = {**body.pop("headers", {}), "Idempotency-Key": "a b"}
                self.refuse(key, 400, subject, valid=True, who=who, headers=headers, **body)

    def ask_twice(self, template, members, others, who=None):
        """One key for one request; to another the same is refused."""
        headers = {"Idempotency-Key": template}
        first, again = (self.ask("POST", template, 201, who=who, json=members, headers=headers)
                        for _ in range(2))
        self.assertEqual(again.content, first.content)
        self.ask("POST", template, 422, who=who, json=others, headers=headers)

    # What each is for.

    def test_sign_in(self):
        self.ask("POST", "/api/login", 200, who={}, json={"email": OWNER, "password": PASSWORD})
        self.ask("POST", "/api/login", 401, who={}, json={"email": OWNER, "password": "wrong"})
        self.ask("POST", "/api/login", 400, who={}, json={"email": OWNER})
        self.ask("GET", "/api/session", 200)
        self.ask("POST", "/api/logout", 200, who=self.sign_in(OTHER))

    def test_seed_routes(self):
        running, failed = self.make(kind="chat"), self.make()
        done = self.make(kind="chat")
        self.ask("POST", "/api/v1/tasks/{id}/complete", 200, done, json={"result": {"a": [1, None]}})
        self.ask("POST", "/api/v1/tasks/{id}/fail", 200, failed, json={"error": "e"})
        for name in ("task-status", "chat-status", "task", "index-progress"):
            for task in (running, done, failed):
                status = 404 if name == "chat-status" and task == failed else 200
                answer = self.ask("GET", f"/api/{name}/{{id}}", status, task)
                if status == 200:
                    self.ask("GET", f"/api/{name}/{{id}}", 304, task,
                             headers={"If-None-Match": answer.headers["ETag"]})
        self.ask("POST", "/api/cancel-task/{id}", 200, running)
        self.ask("POST", "/api/cancel-task/{id}", 400, done)
        self.ask("GET", "/api/task-status/{id}", 200, running)

    def test_create(self):
        members = {"name": "n" * 1024, "kind": "k", "status": "pending", "total": 2.5, "unit": "u",
                   "labels": {"a": "b"}, "host": "h", "runner": True, "retry_of": self.make_ended()}
        self.ask_twice("/api/v1/tasks", members, {"name": "other"})
        for wrong in ({}, {"name": ""}, {"name": "n" * 1025}, {"name": 1}, {"name": "n", "total": -1},
                      {"name": "n", "status": "completed"}, {"name": "n", "labels": {"a": 1}},
                      {"name": "n", "retry_of": "x"}, {"name": "n", "owner": OTHER}):
            self.ask("POST", "/api/v1/tasks", 400, json=wrong)
        self.ask("POST", "/api/v1/tasks", 400, json={"name": "n", "retry_of": str(uuid.uuid4())},
                 valid=True)

    def test_look(self):
        task = self.make(labels={"find": "me"})
        gone = self.make_ended()
        self.ask("DELETE", "/api/v1/tasks/{id}", 204, gone)
        for query in ({}, {"status": "processing"}, {"label": "find=me"}, {"q": "n"}, {"limit": 1},
                      {"kind": "chat", "limit": 1000}, {"since": 0}, {"cursor": 1}):
            self.ask("GET", "/api/v1/tasks", 200, params=query)
        for query in ({"status": "x"}, {"limit": 0}, {"since": -1}, {"label": "x"}):
            self.ask("GET", "/api/v1/tasks", 400, params=query)
        self.ask("GET", "/api/v1/task-groups", 200)
        self.ask("GET", "/api/v1/task-groups", 200, params={"since": "2026-11-20T10:00:00+00:00"})
        for since in ("", "today", "2026-11-20", "2026-11-20T10:00:00"):
            self.ask("GET", "/api/v1/task-groups", 400, params={"since": since})
        for path in ("/api/v1/task-spans", "/api/v1/task-statistics", "/api/v1/task-runs"):
            self.ask("GET", path, 200)
            self.ask("GET", path, 200, params={"from": "2026-11-20T10:00:00+00:00",
                                               "to": "2026-11-20T10:00:00-01:00"})
            for wrong in ({"from": "today"}, {"to": ""}, {"since": "2026-11-20T10:00:00+00:00"},
                          {"from": "2026-11-20T10:00:00+00:00", "to": "2026-11-20T09:59:59+00:00"}):
                self.ask("GET", path, 400, params=wrong)
        self.ask("GET", "/api/v1/task-runs", 200, params={"name": "n"})
        self.ask("GET", "/api/v1/task-runs", 200, params={"like": task})
        self.ask("GET", "/api/v1/task-runs", 400, params={"like": task, "name": "n"})
        self.ask("GET", "/api/v1/task-runs", 404, params={"like": str(uuid.uuid4())})
        self.ask("GET", "/api/v1/task-statistics", 400, params={"from": "2020-11-20T10:00:00+00:00"})
        answer = self.ask("GET", "/api/v1/tasks/{id}", 200, task)
        self.ask("GET", "/api/v1/tasks/{id}", 304, task,
                 headers={"If-None-Match": answer.headers["ETag"]})
        self.ask("GET", "/api/v1/tasks/{id}", 200, task, params={"wait": 1, "revision": 0})
        self.ask("GET", "/api/v1/tasks/{id}/earlier", 200, task, params={"limit": 5})
        self.ask("GET", "/api/v1/tasks/{id}/earlier", 400, task, params={"limit": 51})
        course = self.ask("GET", "/api/v1/tasks/{id}/course", 200, task)
        self.ask("GET", "/api/v1/tasks/{id}/course", 304, task,
                 headers={"If-None-Match": course.headers["ETag"]})

    def test_report(self):
        task = self.make()
        for update in ({}, {"progress": "p", "fraction": 0.5, "current": 1, "total": 2, "unit": "u",
                            "current_item": "c", "status": "processing", "sequence": 1,
                            "cpu_percent": 12.5, "memory_bytes": 4096},
                       {"fraction": None, "progress": None}):
            self.ask("PATCH", "/api/v1/tasks/{id}", 200, task, json=update)
        self.ask("PATCH", "/api/v1/tasks/{id}", 409, task, json={"sequence": 1})
        for wrong in ({"fraction": 2}, {"current": -1}, {"status": "paused"}, {"progress": 1},
                      {"sequence": 0}, {"name": "other"}):
            self.ask("PATCH", "/api/v1/tasks/{id}", 400, task, json=wrong)
        self.ask("POST", "/api/v1/tasks/{id}/heartbeat", 200, task)
        self.ask("POST", "/api/v1/tasks/{id}/log", 200, task, data=b"a line\n",
                 params={"offset": 0}, headers={"Content-Type": "text/plain"})
        self.ask("POST", "/api/v1/tasks/{id}/log", 400, task, data=b"far", params={"offset": 99},
                 headers={"Content-Type": "text/plain"})
        self.ask("GET", "/api/v1/tasks/{id}/log", 200, task, params={"offset": -4, "limit": 10})
        self.ask("POST", "/api/v1/tasks/{id}/fail", 200, task,
                 json={"error": "e", "exit_code": 3, "signal": 9})
        self.ask("GET", "/api/v1/tasks/{id}", 200, task)

    def test_change(self):
        for verb, body in (("cancel", {}), ("pause", {}), ("resume", {}), ("complete", {}),
                           ("fail", {"error": "e"}), ("heartbeat", {})):
            template = f"/api/v1/tasks/{{id}}/{verb}"
            self.ask("POST", template, 200, self.make(), json=body)
            self.ask("POST", template, 409, self.make_ended(), json=body)
        self.ask("POST", "/api/v1/tasks/{id}/retry", 201, self.make_ended(), json={})
        self.ask("POST", "/api/v1/tasks/{id}/retry", 409, self.make())
        self.ask("DELETE", "/api/v1/tasks/{id}", 409, self.make())
        for verb, wrong in (("fail", {}), ("fail", {"error": "e", "signal": 65}),
                            ("complete", {"exit_code": "x"}), ("pause", {"a": 1})):
            self.ask("POST", f"/api/v1/tasks/{{id}}/{verb}", 400, self.make(), json=wrong)

    def test_pin(self):
        for verb in ("pin", "unpin"):
            for task in (self.make(), self.make_ended()):
                self.ask("POST", f"/api/v1/tasks/{{id}}/{verb}", 200, task)
            self.ask("POST", f"/api/v1/tasks/{{id}}/{verb}", 400, self.make(), json={"a": 1})

    def test_retention(self):
        bounds = self.ask("GET", "/api/v1/retention", 200).json()
        bounds["tasks"] = None
        self.ask("PUT", "/api/v1/retention", 200, who=self.root, json=bounds)
        self.ask("PUT", "/api/v1/retention", 403, json=bounds)
        for wrong in ({**bounds, "tasks": -1}, {**bounds, "days": 1}, {"tasks": 1}):
            self.ask("PUT", "/api/v1/retention", 400, who=self.root, json=wrong)

    def test_index(self):
        row = self.ask("GET", "/api/v1/tasks/{id}", 200, self.make_ended()).json()["row"]
        self.ask("GET", "/api/v1/task-index", 200)
        self.ask("GET", "/api/v1/task-index", 200, params={"status": "failed", "sort": "-name"})
        self.ask("GET", "/api/v1/task-index", 400, params={"sort": "colour"})
        self.ask("GET", "/api/v1/tasks", 200, params={"rows": f"{row},{row + 1000}"})
        self.ask("GET", "/api/v1/tasks", 400, params={"rows": f"{row}", "kind": "build"})

    def test_tokens(self):
        self.ask("POST", "/api/v1/tokens", 201)
        self.ask_twice("/api/v1/tokens", {"name": "once"}, {"name": "other"})
        made = self.ask("POST", "/api/v1/tokens", 201,
                        json={"name": "t", "scope": "read", "expires_in": 60}).json()
        for wrong in ({"scope": "all"}, {"expires_in": 0}, {"name": 1}):
            self.ask("POST", "/api/v1/tokens", 400, json=wrong)
        self.ask("GET", "/api/v1/tokens", 200)
        self.ask("DELETE", "/api/v1/tokens/{id}", 204, made["token_id"])

    def test_accounts(self):
        email = "third@example.org"
        self.ask_twice("/api/v1/accounts", {"email": email}, {"email": "other-" + email}, self.root)
        self.ask("POST", "/api/v1/accounts", 409, who=self.root, json={"email": email})
        self.ask("POST", "/api/v1/accounts", 400, who=self.root, json={"email": "x"}, valid=True)
        self.ask("POST", "/api/v1/accounts", 403, json={"email": email})
        self.ask("GET", "/api/v1/accounts", 200, who=self.root)
        self.ask("GET", "/api/v1/accounts", 403)
        password = "/api/v1/accounts/{email}/password"
        self.ask("PUT", password, 204, email, who=self.root, json={"password": PASSWORD})
        self.ask("PUT", password, 400, email, who=self.root, json={"password": "short"}, valid=True)
        own = "/api/v1/account/password"
        change = {"current": PASSWORD, "password": PASSWORD + ", another"}
        third = self.sign_in(email)
        self.ask("PUT", own, 403, who=third, json={**change, "current": "wrong"})
        self.ask("PUT", own, 400, who=third, json={**change, "password": "short"}, valid=True)
        self.ask("PUT", own, 204, who=third, json=change)
        self.ask("DELETE", "/api/v1/accounts/{email}", 204, email, who=self.root)

    def test_events(self):
        self.ask("GET", "/api/v1/events", 200)
        self.ask("GET", "/api/v1/events", 200, headers={"Last-Event-ID": "0"})
        self.ask("GET", "/api/v1/events", 400, params={"since": 0})

    def test_service(self):
        self.ask("GET", "/api/v1/metrics", 200)
        self.ask("GET", "/api/v1/metrics", 200, who=self.root)
        self.ask("GET", "/api/v1/metrics", 401, who={})
        self.ask("GET", "/api/v1/openapi.json", 200)
        self.ask("GET", "/api/v1/openapi.json", 401, who={})

    def test_health(self):
        self.ask("GET", "/api/v1/health", 200, who={})


if __name__ == "__main__":
    unittest.main(verbosity=2)
