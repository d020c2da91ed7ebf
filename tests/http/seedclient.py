#!/usr/bin/env python3
"""Clients that were written for the seed's endpoint, against a running `headway serve`.

Usage: seedclient.py PATH-OF-HEADWAY [unittest arguments]
"""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

import requests

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
EMAIL = 'owner@example.org'
OTHER = 'other@example.org'
PASSWORD = 'correct horse battery'
PATIENCE = 30  # seconds


class Server:
    """`headway serve` on a free port."""

    def __init__(self, directory, *arguments):
        self.directory = pathlib.Path(directory)
        self.process = subprocess.Popen(
            [HEADWAY, 'serve', '--port', '0', '--data-dir', str(directory), '--email', EMAIL,
             *arguments],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        ready = re.fullmatch(r'Headway listening on http://127\.0\.0\.1:(\d+)\n', line)
        assert ready, f'not the line that tells it is ready: {line!r}'
        self.port = int(ready[1])
        self.url = f'http://localhost:{self.port}'

    def endpoint(self):
        return json.loads((self.directory / 'run' / 'endpoint.json').read_text())

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        return self.process.returncode


def login(server, email=EMAIL):
    answer = requests.post(f'{server.url}/api/login', json={'email': email, 'password': PASSWORD},
                           timeout=PATIENCE)
    assert answer.status_code == 200, answer.text
    return answer.cookies['session']


class SeedClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.server = Server(os.path.join(cls.directory.name, 'data'))
        cls.addClassCleanup(cls.directory.cleanup)
        cls.addClassCleanup(lambda: cls.server.stop())
        accounts = f'{cls.server.url}/api/v1/accounts'
        bearer = {'Authorization': f'Bearer {cls.server.endpoint()["token"]}'}
        requests.put(f'{accounts}/{EMAIL}/password', json={'password': PASSWORD}, headers=bearer,
                     timeout=PATIENCE).raise_for_status()
        requests.post(accounts, json={'email': OTHER, 'password': PASSWORD}, headers=bearer,
                      timeout=PATIENCE).raise_for_status()
        cls.value = login(cls.server)
        cls.other = login(cls.server, OTHER)

    def get(self, path, value=None):
        port = self.server.port
        return requests.get(f'http://localhost:{port}{path}',
                            cookies={'session': value or self.value}, timeout=PATIENCE)

    def post(self, path, body=None, value=None):
        return requests.post(f'{self.server.url}{path}', json=body,
                             cookies={'session': value or self.value}, timeout=PATIENCE)

    def create(self, **members):
        answer = self.post('/api/v1/tasks', {'name': 'n', 'status': 'processing', **members})
        self.assertEqual(answer.status_code, 201, answer.text)
        return answer.json()['task_id']

    def curl(self, *arguments):
        done = subprocess.run(['curl', '--silent', '--show-error', *arguments],
                              capture_output=True, text=True, timeout=PATIENCE, check=True)
        return done.stdout

    def test_status_of_every_state(self):
        port, value = self.server.port, self.value
        task_id = self.create(name='index', kind='indexing')
        response = requests.get(f'http://localhost:{port}/api/task-status/{task_id}',
                                cookies={'session': value}, timeout=PATIENCE)
        self.assertEqual(response.status_code, 200)
        status = response.json()
        created = status['created_at']
        self.assertRegex(created, r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$')
        self.assertEqual(status, {'task_id': task_id, 'status': 'processing', 'progress': '',
                                  'created_at': created})
        requests.patch(f'{self.server.url}/api/v1/tasks/{task_id}', json={'progress': 'half'},
                       cookies={'session': value}, timeout=PATIENCE).raise_for_status()
        status = self.get(f'/api/task-status/{task_id}').json()
        self.assertEqual(list(status),
                         ['task_id', 'status', 'progress', 'created_at', 'updated_at'])
        self.assertEqual(status['progress'], 'half')
        self.post(f'/api/v1/tasks/{task_id}/complete', {'result': {'files': 3}})
        response = self.get(f'/api/task-status/{task_id}')
        status = response.json()
        self.assertEqual(response.text, (
            f'{{"task_id":"{task_id}","status":"completed","progress":"half",'
            f'"created_at":"{created}","updated_at":"{status["updated_at"]}",'
            f'"result":{{"files": 3}},"completed_at":"{status["completed_at"]}"}}'))

    def test_polling_until_it_has_ended(self):
        task_id = self.create()
        seen = []
        for step in ('patch', 'complete'):
            seen.append(self.get(f'/api/task-status/{task_id}').json()['status'])
            if step == 'patch':
                requests.patch(f'{self.server.url}/api/v1/tasks/{task_id}',
                               json={'fraction': 0.5}, cookies={'session': self.value},
                               timeout=PATIENCE)
            else:
                self.post(f'/api/v1/tasks/{task_id}/complete')
        seen.append(self.get(f'/api/task-status/{task_id}').json()['status'])
        self.assertEqual(seen, ['processing', 'processing', 'completed'])

    def test_errors_are_told_in_order(self):
        task_id = self.create()
        missing = '0b4b0b1e-57d3-4b6c-8f43-1b3ad0bdbd6f'
        for path in ('task-status', 'chat-status', 'task', 'index-progress'):
            with self.subTest(path):
                for name in (task_id, missing, 'nonsense'):
                    nobody = requests.get(f'{self.server.url}/api/{path}/{name}', timeout=PATIENCE)
                    self.assertEqual((nobody.status_code, nobody.text),
                                     (401, '{"error":"Authentication required"}'))
                for name in (missing, 'nonsense'):
                    unknown = self.get(f'/api/{path}/{name}', self.other)
                    self.assertEqual((unknown.status_code, unknown.text),
                                     (404, '{"error":"Task not found"}'))
                foreign = self.get(f'/api/{path}/{task_id}', self.other)
                self.assertEqual((foreign.status_code, foreign.text),
                                 (403, '{"error":"Access denied"}'))

    def test_cancel(self):
        task_id = self.create()
        foreign = self.post(f'/api/cancel-task/{task_id}', value=self.other)
        self.assertEqual((foreign.status_code, foreign.text), (403, '{"error":"Access denied"}'))
        done = self.post(f'/api/cancel-task/{task_id}')
        self.assertEqual((done.status_code, done.text),
                         (200, '{"message":"Task cancelled successfully"}'))
        status = self.get(f'/api/task-status/{task_id}').json()
        self.assertEqual((status['status'], status['error']), ('failed', 'Cancelled by user'))
        pending = self.post('/api/v1/tasks', {'name': 'n'}).json()['task_id']
        refused = self.post(f'/api/cancel-task/{pending}')
        self.assertEqual((refused.status_code, refused.text),
                         (400, '{"error":"Task is not currently processing"}'))

    def test_index_progress(self):
        task_id = self.create()
        self.assertEqual(self.get(f'/api/index-progress/{task_id}').json(),
                         {'status': 'processing', 'progress': '', 'current_file': '',
                          'processed': 0, 'total': 0})

    def test_a_session_object_stays_connected(self):
        with requests.Session() as client:
            client.post(f'{self.server.url}/api/login',
                        json={'email': EMAIL, 'password': PASSWORD}, timeout=PATIENCE)
            for _ in range(50):
                answer = client.get(f'{self.server.url}/api/session', timeout=PATIENCE)
                self.assertEqual(answer.json(), {'user': {'email': EMAIL}})
            self.assertEqual(client.post(f'{self.server.url}/api/logout',
                                         timeout=PATIENCE).status_code, 200)
            ended = client.get(f'{self.server.url}/api/session', timeout=PATIENCE)
            self.assertEqual(ended.status_code, 401)

    def test_curl(self):
        task_id = self.create()
        url = f'{self.server.url}/api/task-status/{task_id}'
        expected = self.get(f'/api/task-status/{task_id}').text
        cookie = f'session={self.value}'
        for options in ([], ['--http1.0'], ['-4'], ['-6'], ['--compressed'],
                        ['--header', 'Connection: close']):
            with self.subTest(options):
                self.assertEqual(self.curl(*options, '--cookie', cookie, url), expected)
        head = self.curl('--head', '--cookie', cookie, url)
        self.assertTrue(head.startswith('HTTP/1.1 200 OK\n'), head)
        self.assertIn(f'Content-Length: {len(expected.encode())}\n', head)

    def test_curl_signs_in_and_reports(self):
        jar = os.path.join(self.directory.name, 'jar')
        self.curl('--cookie-jar', jar, '--json', json.dumps({'email': EMAIL, 'password': PASSWORD}),
                  f'{self.server.url}/api/login')
        made = json.loads(self.curl('--cookie', jar, '--json', '{"name":"from curl"}',
                                    f'{self.server.url}/api/v1/tasks'))
        log = f'{self.server.url}/api/v1/tasks/{made["task_id"]}/log'
        piece = os.path.join(self.directory.name, 'piece')
        pathlib.Path(piece).write_bytes(b'x' * 1024 * 1024)
        sent = self.curl('--cookie', jar, '--header', 'Expect: 100-continue',
                         '--header', 'Content-Type: text/plain', '--data-binary', f'@{piece}', log)
        self.assertEqual(sent, '{"size":1048576}')
        status = self.curl('--cookie', jar, '--header', 'Content-Type: text/plain', '--header',
                           'Transfer-Encoding: chunked', '--data-binary', f'@{piece}', '--output',
                           os.devnull, '--write-out', '%{http_code}', log)
        self.assertEqual(status, '501')

    def test_kill_loses_nothing_that_was_answered(self):
        directory = os.path.join(self.directory.name, 'killed')
        server = Server(directory)
        try:
            bearer = {'Authorization': f'Bearer {server.endpoint()["token"]}'}
            names = []
            for number in range(20):
                answer = requests.post(f'{server.url}/api/v1/tasks', json={'name': str(number)},
                                       headers=bearer, timeout=PATIENCE)
                self.assertEqual(answer.status_code, 201)
                names.append(str(number))
            server.stop(signal.SIGKILL)
            server = Server(directory)
            stale = requests.get(f'{server.url}/api/session', headers=bearer, timeout=PATIENCE)
            self.assertEqual(stale.status_code, 401)
            bearer = {'Authorization': f'Bearer {server.endpoint()["token"]}'}
            tasks = requests.get(f'{server.url}/api/v1/tasks', headers=bearer,
                                 timeout=PATIENCE).json()['tasks']
            self.assertEqual([task['name'] for task in reversed(tasks)], names)
        finally:
            self.assertEqual(server.stop(), 0)

    def test_session_outlives_a_restart(self):
        directory = os.path.join(self.directory.name, 'restarted')
        server = Server(directory)
        try:
            bearer = {'Authorization': f'Bearer {server.endpoint()["token"]}'}
            requests.put(f'{server.url}/api/v1/accounts/{EMAIL}/password',
                         json={'password': PASSWORD}, headers=bearer,
                         timeout=PATIENCE).raise_for_status()
            value = login(server)
            self.assertEqual(server.stop(), 0)
            server = Server(directory)
            answer = requests.get(f'{server.url}/api/session', cookies={'session': value},
                                  timeout=PATIENCE)
            self.assertEqual(answer.status_code, 200)
        finally:
            server.stop()

    def test_taken_port_and_foreign_address_are_refused(self):
        directory = os.path.join(self.directory.name, 'refused')
        with socket.socket() as holder:
            holder.bind(('127.0.0.1', 0))
            holder.listen()
            taken = str(holder.getsockname()[1])
            for arguments in (['--port', taken], ['--port', '0', '--bind', '0.0.0.0']):
                with self.subTest(arguments):
                    done = subprocess.run(
                        [HEADWAY, 'serve', '--data-dir', directory, '--email', EMAIL, *arguments],
                        capture_output=True, text=True, timeout=PATIENCE, check=False)
                    self.assertIn(done.returncode, (1, 2))
                    self.assertEqual(done.stdout, '')
                    self.assertRegex(done.stderr, r'\Aheadway: [^\n]+\n\Z')
                    if taken in arguments:
                        self.assertEqual(done.returncode, 1)
                        self.assertIn(taken, done.stderr)


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
