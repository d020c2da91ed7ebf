#!/usr/bin/env python3
"""The command line and a service whose certificate the system does not know.

Usage: test_trust.py PATH-OF-HEADWAY [unittest arguments]
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from service import PATIENCE

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
VARIABLE = 'HEADWAY_CA_CERTIFICATE'


class Trust(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.home = pathlib.Path(directory.name)
        cls.certificate, key = cls.make_certificate('ours', 'IP:127.0.0.1')
        cls.another, _ = cls.make_certificate('another', 'IP:127.0.0.1')
        cls.service = subprocess.Popen(
            [HEADWAY, 'serve', '--port', '0', '--bind', '127.0.0.1', '--email', 'owner@example.org',
             '--data-dir', cls.home / 'data', '--tls-certificate', cls.certificate,
             '--tls-key', key], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.service.stdout.close)
        cls.addClassCleanup(cls.service.wait, PATIENCE)
        cls.addClassCleanup(cls.service.terminate)
        cls.url = re.search(r'https://\S+', cls.service.stdout.readline())[0]
        endpoint = json.loads((cls.home / 'data' / 'run' / 'endpoint.json').read_text())
        cls.token = endpoint['token']

    @classmethod
    def make_certificate(cls, name, names):
        certificate, key = cls.home / f'{name}.pem', cls.home / f'{name}.key'
        subprocess.run(['openssl', 'req', '-x509', '-nodes', '-days', '30', '-subj', '/CN=headway',
                        '-addext', f'subjectAltName={names}', '-newkey', 'ec', '-pkeyopt',
                        'ec_paramgen_curve:P-256', '-out', certificate, '-keyout', key],
                       check=True, stderr=subprocess.DEVNULL)
        key.chmod(0o600)
        return certificate, key

    def headway(self, *words, **variables):
        environment = {**os.environ, 'HEADWAY_TOKEN': self.token,
                       **{name: str(value) for name, value in variables.items()}}
        return subprocess.run([HEADWAY, *words], env=environment, timeout=PATIENCE, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def whoami(self, *words, **variables):
        return self.headway('whoami', '--url', self.url, *words, **variables)

    def test_unknown_certificate(self):
        for asked in (self.whoami(), self.whoami('--ca-certificate', self.another)):
            self.assertEqual(asked.returncode, 3, asked.stderr)
            self.assertEqual(asked.stdout, '')
            self.assertRegex(asked.stderr, r'^headway: The service at \S+ is not trusted \(.+\); '
                                           r'name its certificate with --ca-certificate\.\n$')

    def test_named_certificate(self):
        for asked in (self.whoami('--ca-certificate', self.certificate),
                      self.whoami(**{VARIABLE: self.certificate}),
                      self.whoami('--ca-certificate', self.certificate, **{VARIABLE: '/nowhere'})):
            self.assertEqual((asked.returncode, asked.stderr), (0, ''))
            self.assertIn('owner@example.org', asked.stdout)

    def test_another_name(self):
        url = self.url.replace('127.0.0.1', 'localhost')
        asked = self.headway('whoami', '--url', url, '--ca-certificate', self.certificate)
        self.assertEqual(asked.returncode, 3, asked.stderr)
        self.assertIn('is not trusted', asked.stderr)

    def test_run_reports(self):
        done = self.headway('run', '--url', self.url, '--name', 'a build', '--', 'true',
                            **{VARIABLE: self.certificate})
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        listed = self.headway('list', '--url', self.url, '--json', **{VARIABLE: self.certificate})
        self.assertEqual([task['status'] for task in json.loads(listed.stdout)['tasks']
                          if task['name'] == 'a build'], ['completed'])

    def test_no_certificate(self):
        empty = self.home / 'empty.pem'
        empty.write_text('nothing')
        for file in (empty, self.home / 'none.pem'):
            asked = self.whoami('--ca-certificate', file)
            self.assertEqual(asked.returncode, 2)
            self.assertIn(str(file), asked.stderr)


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
