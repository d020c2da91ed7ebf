#!/usr/bin/env python3
"""Several Headways on one data directory: one runs, the others say who does.

Usage: test_instances.py PATH-OF-HEADWAY PATH-OF-HEADWAY-DESKTOP [unittest arguments]
"""

import os
import pathlib
import select
import subprocess
import sys
import tempfile
import unittest

from service import EMAIL, PATIENCE, Service

HEADWAY = sys.argv[1] if len(sys.argv) > 1 else ''
DESKTOP = sys.argv[2] if len(sys.argv) > 2 else ''
AT_ONCE = 20


class InstancesTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name) / 'data'

    def begin(self):
        service = Service(HEADWAY, self.directory, password=None)
        self.addCleanup(service.stop)
        return service

    def launch(self, *command, **options):
        return subprocess.Popen([*command, '--port', '0', '--data-dir', str(self.directory),
                                 '--email', EMAIL], text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **options)

    def assert_tells_of(self, service, process, name):
        """That `process` ends with one line that says who holds the directory, and where."""
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, output), (1, ''), errors)
        self.assertEqual(errors, f'{name}: another Headway (process {service.process.pid}) already '
                         f'runs on this data directory ({self.directory}); it listens on '
                         f'http://127.0.0.1:{service.port}\n')

    def test_second_service_tells_of_the_first(self):
        first = self.begin()
        self.assert_tells_of(first, self.launch(HEADWAY, 'serve'), 'headway')
        self.assertEqual(first.call('GET', '/api/v1/health')['status'], 'ok')

    def test_window_tells_of_the_service(self):
        first = self.begin()
        for platform in ({'QT_QPA_PLATFORM': 'offscreen'}, {}):
            with self.subTest(platform=platform):
                without = {name: value for name, value in os.environ.items()
                           if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM')}
                process = self.launch(DESKTOP, env={**without, **platform})
                self.assert_tells_of(first, process, 'headway-desktop')

    def test_killed_service_is_no_obstacle(self):
        for _ in range(3):
            killed = self.begin()
            killed.process.kill()
            killed.process.wait(PATIENCE)
        last = self.begin()
        self.assert_tells_of(last, self.launch(HEADWAY, 'serve'), 'headway')

    def test_one_of_many_at_once_runs(self):
        started = [self.launch(HEADWAY, 'serve') for _ in range(AT_ONCE)]
        self.addCleanup(self.end, started)
        for process in started:
            select.select([process.stdout], [], [], PATIENCE)
        winners = [process for process in started
                   if process.stdout.readline().startswith('Headway listening on ')]
        self.assertEqual(len(winners), 1)
        for process in started:
            if process not in winners:
                _, errors = process.communicate(timeout=PATIENCE)
                self.assertEqual(process.returncode, 1)
                self.assertRegex(errors, r'\Aheadway: another Headway( \(process '
                                 rf'{winners[0].pid}\))? already runs .*\n\Z')

    def end(self, processes):
        for process in processes:
            process.kill()
            process.wait(PATIENCE)
            process.stdout.close()
            process.stderr.close()


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
