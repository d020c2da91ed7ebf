#!/usr/bin/env python3
"""A page that means harm, in a real browser whose user is signed in to Headway.

The page comes from another port of this machine, and under names that have been rebound to the
service. Between the browser and the service stands a recorder, which takes the service's place in
the browser's eyes and sees every request and every answer's status. The same page, turned on a
server that checks nothing, must get through: or its failing at Headway would tell nothing.

Usage: test_attackpage.py PATH-OF-HEADWAY [unittest arguments]
"""

import base64
import hashlib
import http.client
import http.server
import io
import json
import os
import pathlib
import queue
import re
import select
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request

from service import EMAIL, PASSWORD, PATIENCE, Service

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
PAGE = pathlib.Path(__file__).with_name('attackpage.html').read_text()
BROWSER = shutil.which('chromium')
BROWSER_PATIENCE = 100  # seconds, for one whole attack
SECRET = 'quarterly figures'
NOBODY = 65534
UNKNOWN = '0b4b0b1e-57d3-4b6c-8f43-1b3ad0bdbd6f'
REBOUND = ('evil.test', 'evil.localhost')
REFUSALS = {403, 501}  # 501: another protocol is asked for


class Threaded(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def stop(self):
        self.shutdown()
        self.server_close()


class Silent(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def take_body(self):
        return self.rfile.read(int(self.headers.get('Content-Length') or 0))

    def give(self, status, kind, body, *fields):
        self.send_response(status)
        for name, value in (('Content-Type', kind), ('Content-Length', str(len(body))), *fields):
            self.send_header(name, value)
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)


class WeakHandler(Silent):
    """Trusts whoever reaches it, as a service of one machine may think that it can."""

    def answer(self):
        self.take_body()
        origin = self.headers.get('Origin', '*')
        fields = [('Access-Control-Allow-Origin', origin),
                  ('Access-Control-Allow-Credentials', 'true'),
                  ('Access-Control-Allow-Methods', self.headers.get(
                      'Access-Control-Request-Method', '*')),
                  ('Access-Control-Allow-Headers', self.headers.get(
                      'Access-Control-Request-Headers', '*')),
                  ('Timing-Allow-Origin', '*')]
        if self.path == '/api/login':
            fields.append(('Set-Cookie', 'session=weak; HttpOnly; SameSite=Strict; Path=/'))
        if 'Upgrade' in self.headers:
            return self.upgrade()
        if UNKNOWN in self.path:
            return self.give(404, 'text/plain', b'', *fields)
        kind = 'text/event-stream' if '/events' in self.path else 'text/javascript'
        return self.give(200, kind, f'data: "{SECRET}"\n\n'.encode(), *fields)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def upgrade(self):
        key = self.headers['Sec-WebSocket-Key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.wfile.write(b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n'
                         b'Connection: Upgrade\r\nSec-WebSocket-Accept: '
                         + accept.encode() + b'\r\n\r\n'
                         + bytes([0x81, len(SECRET)]) + SECRET.encode())


class WeakServer(Threaded):
    def __init__(self):
        super().__init__(('127.0.0.1', 0), WeakHandler)
        self.port = self.server_address[1]
        self.start()


class RecorderHandler(socketserver.StreamRequestHandler):
    """Passes one request on as it is, but for an end of the connection after its answer."""

    def handle(self):
        head = b''
        while not head.endswith(b'\r\n\r\n'):
            line = self.rfile.readline(65536)
            if not line:
                return
            head += line
        fields = http.client.parse_headers(_lines(head))
        method, path, _ = head.split(b'\r\n', 1)[0].decode().split(' ')
        page = self.server.attacker.page(path)
        if page:
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'
                             b'Connection: close\r\n\r\n' + page)
            return
        body = self.rfile.read(int(fields.get('Content-Length') or 0))
        head = re.sub(rb'(?i)\r\nConnection: keep-alive', b'\r\nConnection: close', head)
        with socket.create_connection(('127.0.0.1', self.server.port), PATIENCE) as service:
            service.sendall(head + body)
            self.pass_back(method, path, fields, service)

    def pass_back(self, method, path, fields, service):
        answer = service.recv(65536)
        status = int(answer[9:12]) if answer else 0
        self.server.record.append((method, path, fields, status))
        while answer:
            self.wfile.write(answer)
            select.select([service, self.connection], [], [], PATIENCE)
            if select.select([self.connection], [], [], 0)[0]:
                return  # the browser has left, or has a word for a WebSocket
            answer = service.recv(65536)


def _lines(head):
    lines = io.BytesIO(head)
    lines.readline()
    return lines


class Recorder(Threaded):
    """Has the service's port, on an address that the browser takes for the service's."""

    def __init__(self, port, attacker):
        self.port = port
        self.attacker = attacker
        self.record = []
        super().__init__(('127.0.0.2', port), RecorderHandler)
        self.start()

    def handle_error(self, *_):
        pass  # a browser leaves when it likes


class AttackerHandler(Silent):
    def do_GET(self):
        cookie = self.headers.get('Cookie')
        if cookie:
            self.server.cookies.append(cookie)
        page = self.server.page(self.path)
        self.give(200 if page else 404, 'text/html', page or b'')

    def do_POST(self):
        self.server.told.put(json.loads(self.take_body()))
        self.give(204, 'text/plain', b'')


class Attacker(Threaded):
    """Serves the page as the steps of a plan, and hears what became of it."""

    def __init__(self, port, task):
        super().__init__(('127.0.0.1', 0), AttackerHandler)
        self.cookies = []
        self.told = queue.Queue()
        own = self.server_address[1]
        self.pages = []
        self.sites = []
        for host in ('127.0.0.1', 'localhost'):
            self.add(f'{host}:{port}', signIn={'email': EMAIL, 'password': PASSWORD})
        targets = [f'http://{host}:{port}' for host in ('127.0.0.1', 'localhost')]
        for site in (f'127.0.0.1:{own}', f'localhost:{own}'):
            self.add(site, targets=targets)
        for host in REBOUND:
            self.add(f'{host}:{port}', targets=[f'http://{host}:{port}', *targets])
        for number, page in enumerate(self.pages):
            page['tasks'] = {'real': task, 'unknown': UNKNOWN}
            page['tell'] = f'http://127.0.0.1:{own}/tell'
            page['next'] = (self.url(number + 1) if number + 1 < len(self.pages)
                            else 'about:blank')
        self.start()

    def add(self, site, **plan):
        self.sites.append(site)
        self.pages.append(plan)

    def url(self, number):
        return f'http://{self.sites[number]}/page/{number}'

    def page(self, path):
        found = re.fullmatch(r'/page/(\d+)', path)
        return found and PAGE.replace('PLAN', json.dumps(self.pages[int(found[1])]), 1).encode()


class Browser:
    def __init__(self, port, url):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        names = ('127.0.0.1', 'localhost', *REBOUND)
        self.process = subprocess.Popen(
            [BROWSER, '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
             '--no-first-run', '--disable-background-networking', '--disable-component-update',
             '--disable-sync', '--disable-popup-blocking', '--no-proxy-server',
             '--disable-dev-shm-usage',
             '--host-resolver-rules=' + ','.join(f'MAP {name}:{port} 127.0.0.2' for name in names),
             f'--user-data-dir={self.profile.name}', url],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {'TMPDIR': self.profile.name}, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.profile.cleanup()


class Attack:
    """The whole plan, carried out on the server at `port`."""

    def __init__(self, port, task):
        attacker = Attacker(port, task)
        recorder = Recorder(port, attacker)
        try:
            with Browser(port, attacker.url(0)):
                self.told = [attacker.told.get(timeout=BROWSER_PATIENCE) for _ in attacker.pages]
        finally:
            recorder.stop()
            attacker.stop()
        self.cookies = attacker.cookies
        self.record = recorder.record
        self.pages = [told for told in self.told if 'tries' in told]
        self.tries = [one | {'page': page['page']} for page in self.pages for one in page['tries']]

    def requests(self):
        """What reached the server on the page's behalf: name, method, fields, status."""
        for method, path, fields, status in self.record:
            name = re.search(r'[?&]attack=([^&]*)', path)
            if name:
                yield urllib.parse.unquote_plus(name[1]), method, fields, status


@unittest.skipUnless(BROWSER, 'there is no chromium')
class AttackPageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.service = Service(HEADWAY, os.path.join(directory.name, 'data'), '--rate-limits', 'off')
        cls.addClassCleanup(cls.service.stop)
        cls.task = cls.service.create(SECRET)
        cls.before = cls.service.ledger()
        cls.attack = Attack(cls.service.port, cls.task)

    def own(self, one):
        """The page of a rebound name reads what its own name answers: the refusal."""
        return one['page'] == one['target']

    def test_the_user_is_signed_in(self):
        self.assertEqual([told.get('signedIn') for told in self.attack.told[:2]], [200, 200])
        self.assertEqual(len(self.attack.pages), 4, self.attack.told)

    def test_nothing_is_changed(self):
        self.assertEqual(self.service.ledger(), self.before)

    def test_every_request_is_refused(self):
        answered = [(name, method, status) for name, method, _, status in self.attack.requests()
                    if status not in REFUSALS]
        self.assertEqual(answered, [])
        carried = [name for name, _, fields, _ in self.attack.requests() if 'Cookie' in fields]
        self.assertGreater(len(carried), 50)  # the browser did lend its session

    def test_nothing_is_read(self):
        for one in self.attack.tries:
            with self.subTest(one):
                self.assertNotIn(SECRET, one['read'])
                self.assertNotIn(self.task, one['read'])
                if not self.own(one):
                    self.assertEqual(one['read'], '')
        for page in self.attack.pages:
            others = [one for one in page['timings'] if not one['name'].startswith(page['page'])]
            self.assertEqual(others, [])

    def test_what_exists_cannot_be_told_from_what_does_not(self):
        seen = {}
        for one in self.attack.tries:
            seen.setdefault((one['page'], one['target'], one['name']), set()).add(one['seen'])
        self.assertEqual({key: both for key, both in seen.items() if len(both) > 1}, {})

    def test_a_server_that_checks_nothing_falls(self):
        weak = WeakServer()
        try:
            attack = Attack(weak.port, self.task)
        finally:
            weak.stop()
        served = {name for name, method, _, status in attack.requests()
                  if status in (101, 200) and method != 'OPTIONS'}
        names = {one['name'] for one in attack.tries}
        self.assertEqual(names - served, set())
        read = {one['name'] for one in attack.tries if SECRET in one['read']}
        self.assertLessEqual({'fetch cors GET', 'fetch cors PUT', 'iframe', 'xhr json',
                              'event source', 'web socket', 'window', 'form with json'}, read)
        self.assertTrue(any(page['timings'] for page in attack.pages))

    def stolen(self):
        """The session that the browser gave to another port of this machine."""
        cookies = [cookie for cookie in self.attack.cookies if 'session=' in cookie]
        self.assertTrue(cookies)
        return cookies[0]

    def replay(self):
        request = urllib.request.Request(
            f'http://127.0.0.1:{self.service.port}/api/task-status/{self.task}',
            headers={'Cookie': self.stolen()})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code

    def test_a_stolen_session_is_good_for_its_own_user_alone(self):
        self.assertEqual(self.replay(), 200)
        if os.geteuid() != 0:
            self.skipTest('only root can be another user')
        child = os.fork()
        if child == 0:
            try:
                os.setuid(NOBODY)
                os._exit(self.replay() - 400)  # an exit code is less than 256
            except BaseException:
                os._exit(255)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 1)


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
