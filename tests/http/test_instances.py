#!/usr/bin/env python3
"""Several Headways on one data directory: one runs; other services say who does, windows open beside it.

Usage: test_instances.py PATH-OF-HEADWAY PATH-OF-HEADWAY-DESKTOP [unittest arguments]
"""

import os
import pathlib
import select
import stat
import subprocess
import sys
import tempfile
import time
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

    def launch_window(self, *arguments):
        """One that shows itself to nobody."""
        window = self.launch(DESKTOP, *arguments,
                             env={**os.environ, 'QT_QPA_PLATFORM': 'offscreen'})
        self.addCleanup(self.end, [window])
        return window

    def wait_for_window(self, window):
        """Until `window` can be called to the front."""
        socket = self.directory / 'run' / 'window.socket'
        end = time.monotonic() + PATIENCE
        while not (socket.exists() and stat.S_IMODE(socket.stat().st_mode) == 0o600):
            self.assertIsNone(window.poll())
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def assert_comes_to_the_front(self, window):
        """That a second start ends well, and the first goes on."""
        for arguments in ((), ('--minimized',)):
            second = self.launch_window(*arguments)
            self.assertEqual(second.communicate(timeout=PATIENCE), ('', ''))
            self.assertEqual(second.returncode, 0)
        self.assertIsNone(window.poll())

    def test_desktop_without_display_tells_of_the_service(self):
        first = self.begin()
        without = {name: value for name, value in os.environ.items()
                   if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM')}
        self.assert_tells_of(first, self.launch(DESKTOP, env=without), 'headway-desktop')

    def test_window_opens_beside_the_service(self):
        service = self.begin()
        window = self.launch_window()
        self.wait_for_window(window)
        self.assert_comes_to_the_front(window)
        self.assertEqual(service.call('GET', '/api/v1/health')['status'], 'ok')
        self.assertEqual(service.stop(), 0)
        self.assert_comes_to_the_front(window)

    def test_second_window_calls_the_first(self):
        window = self.launch_window()
        self.wait_for_window(window)
        self.assert_comes_to_the_front(window)

    def test_killed_window_is_no_obstacle(self):
        killed = self.launch_window()
        self.wait_for_window(killed)
        killed.kill()
        killed.wait(PATIENCE)
        (self.directory / 'run' / 'window.socket').chmod(0)
        window = self.launch_window()
        self.wait_for_window(window)
        self.assert_comes_to_the_front(window)

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
