#!/usr/bin/env python3
"""Clients that mean harm, live over sockets, against a running `headway serve`.

Usage: test_siege.py PATH-OF-HEADWAY [--long] [unittest arguments]

Tells what it measured at the end. With --long it takes minutes, and the slowest answer is held to
its bound; a machine that builds and tests beside it may be slow for other reasons.
"""

import contextlib
import json
import os
import pathlib
import re
import resource
import select
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request

from service import PASSWORD, PATIENCE, Service

LONG = '--long' in sys.argv
ARGUMENTS = [one for one in sys.argv[1:] if one != '--long']
HEADWAY = ARGUMENTS[0] if ARGUMENTS else ''
OTHER = 'other@example.org'
MEGABYTE = 1024 * 1024
GROWTH = 50 * MEGABYTE  # of resident memory, at the most
SLOW_CONNECTIONS = 500
SLOW_SECONDS = 30 if LONG else 3
SLOWEST = 1 if LONG else PATIENCE  # seconds for another user's answer meanwhile
MANY = 20000 if LONG else 2000
DEAF = 100 if LONG else 20  # clients that never read
FEW_DESCRIPTORS = 64
CROWD = 300
BODY = 256 * 1024
UPLOAD = MEGABYTE
TICKS = os.sysconf('SC_CLK_TCK')

HIDDEN = '{"name":"hidden"}'


class Watch:
    """What the kernel tells of a process."""

    def __init__(self, pid):
        self.root = pathlib.Path(f'/proc/{pid}')

    def memory(self, name):
        """Bytes. VmRSS is what is resident now, VmHWM the most since forget_peak()."""
        found = re.search(rf'^{name}:\s+(\d+) kB$', (self.root / 'status').read_text(), re.M)
        return int(found[1]) * 1024

    def forget_peak(self):
        (self.root / 'clear_refs').write_text('5')

    def descriptors(self):
        return len(os.listdir(self.root / 'fd'))

    def ticks(self):
        fields = (self.root / 'stat').read_text().rpartition(')')[2].split()
        return int(fields[11]) + int(fields[12])


def wait(seconds):
    select.select([], [], [], seconds)


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, 'not in time'
        wait(0.02)


def connect(port):
    return socket.create_connection(('127.0.0.1', port), PATIENCE)


def rest_of(client):
    """All that still comes."""
    received = b''
    with contextlib.suppress(ConnectionError):
        while piece := client.recv(65536):
            received += piece
    return received


def pour(clients, request):
    """Sends `request` to each, until no more is taken."""
    left = {}
    for client in clients:
        client.setblocking(False)
        left[client] = memoryview(request)
    while left:
        _, ready, _ = select.select([], list(left), [], 0.5)
        if not ready:
            return
        for client in ready:
            with contextlib.suppress(ConnectionError, BlockingIOError):
                left[client] = left[client][client.send(left[client]):]
                if left[client]:
                    continue
            del left[client]


def reset(client):
    """Closes without a farewell."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    client.close()


class Besieged(unittest.TestCase):
    """A service whose memory and descriptors are watched through every test."""

    rates = 'on'

    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.service = Service(HEADWAY, os.path.join(cls.directory, 'data'), '--rate-limits',
                              cls.rates)
        cls.addClassCleanup(cls.service.stop)
        cls.port = cls.service.port
        cls.service.call('POST', '/api/v1/accounts', {'email': OTHER, 'password': PASSWORD})
        cls.task = cls.service.create('quarterly figures')
        cls.watch = Watch(cls.service.process.pid)
        cls.cookie = cls.signed_in()  # before memory is measured: a password costs much of it
        cls.service.ledger()  # what is opened when it is first needed is open now
        cls.resident = cls.watch.memory('VmRSS')
        cls.descriptors = cls.watch.descriptors()

    @classmethod
    def signed_in(cls):
        """The Cookie field of a session of the other user's."""
        request = urllib.request.Request(
            f'http://127.0.0.1:{cls.port}/api/login',
            json.dumps({'email': OTHER, 'password': PASSWORD}).encode(),
            {'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return 'Cookie: ' + answer.headers['Set-Cookie'].partition(';')[0]

    def setUp(self):
        self.watch.forget_peak()

    def tearDown(self):
        self.assertIsNone(self.service.process.poll())
        until(lambda: self.watch.descriptors() <= self.descriptors)
        peak = self.watch.memory('VmHWM')
        print(f'{self._testMethodName}: resident {self.watch.memory("VmRSS") // 1024} kB, '
              f'at most {peak // 1024} kB, at first {self.resident // 1024} kB', file=sys.stderr)
        self.assertLess(peak - self.resident, GROWTH)
        self.assertEqual(self.service.call('GET', f'/api/v1/tasks/{self.task}')['task_id'],
                         self.task)

    def anybodys_head(self, line, *fields):
        return '\r\n'.join([line, f'Host: localhost:{self.port}', *fields, '', '']).encode()

    def head(self, line, *fields):
        return self.anybodys_head(line, f'Authorization: {self.service.bearer}', *fields)

    @contextlib.contextmanager
    def crowd(self, request):
        """Connections that have sent `request`, as far as it is taken."""
        with contextlib.ExitStack() as stack:
            clients = []
            for _ in range(CROWD // 50):  # who has sent nothing yet does not stay among many
                some = [stack.enter_context(connect(self.port)) for _ in range(50)]
                pour(some, request)
                clients += some
            for client in clients:
                client.setblocking(True)
            yield clients


class Siege(Besieged):
    rates = 'off'

    def hidden(self):
        return self.head('POST /api/v1/tasks HTTP/1.1', 'Content-Type: application/json',
                         f'Content-Length: {len(HIDDEN)}') + HIDDEN.encode()

    def exchange(self, request):
        """The statuses of all that comes for `request`."""
        with connect(self.port) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            return [int(status) for status in re.findall(rb'HTTP/1\.1 (\d{3})', rest_of(client))]

    def smuggled(self):
        """Heads of a POST, each with bytes after it, in which a proxy and we might see two ends."""
        size = len(self.hidden())
        chunks = b'0\r\n\r\n'
        lengths = ['0', f'0, {size}', f'{size}, 0', '+0', '-0', '-1', '0x0', '0\t1', ' ', '00 1',
                   '18446744073709551616', '18446744073709551615', '9223372036854775808', '1e0',
                   '0;', '"0"', '\x0b0']
        for length in lengths:
            if length != '0':
                yield [f'Content-Length: {length}'], b''
        for first, second in ((0, size), (size, 0)):
            yield [f'Content-Length: {first}', f'Content-Length: {second}'], b''
            yield [f'Content-Length: {first}', f'content-length: {second}'], b''
        codings = ['chunked', 'Chunked', 'CHUNKED', 'identity', 'chunked, identity', 'x, chunked',
                   'xchunked', ' chunked', '\tchunked', 'chunked;a=b', '"chunked"', '\x0bchunked',
                   'chunked\x00', 'chunk', '']
        for coding in codings:
            yield [f'Transfer-Encoding: {coding}'], chunks
            yield [f'Content-Length: {len(chunks)}', f'Transfer-Encoding: {coding}'], chunks
            yield [f'Transfer-Encoding: {coding}', f'Content-Length: {size}'], chunks
        for name in ('Transfer-Encoding ', ' Transfer-Encoding', 'Transfer-Encoding\t',
                     'X: y\nTransfer-Encoding', 'X: y\rTransfer-Encoding', 'Transfer-Encoding\x00',
                     '\x00Transfer-Encoding', 'Content-Length ', ' Content-Length',
                     'X: y\nContent-Length', 'Content\x00-Length'):
            yield [f'{name}: {"chunked" if "Transfer" in name else size}'], chunks
        yield ['Transfer-Encoding:\r\n chunked'], chunks
        yield ['Content-Length:\r\n 5'], chunks
        yield ['X: y', f' Content-Length: {size}'], b''
        yield ['Content-Length: 5', 'Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings'], chunks
        yield ['Expect: 100-continue', 'Content-Length: 5', 'Content-Length: 0'], chunks

    def test_one_answer_for_one_request(self):
        before = self.service.ledger()
        for fields, after in self.smuggled():
            with self.subTest(fields):
                visible = self.head('POST /api/v1/tasks HTTP/1.1', *fields)
                statuses = self.exchange(visible + after + self.hidden())
                self.assertEqual(len(statuses), 1)
                self.assertGreaterEqual(statuses[0], 400)
        # What is a body is not a request, whatever it looks like.
        body = self.hidden()
        statuses = self.exchange(self.head(f'POST /api/v1/tasks/{self.task}/heartbeat HTTP/1.1',
                                           'Content-Type: application/json',
                                           f'Content-Length: {len(body)}') + body)
        self.assertEqual(statuses, [400])
        self.assertEqual(self.service.ledger(), before)
        # The hidden request is a good one, and is served when it is not hidden.
        visible = self.head('GET /api/session HTTP/1.1')
        self.assertEqual(self.exchange(visible + self.hidden() + visible), [200, 201, 200])
        self.assertNotEqual(self.service.ledger(), before)

    def test_byte_after_byte(self):
        with connect(self.port) as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in self.hidden() + self.head('GET /api/session HTTP/1.1', 'Connection: close'):
                client.send(bytes([byte]))
            self.assertEqual(re.findall(rb'HTTP/1\.1 (\d{3})', rest_of(client)), [b'201', b'200'])

    def send_much(self, first, piece, size):
        """The status for what goes on for `size` bytes; None when a reset took it away."""
        with connect(self.port) as client:
            with contextlib.suppress(ConnectionError):
                client.sendall(first)
                for _ in range(size // len(piece)):
                    client.sendall(piece)
            found = re.match(rb'HTTP/1\.1 (\d{3})', rest_of(client))
            return found and int(found[1])

    def test_endless_body(self):
        head = self.head('POST /api/v1/tasks HTTP/1.1', 'Content-Type: application/json',
                         'Content-Length: 10000000000')
        self.assertIn(self.send_much(head, b'x' * 65536, 64 * MEGABYTE), (413, None))
        self.assertEqual(self.send_much(head, b'x', 0), 413)

    def test_endless_head(self):
        self.assertIn(self.send_much(b'GET / HTTP/1.1\r\n', b'A: bcdefghijkl\r\n' * 4096,
                                     64 * MEGABYTE), (431, None))
        self.assertIn(self.send_much(b'GET /', b'x' * 65536, 64 * MEGABYTE), (414, None))
        self.assertIn(self.send_much(b'GET / HTTP/1.1\r\nA: ', b'x' * 65536, 64 * MEGABYTE),
                      (431, None))

    def test_half_closed_and_reset(self):
        asks = [b'', b'GET', b'GET / HTTP/1.1\r\nHost: a', self.head('GET /api/session HTTP/1.1'),
                self.hidden()[:-5], self.head(f'GET /api/v1/tasks/{self.task} HTTP/1.1') * 50]
        for number in range(MANY // 4):
            ask = asks[number % len(asks)]
            client = connect(self.port)
            client.sendall(ask)
            if number % 3 == 0:
                client.shutdown(socket.SHUT_WR)
            reset(client)
        self.assertEqual(self.exchange(asks[3]), [200])
        self.assertEqual(self.exchange(asks[5]), [200] * 50)

    def test_opened_and_closed(self):
        for _ in range(MANY):
            connect(self.port).close()
        crowd = [connect(self.port) for _ in range(900)]
        for client in crowd:
            client.close()

    def test_clients_that_never_read(self):
        ask = self.head('GET /api/v1/tasks?limit=1000 HTTP/1.1') * 200
        with contextlib.ExitStack() as stack:
            for _ in range(DEAF):
                client = stack.enter_context(connect(self.port))
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                client.setblocking(False)
                with contextlib.suppress(BlockingIOError, ConnectionError):
                    while client.send(ask):
                        pass
            self.assertEqual(self.exchange(self.head('GET /api/session HTTP/1.1')), [200])

    def slowest_beside(self, process):
        """Of another user's requests while `process` runs: how many seconds, of how many."""
        ask = '\r\n'.join(['GET /api/session HTTP/1.1', f'Host: localhost:{self.port}',
                           self.cookie, 'Connection: close', '', '']).encode()
        slowest, count = 0, 0
        while process.poll() is None:
            begin = time.monotonic()
            with connect(self.port) as client:
                client.sendall(ask)
                self.assertTrue(rest_of(client).startswith(b'HTTP/1.1 200 '))
            slowest = max(slowest, time.monotonic() - begin)
            count += 1
            wait(0.01)
        return slowest, count

    def test_slow_senders(self):
        for name, options in (('-H', []), ('-B', ['-t', 'POST', '-s', '200000']), ('-R', [])):
            command = ['slowhttptest', name, '-c', str(SLOW_CONNECTIONS), '-r', '400', '-i', '1',
                       '-l', str(SLOW_SECONDS), '-p', '5', *options,
                       '-u', f'http://127.0.0.1:{self.port}/api/v1/tasks']
            with self.subTest(name), subprocess.Popen(
                    command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                    cwd=self.directory) as process:
                reader = threading.Thread(target=process.stdout.read)
                reader.start()
                slowest, count = self.slowest_beside(process)
                reader.join()
                print(f'beside slowhttptest {name}: slowest of {count} answers '
                      f'{slowest * 1000:.1f} ms', file=sys.stderr)
                self.assertGreater(count, 20)
                self.assertLess(slowest, SLOWEST)

    def test_rests_when_nobody_is_there(self):
        until(lambda: self.watch.descriptors() <= self.descriptors)
        before = self.watch.ticks()
        wait(2)
        self.assertLessEqual(self.watch.ticks() - before, TICKS // 20)


class Crowd(Besieged):
    """Many at once, each of whom sends as much as it may."""

    rates = 'off'

    def post(self, path, size, *fields, head=None):
        """A request with a body of that many bytes, and its last byte apart."""
        head = (head or self.head)(f'POST {path} HTTP/1.1', f'Content-Length: {size}', *fields)
        return head + b'x' * (size - 1), b'x'

    def upload_of_another(self):
        """The status for a long body of another user's."""
        body = b'x' * 200000
        with connect(self.port) as client:
            client.sendall(self.anybodys_head(
                f'POST /api/v1/tasks/{self.task}/heartbeat HTTP/1.1', self.cookie,
                f'Content-Length: {len(body)}', 'Content-Type: application/json',
                'Connection: close') + body)
            return int(re.match(rb'HTTP/1\.1 (\d{3})', rest_of(client))[1])

    def test_bodies_of_strangers(self):
        request, last = self.post('/api/v1/tasks', BODY, 'Content-Type: application/json',
                                  head=self.anybodys_head)
        with self.crowd(request + last) as clients:
            for client in clients:
                self.assertIn(b' 401 ', client.recv(12) + b' ')

    def test_unfinished_sign_ins(self):
        request, _ = self.post('/api/login', BODY, 'Content-Type: application/json',
                               head=self.anybodys_head)
        with self.crowd(request):
            self.assertEqual(self.upload_of_another(), 400)

    def test_unfinished_uploads(self):
        request, _ = self.post(f'/api/v1/tasks/{self.task}/log', UPLOAD, 'Content-Type: text/plain')
        with self.crowd(request):
            self.assertEqual(self.upload_of_another(), 400)

    def test_uploads_one_after_the_other(self):
        request, last = self.post('/api/v1/tasks', BODY, 'Content-Type: application/json')
        with self.crowd(request) as clients:
            for client in clients:
                client.sendall(last)
        with contextlib.ExitStack() as stack:  # who has been answered and stays costs no more
            for _ in range(CROWD):
                client = stack.enter_context(connect(self.port))
                client.sendall(request + last)
                self.assertIn(b' 400 ', client.recv(65536))

    def test_long_heads_that_wait(self):
        task = self.service.call('GET', f'/api/v1/tasks/{self.task}')
        fields = [f'X-{number}: {"x" * 500}' for number in range(60)]
        request = self.head(f'GET /api/v1/tasks/{self.task}?wait=20&revision={task["revision"]} '
                            'HTTP/1.1', *fields)
        with self.crowd(request):
            # At first the client that asked last may have been there still.
            until(lambda: self.watch.descriptors() > self.descriptors + CROWD - 2)
            self.assertEqual(self.upload_of_another(), 400)


class HeldBack(Besieged):
    """Whose answers come later, because they ask too often."""

    def test_bodies_beyond_the_allowance(self):
        for path in ('/api/v1/tasks', '/api/nowhere', '/api/login'):
            request = self.anybodys_head(f'POST {path} HTTP/1.1', f'Content-Length: {BODY}',
                                         'Content-Type: application/json') + b'x' * BODY
            for _ in range(3):
                with self.crowd(request) as clients:
                    for client in clients:
                        self.assertIn(int(client.recv(12)[9:12]), (400, 401, 404, 429))


class FewDescriptors(unittest.TestCase):
    def test_descriptors_run_out(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_DESCRIPTORS, FEW_DESCRIPTORS))

        with tempfile.TemporaryDirectory() as directory, contextlib.ExitStack() as stack:
            service = Service(HEADWAY, os.path.join(directory, 'data'), '--rate-limits', 'off',
                              preexec_fn=limit)
            stack.callback(service.stop)
            watch = Watch(service.process.pid)
            ask = (f'GET /api/session HTTP/1.1\r\nHost: localhost:{service.port}\r\n'
                   f'Authorization: {service.bearer}\r\n\r\n').encode()
            early = stack.enter_context(connect(service.port))
            early.sendall(ask)
            self.assertIn(b' 200 OK', early.recv(65536))
            before = watch.descriptors()
            crowd = [stack.enter_context(connect(service.port))
                     for _ in range(4 * FEW_DESCRIPTORS)]
            for client in crowd:
                client.sendall(b'GET / HT')
            until(lambda: watch.descriptors() >= FEW_DESCRIPTORS - 2)
            ticks = watch.ticks()
            wait(1)
            self.assertLess(watch.ticks() - ticks, TICKS // 2)
            late = stack.enter_context(connect(service.port))
            late.sendall(ask)
            self.assertIn(b' 200 OK', late.recv(65536))
            for client in crowd:
                reset(client)
            until(lambda: watch.descriptors() <= before + 1)
            self.assertEqual(service.call('GET', '/api/session')['user']['email'],
                             'owner@example.org')


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *ARGUMENTS[1:]])
