#!/usr/bin/env python3
"""What a running Headway tells of passwords, tokens, cookies and command lines: nothing.

Usage: test_secrets.py PATH-OF-HEADWAY [unittest arguments]

All messages of Qt and of Headway are on, for the service and for its clients.
"""

import json
import os
import pathlib
import resource
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

from service import EMAIL, PASSWORD, PATIENCE, Service

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
LOUD = {**os.environ, 'QT_LOGGING_RULES': '*=true', 'QT_DEBUG_PLUGINS': '0'}
OTHER = 'other@example.org'
FORGED = 'a@example.org\r\nheadway.signin: sign-in of nobody\u2028\x1b[2J'
REASONS = ('wrong password', 'unknown account', 'no password set', 'held back')


def secret(name):
    """One that is found wherever it turns up."""
    return f'Secret-{name}-c2VjcmV0'


def cookie_of(answer):
    return answer.headers['Set-Cookie'].partition(';')[0].partition('=')[2]


class Secrets(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.home = pathlib.Path(directory.name)
        with open(self.home / 'log', 'wb') as log:  # by another process: ours may write no file
            self.keeper = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=log)
        # A file that grows too large is an error then, as on a full disk, and no signal.
        self.service = Service(HEADWAY, self.home / 'data', '--rate-limits', 'off', env=LOUD,
                               stderr=self.keeper.stdin, restore_signals=False)
        self.keeper.stdin.close()
        self.addCleanup(self.keeper.wait, PATIENCE)
        self.addCleanup(self.service.stop)
        self.secrets = {PASSWORD, self.service.endpoint()['token']}
        self.answers = b''

    def logged(self):
        """All that the service, which ends, has said."""
        self.service.stop()
        self.keeper.wait(PATIENCE)
        return (self.home / 'log').read_bytes()

    def new(self, name):
        """A secret that must not turn up from now on."""
        self.secrets.add(secret(name))
        return secret(name)

    def request(self, method, path, body=None, **fields):
        """The answer, whatever its status."""
        request = urllib.request.Request(f'http://127.0.0.1:{self.service.port}{path}', body,
                                         method=method, headers=fields)
        try:
            return urllib.request.urlopen(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            self.answers += error.read() + str(error.headers).encode()
            return error

    def sign_in(self, email, password):
        body = json.dumps({'email': email, 'password': password}).encode()
        return self.request('POST', '/api/login', body, **{'Content-Type': 'application/json'})

    def send(self, request):
        """What comes for these bytes."""
        with socket.create_connection(('127.0.0.1', self.service.port), PATIENCE) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            while piece := client.recv(65536):
                self.answers += piece

    def headway(self, *words, token=None, text=''):
        environment = {**LOUD, 'HEADWAY_DATA_DIR': str(self.home / 'data'),
                       'XDG_CONFIG_HOME': str(self.home / 'config')}
        if token:
            environment['HEADWAY_TOKEN'] = token
        done = subprocess.run([HEADWAY, *words], env=environment, input=text, timeout=PATIENCE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.answers += done.stderr.encode()
        return done

    def assert_nothing_told(self, text, what):
        for one in self.secrets:
            self.assertNotIn(one.encode(), text, what)

    def assert_kept(self):
        """That no secret has turned up. The service ends."""
        self.assert_nothing_told(self.answers, 'an answer of error, or what a client says')
        for process in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
            try:
                self.assert_nothing_told(process.read_bytes(), process)
            except OSError:
                continue  # it has ended
        self.assert_nothing_told(self.logged(), 'the log of the service')

    def test_signing_in(self):
        self.service.call('POST', '/api/v1/accounts', {'email': OTHER})
        self.secrets.add(cookie_of(self.sign_in(EMAIL, PASSWORD)))
        self.assertEqual(self.sign_in(OTHER, self.new('without')).status, 401)
        self.assertEqual(self.sign_in('none@example.org', self.new('unknown')).status, 401)
        self.assertEqual(self.sign_in(FORGED, self.new('forged')).status, 401)
        self.assertEqual(self.headway('login', EMAIL, '--password-stdin',
                                      text=self.new('cli') + '\n').returncode, 4)
        for number in range(6):
            self.sign_in(EMAIL, self.new(f'wrong-{number}'))
        self.assert_kept()
        log = self.logged().decode()
        for reason in REASONS:
            self.assertRegex(log, rf'sign-in of \S+ from .* failed: {reason}')
        self.assertIn(r'a@example.org\x0d\x0aheadway.signin: sign-in of nobody\u2028\x1b[2J', log)
        self.assertNotIn('\x1b', log)
        self.assertNotIn('\u2028', log)
        self.assertFalse([line for line in log.splitlines() if line.startswith('headway.signin: '
                          'sign-in of nobody')])

    def test_credentials(self):
        port = self.service.port
        made = self.service.call('POST', '/api/v1/tokens', {'name': 'a'})
        self.secrets.add(made['token'])
        login = self.headway('login', EMAIL, '--password-stdin', text=PASSWORD + '\n')
        self.assertEqual(login.returncode, 0)
        printed = self.headway('token', 'create', '--name', 'b').stdout.strip()
        self.secrets.add(next(word for word in printed.split() if word.startswith('hw_')))
        self.assertEqual(self.headway('whoami', token=made['token']).returncode, 0)
        cookie = cookie_of(self.sign_in(EMAIL, PASSWORD))
        self.secrets.add(cookie)
        for fields in ({'Cookie': f'session={cookie}'}, {'Cookie': f'session={self.new("cookie")}'},
                       {'Authorization': f'Bearer {self.new("token")}'},
                       {'Authorization': f'Basic {self.new("basic")}'},
                       {'Authorization': f'Bearer {made["token"]}', 'Cookie': 'session=x'}):
            self.request('GET', '/api/session', **fields)
            self.request('POST', '/api/v1/tasks', b'{"name"', **fields,
                         **{'Content-Type': 'application/json'})
        host = f'Host: localhost:{port}\r\n'
        for line in (f'GET /{self.new("path")} HTTP/1.1', f'GET /?token={self.new("query")} HTTP/1.1',
                     f'GET /{self.new("nul")}\0 HTTP/1.1', f'{self.new("method")} / HTTP/1.1',
                     f'GET / {self.new("version")}', f'GET http://u:{self.new("user")}@h/ HTTP/1.1'):
            self.send(f'{line}\r\n{host}\r\n'.encode())
        for field in (f'{self.new("line")}', f'X: {self.new("control")}\x01',
                      f' {self.new("folded")}', f'Host: {self.new("host")}',
                      f'Origin: http://{self.new("origin")}', f'Expect: {self.new("expect")}',
                      f'Authorization: Bearer {self.new("twice")}\r\nAuthorization: x',
                      f'Cookie: session={self.new("one")}; session={self.new("two")}',
                      f'Upgrade: {self.new("upgrade")}', f'Content-Length: {self.new("length")}'):
            self.send(f'GET /api/session HTTP/1.1\r\n{host}{field}\r\n\r\n'.encode())
        for body in (f'{{"email":"a","password":"{self.new("body")}"',
                     f'{{"email":"a","password":["{self.new("array")}"]}}',
                     f'{{"email":1,"password":"{self.new("number")}"}}', self.new('text'),
                     f'{{"email":"a","password":"{self.new("again")}","password":"x"}}'):
            self.request('POST', '/api/login', body.encode(),
                         **{'Content-Type': 'application/json'})
        self.assert_kept()

    def test_commands(self):
        command = self.new('command')
        environment = self.home / 'environment'
        run = self.headway('run', '--name', 'a', '--', 'sh', '-c', f'env > {environment}',
                           f'--password={command}')
        self.assertEqual(run.returncode, 0)
        self.headway('run', '--', f'/nowhere/{self.new("missing")}')
        self.answers = b''  # whoever typed it is told what is not there
        self.assert_kept()
        self.assert_nothing_told(environment.read_bytes(), 'the environment of a command')

    def test_failing_storage(self):
        token = self.service.call('POST', '/api/v1/tokens', {'name': 'a'})
        self.secrets.add(token['token'])
        task = self.service.create('quarterly figures')
        resource.prlimit(self.service.process.pid, resource.RLIMIT_FSIZE, (1, 1))
        owner = {'Authorization': self.service.bearer, 'Content-Type': 'application/json'}
        statuses = [self.request('POST', path, body.encode(), **owner).status for path, body in (
            ('/api/v1/tasks', f'{{"name":"{self.new("name")}"}}'),
            (f'/api/v1/tasks/{task}/complete', f'{{"result":"{self.new("result")}"}}'),
            ('/api/v1/tokens', f'{{"name":"{self.new("label")}"}}'),
            ('/api/v1/accounts', f'{{"email":"b@example.org","password":"{self.new("new")}"}}'),
            ('/api/login', json.dumps({'email': EMAIL, 'password': PASSWORD})))]
        self.assertTrue(all(status >= 500 for status in statuses), statuses)
        self.assertIn(b'headway.', self.logged())
        self.assert_kept()


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
