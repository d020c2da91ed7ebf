#!/usr/bin/env python3
"""Kills `headway serve` again and again while producers write, and looks for what it has lost.

Usage: test_crash.py PATH-OF-HEADWAY [--kills N] [--seed S]

Tells the seed, with which the same changes are asked for again; the moments of the kills are
the machine's. When it fails it keeps the data directory.
"""

import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from crashledger import Contradiction, Ledger, check
from crashwriter import Client, Stream, Writer
from service import EMAIL, PATIENCE, Service

WRITERS = 4
LONGEST_LIFE = 0.2  # seconds that a service has with its writers
KILLS_AT_START = 0.1  # of all
KILLS_A_DIRECTORY = 40  # then it is looked through and a new one begins
PAGE = 1000


class Round:
    """One data directory, from the first start to the last look."""

    def __init__(self, headway, directory, seed):
        self.headway = headway
        self.directory = directory
        self.dice = random.Random(seed)
        self.ledger = Ledger()
        self.gate = threading.Event()
        self.writers = [Writer(self.ledger, random.Random(f'{seed} {number}'), self.gate,
                               f'writer-{number}') for number in range(WRITERS)]
        for writer in self.writers:
            writer.busy.acquire()
            writer.start()

    def run(self, kills):
        for _ in range(kills):
            if self.dice.random() < KILLS_AT_START:
                self.kill_at_start()
            else:
                self.live_and_die()
        self.look_through()

    def kill_at_start(self):
        process = subprocess.Popen(
            [self.headway, 'serve', '--port', '0', '--data-dir', str(self.directory), '--email',
             EMAIL], stdout=subprocess.DEVNULL)
        time.sleep(self.dice.uniform(0, 0.1))
        process.kill()
        process.wait(PATIENCE)

    def start(self):
        """A service that has been found to know all that it should, and the reader of its events."""
        service = Service(self.headway, self.directory, '--rate-limits', 'off', password=None)
        try:
            self.compare(Client(service))
        except BaseException:
            service.process.kill()
            raise
        stream = Stream(self.ledger, service)
        stream.start()
        for writer in self.writers:
            writer.client = Client(service)
        return service, stream

    def live_and_die(self):
        service, stream = self.start()
        self.let_write(self.dice.uniform(0, LONGEST_LIFE), service)
        stream.join(PATIENCE)
        self.check_threads(stream)

    def let_write(self, seconds, service):
        """Kills the service meanwhile."""
        self.gate.set()
        for writer in self.writers:
            writer.busy.release()
        time.sleep(seconds)
        service.process.kill()
        service.process.wait(PATIENCE)
        service.process.stdout.close()
        self.gate.clear()
        for writer in self.writers:
            writer.busy.acquire()
        self.gate.clear()

    def check_threads(self, *others):
        for thread in [*self.writers, *others]:
            if thread.trouble:
                raise thread.trouble

    def compare(self, client):
        stored, deleted = [], []
        path = f'/api/v1/tasks?since=0&limit={PAGE}'
        cursor = ''
        while cursor is not None:
            page = client.get(path + cursor)
            stored += page['tasks']
            deleted += page['deleted']
            cursor = page['next_cursor'] and f'&cursor={page["next_cursor"]}'
        self.ledger.compare(stored, deleted)
        for writer in self.writers:
            for track in writer.tracks:
                if not track.is_gone:
                    self.compare_log(client, track)

    def compare_log(self, client, track):
        status, stored = client.ask('GET', f'/api/v1/tasks/{track.id}/log?limit=1048576')
        check(status == 200, status, 'for the log of', track.id)
        self.ledger.compare_log(track, stored)

    def look_through(self):
        service, stream = self.start()
        for writer in self.writers:
            while writer.request and not writer.request.is_settled:
                writer.finish_open()
        client = Client(service)
        for track in list(self.ledger.tracks.values()):
            if track.is_gone:
                status, _ = client.ask('GET', f'/api/v1/tasks/{track.id}')
                check(status == 404, status, 'for what was deleted', track.task)
            else:
                check(client.get(f'/api/v1/tasks/{track.id}') == track.task, track.task)
                self.compare_log(client, track)
        self.wait_for_stream(stream)
        check(service.stop() == 0, 'it does not end well')
        self.check_threads(stream)

    def wait_for_stream(self, stream):
        """Until it has told the newest change, which is made here."""
        writer = self.writers[0]
        writer.send(writer.creation())
        newest = max(self.ledger.revisions)
        deadline = time.monotonic() + PATIENCE
        while self.ledger.stream_at < newest and not stream.trouble:
            check(time.monotonic() < deadline, 'the stream stays behind', newest)
            time.sleep(0.01)
        self.check_threads(stream)
        self.ledger.check_stream()

    def end(self):
        for writer in self.writers:
            writer.has_ended = True
            if writer.busy.locked():
                writer.busy.release()
        self.gate.set()


def run(headway, kills, seed):
    """How much was answered and told."""
    answers = events = 0
    for first in range(0, kills, KILLS_A_DIRECTORY):
        directory = pathlib.Path(tempfile.mkdtemp(prefix='headway-crash-'))
        part = Round(headway, directory / 'data', f'{seed} {first}')
        try:
            part.run(min(KILLS_A_DIRECTORY, kills - first))
        except BaseException:
            print(f'After {first} kills and some, with --seed {seed}; the data directory is '
                  f'{directory}', file=sys.stderr)
            raise
        finally:
            part.end()
        shutil.rmtree(directory)
        answers += part.ledger.answers
        events += part.ledger.events
    return answers, events


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('headway')
    parser.add_argument('--kills', type=int, default=30)
    parser.add_argument('--seed', type=int, default=random.randrange(1_000_000))
    wanted = parser.parse_args()
    began = time.monotonic()
    try:
        answers, events = run(wanted.headway, wanted.kills, wanted.seed)
    except Contradiction as failure:
        sys.exit(f'FAILED: {failure}')
    print(f'{wanted.kills} kills, {answers} answers, {events} events, '
          f'{time.monotonic() - began:.0f} s, seed {wanted.seed}: nothing lost')


if __name__ == '__main__':
    main()
