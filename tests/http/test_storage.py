#!/usr/bin/env python3
"""`headway serve` on a disk that is full, read-only or broken, and well again.

Usage: test_storage.py PATH-OF-HEADWAY PATH-OF-BROKENDISK [unittest arguments]
"""

import contextlib
import json
import mmap
import os
import pathlib
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from service import EMAIL, PASSWORD, PATIENCE, Service

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
BROKEN_DISK = sys.argv[2] if len(sys.argv) > 2 else ''
RESERVE = 4 * 1024 * 1024
MANY = 1000  # more changes than find room in what SQLite has already


class Disk:
    """What the preloaded library is told."""

    def __init__(self, directory):
        self.directory = directory
        self.file = directory / 'control'
        self.file.write_bytes(bytes(mmap.PAGESIZE))
        with open(self.file, 'r+b') as file:
            self.memory = mmap.mmap(file.fileno(), 0)

    def environment(self):
        return {**os.environ, 'LD_PRELOAD': BROKEN_DISK, 'BROKEN_DISK': str(self.file),
                'BROKEN_DISK_ROOT': str(self.directory / 'data')}

    def fill(self):
        self.memory[8:16] = bytes(8)
        self.memory[0:1] = b'F'

    def break_(self, mode):
        self.memory[0:1] = mode

    def mend(self):
        self.memory[0:1] = b'\0'


class StorageTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        self.disk = Disk(self.directory)
        self.answered = {}  # tasks, by id
        self.service = None
        self.start()
        self.live = [self.change('POST', '/api/v1/tasks', {'name': f'live {i}',
                                                           'status': 'processing'})
                     for i in range(4)]
        self.ended = [self.change('POST', f'/api/v1/tasks/{self.made()}/complete', {})
                      for i in range(3)]

    def start(self):
        self.service = Service(HEADWAY, self.directory / 'data', '--rate-limits', 'off',
                               password=None, env=self.disk.environment())
        self.addCleanup(self.service.stop)

    def made(self):
        return self.change('POST', '/api/v1/tasks', {'name': 'ends soon'})

    def kill(self):
        self.service.process.kill()
        self.service.process.wait(PATIENCE)

    def ask(self, method, path, body=None, key=None):
        """The status, the headers, and the answer as it came."""
        request = urllib.request.Request(f'http://127.0.0.1:{self.service.port}{path}',
                                         method=method,
                                         headers={'Authorization': self.service.bearer})
        if key:
            request.add_header('Idempotency-Key', key)
        if isinstance(body, bytes):
            request.data = body
            request.add_header('Content-Type', 'text/plain')
        elif body is not None or method == 'POST':
            request.data = json.dumps({} if body is None else body).encode()
            request.add_header('Content-Type', 'application/json')
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    def change(self, method, path, body=None, key=None):
        """The id of the task, whose answer is taken down."""
        status, _, answer = self.ask(method, path, body, key)
        self.assertIn(status, (200, 201), answer)
        task = json.loads(answer)
        self.answered[task['task_id']] = task
        return task['task_id']

    def delete(self, task):
        self.assertEqual(self.ask('DELETE', f'/api/v1/tasks/{task}')[0], 204)
        del self.answered[task]

    def assert_refused(self, status, method, path, body=None, key=None):
        got, headers, answer = self.ask(method, path, body, key)
        self.assertEqual(got, status, answer)
        self.assertEqual(headers['Content-Type'], 'application/problem+json')
        self.assertIn('nothing was changed', json.loads(answer)['detail'])
        if status == 503:
            self.assertGreaterEqual(int(headers['Retry-After']), 1)

    def assert_all_there(self):
        """What was answered, and nothing else."""
        tasks = self.service.call('GET', '/api/v1/tasks?limit=1000')['tasks']
        self.assertEqual({task['task_id']: task for task in tasks}, self.answered)

    def assert_reads_go_on(self):
        self.assert_all_there()
        task = self.live[0]
        self.assertEqual(self.ask('GET', f'/api/v1/tasks/{task}/log')[0], 200)
        self.assertEqual(self.ask('GET', f'/api/task-status/{task}')[0], 200)
        self.assertEqual(self.ask('GET', '/api/v1/health')[0], 200)

    def use_up(self):
        """Until nothing more is taken."""
        for number in range(MANY):
            status, _, answer = self.ask('POST', '/api/v1/tasks', {'name': f'filler {number}'})
            if status != 201:
                return self.assertEqual(status, 507, answer)
            task = json.loads(answer)
            self.answered[task['task_id']] = task
        self.fail('the disk is never full')

    def wait_until_taken(self, name, key):
        """It recovers by itself."""
        deadline = time.monotonic() + PATIENCE
        body = {'name': name}
        while self.ask('POST', '/api/v1/tasks', body, key)[0] != 201:
            self.assertLess(time.monotonic(), deadline, 'it does not recover')
            time.sleep(0.1)
        self.change('POST', '/api/v1/tasks', body, key)  # the same: it was made once

    def assert_reserve(self):
        info = (self.directory / 'data' / 'reserve').stat()
        self.assertEqual(info.st_size, RESERVE)
        self.assertGreaterEqual(info.st_blocks * 512, RESERVE)
        self.assertEqual(stat.S_IMODE(info.st_mode), 0o600)

    def assert_full_disk_is_stood(self):
        self.use_up()
        self.assert_refused(507, 'POST', '/api/v1/tasks', {'name': 'too much'}, 'full')
        self.assert_refused(507, 'PATCH', f'/api/v1/tasks/{self.live[0]}', {'progress': 'no'})
        self.assert_refused(507, 'POST', f'/api/v1/tasks/{self.live[0]}/complete', {})
        self.assert_refused(507, 'POST', f'/api/v1/tasks/{self.live[0]}/log', b'no\n')
        self.assert_reads_go_on()

    def assert_room_can_be_made(self, live, ended):
        self.assertEqual(self.ask('POST', f'/api/cancel-task/{live[0]}')[0], 200)
        self.answered[live[0]] = self.service.call('GET', f'/api/v1/tasks/{live[0]}')
        self.assertEqual(self.answered[live[0]]['status'], 'cancelled')
        self.change('POST', f'/api/v1/tasks/{live[1]}/cancel')
        self.delete(ended)
        self.assertEqual((self.directory / 'data' / 'reserve').stat().st_size, 0)
        self.assert_refused(507, 'POST', '/api/v1/tasks', {'name': 'too much'}, 'full')
        self.assert_reads_go_on()

    def restart_and_compare(self):
        self.kill()
        self.start()
        self.assert_all_there()

    def test_full_disk(self):
        self.assert_reserve()
        self.disk.fill()
        self.assert_full_disk_is_stood()
        self.assert_room_can_be_made(self.live, self.ended[0])
        self.disk.mend()
        self.wait_until_taken('too much', 'full')
        self.assert_reserve()
        self.restart_and_compare()

    def test_start_on_a_full_disk(self):
        self.kill()
        self.disk.fill()
        self.start()
        self.assert_full_disk_is_stood()
        self.assert_room_can_be_made(self.live, self.ended[0])
        self.restart_and_compare()
        self.change('POST', f'/api/v1/tasks/{self.live[2]}/cancel')
        self.disk.mend()
        self.wait_until_taken('too much', 'full')
        self.assert_reserve()
        self.restart_and_compare()

    def test_start_on_a_full_disk_after_a_stop_in_order(self):
        self.service.stop()
        self.disk.fill()
        self.start()
        self.assert_full_disk_is_stood()
        self.assert_room_can_be_made(self.live, self.ended[0])
        self.restart_and_compare()

    def test_killed_on_a_full_disk(self):
        self.disk.fill()
        self.use_up()
        self.restart_and_compare()
        self.delete(self.ended[0])
        self.restart_and_compare()

    def test_account_is_removed_on_a_full_disk(self):
        other = {'email': 'other@example.org', 'password': PASSWORD}
        self.service.call('POST', '/api/v1/accounts', other)
        session = self.ask('POST', '/api/login', other)[1]['Set-Cookie'].split(';')[0]
        for number in range(120):  # what one commit deletes, and more
            request = urllib.request.Request(
                f'http://127.0.0.1:{self.service.port}/api/v1/tasks',
                data=json.dumps({'name': f'theirs {number}'}).encode(),
                headers={'Cookie': session, 'Content-Type': 'application/json'})
            urllib.request.urlopen(request, timeout=PATIENCE).close()
        self.disk.fill()
        self.assert_full_disk_is_stood()
        self.assert_room_can_be_made(self.live, self.ended[0])
        self.assertEqual(self.ask('DELETE', '/api/v1/accounts/other@example.org')[0], 204)
        file = self.directory / 'data' / 'headway.db'
        left = 'SELECT count(*) FROM (SELECT owner_id FROM tasks UNION SELECT id FROM accounts)'
        deadline = time.monotonic() + PATIENCE
        with contextlib.closing(sqlite3.connect(f'file:{file}?mode=ro', uri=True)) as database:
            while database.execute(left).fetchone() != (1,):  # the owner
                self.assertLess(time.monotonic(), deadline, 'its tasks stay')
                time.sleep(0.1)
        self.assert_refused(507, 'POST', '/api/v1/tasks', {'name': 'too much'}, 'full')
        self.assert_reads_go_on()

    def test_broken_disk(self):
        for mode in (b'S', b'W', b'R'):
            with self.subTest(mode=mode):
                self.disk.break_(mode)
                self.assert_nothing_is_taken(mode.decode())
                self.disk.mend()
                self.wait_until_taken('too bad', mode.decode())
                self.assert_all_there()
                self.change('POST', f'/api/v1/tasks/{self.live.pop()}/cancel')
                self.restart_and_compare()

    def assert_nothing_is_taken(self, key):
        task = self.live[-1]
        for _ in range(3):
            self.assert_refused(503, 'POST', '/api/v1/tasks', {'name': 'too bad'}, key)
        self.assert_refused(503, 'POST', f'/api/v1/tasks/{task}/log', b'no\n')
        self.assert_refused(503, 'POST', f'/api/v1/tasks/{task}/cancel')
        status, _, answer = self.ask('POST', f'/api/cancel-task/{task}')
        self.assertEqual((status, json.loads(answer)), (500, {'error': 'Failed to cancel task'}))
        self.assert_reads_go_on()

    def test_log_on_a_broken_disk(self):
        path = f'/api/v1/tasks/{self.live[0]}/log?offset='
        for mode, refusal in ((b'S', 503), (b'W', 503), (b'F', 507)):
            with self.subTest(mode=mode):
                before = self.ask('GET', path + '0')[2]
                self.disk.fill() if mode == b'F' else self.disk.break_(mode)
                self.assert_refused(refusal, 'POST', path + str(len(before)), b'a line\n')
                self.assertEqual(self.ask('GET', path + '0')[0], 200)
                self.disk.mend()
                self.wait_until_taken('again', mode.decode())
                status, _, answer = self.ask('POST', path + str(len(before)), b'another line\n')
                self.assertEqual((status, json.loads(answer)), (200, {'size': len(before) + 13}))
                self.assertEqual(self.ask('GET', path + '0')[2], before + b'another line\n')

    def test_killed_on_a_broken_disk(self):
        """What was refused may be there after a kill, but never half and never twice."""
        self.disk.break_(b'S')
        for number in range(3):
            self.assert_refused(503, 'POST', '/api/v1/tasks', {'name': f'refused {number}'},
                                f'refused-{number}')
        self.kill()
        self.disk.mend()
        self.start()
        for number in range(3):
            self.change('POST', '/api/v1/tasks', {'name': f'refused {number}'},
                        f'refused-{number}')
        self.assert_all_there()

    def test_sign_in_on_a_full_disk(self):
        self.service.call('PUT', f'/api/v1/accounts/{EMAIL}/password', {'password': PASSWORD})
        self.disk.fill()
        self.use_up()
        status, _, answer = self.ask('POST', '/api/login', {'email': EMAIL, 'password': PASSWORD})
        self.assertEqual((status, json.loads(answer)), (500, {'error': 'Failed to sign in'}))

    def test_damage_met_while_running_is_told(self):
        for number in range(30):
            task = self.change('POST', '/api/v1/tasks', {'name': f'{number} {900 * "x"}'})
            self.change('POST', f'/api/v1/tasks/{task}/complete', {})
        self.service.stop()  # and what it had in its log is in the database
        self.start()
        health = '/api/v1/health'
        self.assertEqual(self.service.call('GET', health)['storage'], 'working')
        self.wipe_some_tasks(self.directory / 'data' / 'headway.db')
        status, headers, _ = self.ask('GET', '/api/v1/tasks?limit=1000')
        self.assertEqual((status, headers['Headway-Storage']), (503, 'damaged'))
        self.assertEqual(self.service.call('GET', health)['storage'], 'damaged')
        self.made()  # what is new is kept
        met = subprocess.run([HEADWAY, 'list', '--limit', '1000', '--data-dir',
                              str(self.directory / 'data')],
                             capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertNotEqual(met.returncode, 0)
        self.assertRegex(met.stderr, 'headway: .* damaged .* start it again: ')
        told = subprocess.run([HEADWAY, 'status', self.live[0], '--data-dir',
                               str(self.directory / 'data')],
                              capture_output=True, text=True, timeout=PATIENCE, check=True)
        self.assertIn('live 0', told.stdout)
        self.assertRegex(told.stderr, '^headway: .* damaged .* start it again: .*\n$')

    @staticmethod
    def wipe_some_tasks(file):
        """Neither the first, which live, nor the last, behind which new ones come."""
        leaves = 'SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path'
        with contextlib.closing(sqlite3.connect(f'file:{file}?mode=ro', uri=True)) as database:
            pages = database.execute(leaves, ('tasks', 'leaf')).fetchall()
            page, = pages[len(pages) // 2]
            size, = database.execute('PRAGMA page_size').fetchone()
        with open(file, 'r+b') as bytes_:
            bytes_.seek((page - 1) * size)
            bytes_.write(bytes(size))


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
