"""What a service has answered and told in its event stream, and whether its store agrees.

Every task has one writer, which waits for each answer before it asks for more: so at most one
request a task is open when the service is killed, and the store shows the state before it or the
one after it, and no other.
"""

import datetime
import threading

ENDED = {'completed', 'failed', 'cancelled'}
# What a change sets by itself; check_times() and check_revision() look at it.
BY_ITSELF = {'revision', 'updated_at', 'started_at', 'completed_at', 'paused_at', 'paused_ms',
             'eta'}
DELETED = 'deleted'


class Contradiction(Exception):
    """The service has lost, doubled or made up something."""


def check(holds, *what):
    if not holds:
        raise Contradiction(' '.join(str(part) for part in what))


class Request:
    """One change that a writer asks for, again and again until it is answered if it has a key."""

    def __init__(self, method, path, body=None, key=None, wanted=(200,), effect=None, track=None):
        self.method = method
        self.path = path
        self.body = body
        self.key = key
        self.wanted = wanted  # statuses
        self.effect = effect or {}  # on the task, or what a new one is like
        self.track = track  # None for a new task
        self.parent = None  # of a new attempt
        self.found = None  # the new task that a store without an answer showed
        self.is_settled = False  # known to have happened or not, without an answer

    def __str__(self):
        return f'{self.method} {self.path} {self.body!r} key={self.key}'

    @property
    def is_log(self):
        return self.method == 'POST' and '/log?offset=' in self.path

    @property
    def may_be_repeated(self):
        """An offset does for the log what a key does elsewhere."""
        return self.key or self.is_log


class Track:
    """What is known of one task."""

    def __init__(self, task):
        self.id = task['task_id']
        self.task = task  # as last answered, or found in the store
        self.seen = None  # the newest of it in the stream; DELETED at the end
        self.seen_at = 0  # the revision of that
        self.request = None  # not answered yet
        self.is_gone = False
        self.log = b''  # what was acknowledged
        self.sent = b''  # what was sent behind it and is not answered
        self.is_retried = False
        self.sequence = 0  # the newest that was sent
        self.taken = 0  # the newest that is known to have been taken

    @property
    def is_ended(self):
        return self.task['status'] in ENDED


def without(task, names):
    return {name: value for name, value in task.items() if name not in names}


def follows(before, effect, after):
    """Whether `after` is `before` with `effect` and nothing else."""
    return without({**before, **effect}, BY_ITSELF) == without(after, BY_ITSELF)


class Ledger:
    def __init__(self):
        self.lock = threading.RLock()
        self.tracks = {}  # by id; those deleted too
        self.creating = {}  # open requests for new tasks, by name and attempt
        self.revisions = {}  # what each was given to
        self.floor = 0  # what is new now has a greater revision
        self.stream_at = 0
        self.began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
        self.answers = 0
        self.events = 0

    def check_times(self, task):
        times = [task[name] for name in ('created_at', 'started_at', 'completed_at') if task[name]]
        times = [datetime.datetime.fromisoformat(time) for time in times]
        check(times == sorted(times), 'times out of order', task)
        updated = task['updated_at'] and datetime.datetime.fromisoformat(task['updated_at'])
        check(not updated or updated >= times[-1], 'updated before it was what it is', task)
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1)
        check(times[0] >= self.began and (updated or times[-1]) <= now, 'no time of today', task)
        check(bool(task['completed_at']) == (task['status'] in ENDED), 'ended without an end', task)

    def check_revision(self, revision, content):
        known = self.revisions.setdefault(revision, content)
        check(known == content, 'revision', revision, 'is used twice:', known, content)

    def check_task(self, task):
        self.check_times(task)
        if task['revision'] not in self.revisions:
            check(task['revision'] > self.floor, 'revision', task['revision'],
                  'is not above', self.floor, task)
        self.check_revision(task['revision'], task)

    def ask(self, request):
        """It is about to be sent."""
        with self.lock:
            if request.track:
                request.track.request = request
            else:
                self.creating[self.name_of(request.effect)] = request

    @staticmethod
    def name_of(task):
        return task['name'], task['attempt']

    def answered(self, request, status, body):
        """Of a request that was not answered before. `body` is parsed."""
        with self.lock:
            self.answers += 1
            check(status in request.wanted, status, 'for', request, body, request.track
                  and request.track.task)
            if request.track:
                request.track.request = None
            else:
                del self.creating[self.name_of(request.effect)]
            if request.is_log:
                self.logged(request.track, body)
            elif status == 204:
                request.track.is_gone = True
            elif 200 <= status < 300 and 'task_id' in body:
                self.changed(request, body)

    @staticmethod
    def logged(track, answer):
        track.log, track.sent = track.log + track.sent, b''
        check(answer == {'size': len(track.log)}, 'the log of', track.id, answer)

    def changed(self, request, task):
        self.check_task(task)
        if not request.track:
            if request.found:
                check(task == request.found, 'the repetition of', request, 'got', task,
                      'and not', request.found)
            else:
                check(task['task_id'] not in self.tracks, 'an id is used twice', task)
                self.tracks[task['task_id']] = Track(task)
                check(follows(task, request.effect, task), request, 'made', task)
            return
        track = request.track
        if task != track.task:
            check(not track.is_ended, 'an ended task changed', track.task, task)
            check(task['revision'] > track.task['revision'], 'revisions go back', track.task, task)
            check(follows(track.task, request.effect, task), request, 'made', task,
                  'of', track.task)
            track.task = task

    def told(self, revision, kind, data):
        """An event of the stream."""
        with self.lock:
            check(kind != 'reset', 'the stream was reset')
            if kind not in ('task', 'deleted'):
                self.stream_at = max(self.stream_at, revision)
                return
            self.events += 1
            check(revision > self.stream_at, 'event', revision, 'after', self.stream_at)
            self.stream_at = revision
            if kind == 'task':
                check(data['revision'] == revision, 'event', revision, 'of', data)
                self.check_task(data)
            else:
                self.check_revision(revision, data['task_id'])
            track = self.tracks.get(data['task_id'])
            if not track and kind == 'task':  # faster than the answer, or instead of it
                request = self.creating.get(self.name_of(data))
                check(request, 'nobody asked for', data)
                request.found = data
                track = self.tracks[data['task_id']] = Track(data)
            if track:
                track.seen = data if kind == 'task' else DELETED
                track.seen_at = revision

    def compare(self, stored, deleted):
        """The store after a restart: its tasks, and the ids that it knows as deleted."""
        with self.lock:
            by_id = {task['task_id']: task for task in stored}
            check(len(by_id) == len(stored), 'an id is listed twice')
            names = {self.name_of(task) for task in stored}
            check(len(names) == len(stored), 'a task was made twice',
                  sorted(self.name_of(task) for task in stored))
            check(len(set(deleted)) == len(deleted), 'deleted twice')
            for task in stored:
                self.check_task(task)
                if task['task_id'] not in self.tracks:
                    self.adopt(task)
            for track in self.tracks.values():
                self.compare_one(track, by_id.get(track.id), track.id in deleted)
            for name, request in list(self.creating.items()):
                self.settle(request, request.found is not None)
                if request.is_settled:
                    del self.creating[name]
            self.floor = max(self.revisions, default=0)

    def adopt(self, task):
        request = self.creating.get(self.name_of(task))
        check(request and not request.found, 'nobody asked for', task)
        check(follows(task, request.effect, task), request, 'made', task)
        request.found = task
        self.tracks[task['task_id']] = Track(task)

    def compare_one(self, track, stored, is_deleted):
        request = track.request
        if stored is None:
            asked = track.is_gone or (request and request.method == 'DELETE')
            check(asked, 'lost:', track.task)
            check(is_deleted, 'gone, but not as deleted:', track.task)
            track.is_gone = True
        else:
            check(not is_deleted and not track.is_gone and track.seen != DELETED,
                  'deleted, and there:', stored)
            check(stored['revision'] >= track.seen_at, 'seen, but not there:', track.seen, stored)
            self.compare_states(track, stored)
        if request:
            self.settle(request, True)
            if request.is_settled:
                track.request = None

    def compare_states(self, track, stored):
        if stored == track.task:
            return
        request = track.request
        check(request and request.effect and not track.is_ended, 'answered:', track.task, 'stored:', stored)
        check(stored['revision'] > track.task['revision']
              and follows(track.task, request.effect, stored),
              request, 'made', stored, 'of', track.task)
        track.task = stored

    @staticmethod
    def settle(request, was_found):
        request.is_settled = not request.may_be_repeated
        if request.is_settled and request.parent and was_found:
            request.parent.is_retried = True

    def compare_log(self, track, stored):
        with self.lock:
            more = stored[len(track.log):]
            check(stored.startswith(track.log) and track.sent.startswith(more),
                  'the log of', track.id, 'is', stored, 'acknowledged:', track.log,
                  'sent:', track.sent)

    def check_stream(self):
        """After it has caught up: it has told how everything stands."""
        with self.lock:
            for track in self.tracks.values():
                # One that came and went between two streams is told only as deleted, if at all.
                if track.is_gone:
                    check(track.seen in (None, DELETED), 'the stream told nothing of the end of',
                          track.task)
                else:
                    check(track.seen == track.task, 'the stream told', track.seen,
                          'of', track.task)
