"""Producers that never give up, and a reader of the event stream that goes on where it was."""

import http.client
import json
import threading
import uuid

from crashledger import Request, check, without
from service import PATIENCE

TASKS_AT_ONCE = 6  # of a writer
TOTAL = 1000


class Unanswered(Exception):
    """Whether it happened is not known."""


class Client:
    """One connection to whichever service runs now."""

    def __init__(self, service):
        self.bearer = service.bearer
        self.connection = http.client.HTTPConnection('127.0.0.1', service.port, timeout=PATIENCE)

    def ask(self, method, path, body=None, key=None):
        """The status, and the answer as bytes."""
        headers = {'Authorization': self.bearer}
        if isinstance(body, bytes):
            headers['Content-Type'] = 'text/plain'
        elif body is not None:
            headers['Content-Type'] = 'application/json'
            body = json.dumps(body).encode()
        if key:
            headers['Idempotency-Key'] = key
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered from error

    def get(self, path):
        status, body = self.ask('GET', path)
        check(status == 200, status, 'for', path, body)
        return json.loads(body)


class Writer(threading.Thread):
    """Asks for one random change after the other while `gate` is open; holds `busy` meanwhile."""

    def __init__(self, ledger, dice, gate, name):
        super().__init__(name=name, daemon=True)
        self.ledger = ledger
        self.dice = dice
        self.gate = gate
        self.busy = threading.Lock()
        self.client = None
        self.tracks = []
        self.request = None  # the one that is not answered
        self.repeatable = []  # with a key, and answered: the request, the status, the answer
        self.made = 0
        self.has_ended = False
        self.trouble = None

    def run(self):
        try:
            while not self.has_ended:
                self.gate.wait()
                with self.busy:
                    if self.gate.is_set():
                        self.step()
        except Exception as trouble:  # raised again where the kills are
            self.trouble = trouble

    def step(self):
        try:
            self.finish_open() or self.act()
        except Unanswered:
            self.gate.clear()  # until there is a service again

    def finish_open(self):
        """Whether there was a request to be asked again."""
        request, self.request = self.request, None
        if not request:
            return False
        if request.is_settled:
            if request.found:
                self.tracks.append(self.ledger.tracks[request.found['task_id']])
            return False
        self.send(request)
        return True

    def act(self):
        self.tracks = [track for track in self.tracks if not track.is_gone]
        if self.repeatable and self.dice.random() < 0.1:
            return self.repeat(*self.dice.choice(self.repeatable))
        if len(self.tracks) < TASKS_AT_ONCE and self.dice.random() < 0.4 or not self.tracks:
            return self.send(self.creation())
        track = self.dice.choice(self.tracks)
        self.send(self.request_for(track))

    def send(self, request):
        self.request = request
        self.ledger.ask(request)
        status, body = self.client.ask(request.method, request.path, request.body, request.key)
        self.request = None
        answer = json.loads(body) if body else None
        self.ledger.answered(request, status, answer)
        if request.is_log:
            return
        if status == 200 and request.method == 'PATCH':
            request.track.taken = request.body['sequence']
        if status == 201:
            self.tracks.append(self.ledger.tracks[answer['task_id']])
        if request.parent:
            request.parent.is_retried = True
        if request.key:
            self.repeatable = [*self.repeatable[-20:], (request, status, body)]

    def repeat(self, request, status, body):
        """A key that came before gets the first answer, whatever has happened since."""
        again = self.client.ask(request.method, request.path, request.body, request.key)
        check(again[0] == status and self.said(*again) == self.said(status, body),
              'the repetition of', request, 'got', again, 'and not', (status, body))

    @staticmethod
    def said(status, body):
        """A refusal shows the task as it is now."""
        return without(json.loads(body), {'task'}) if status >= 400 else body

    def key(self):
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4)) \
            if self.dice.random() < 0.5 else None

    def creation(self):
        self.made += 1
        body = {'name': f'{self.name}-{self.made}', 'kind': self.dice.choice(['build', 'chat']),
                'status': self.dice.choice(['pending', 'processing']), 'total': TOTAL,
                'labels': {'by': self.name}}
        return Request('POST', '/api/v1/tasks', body, self.key(), (201,),
                       {**body, 'attempt': 1, 'retry_of': None, 'result': None, 'error': None})

    def change(self, track, verb, body=None, wanted=(200,), effect=None):
        return Request('POST', f'/api/v1/tasks/{track.id}/{verb}', body, self.key(), wanted, effect,
                       track)

    def request_for(self, track):
        if track.is_ended:
            return self.dice.choice([self.too_late, self.deletion, self.retry])(track)
        if track.task['status'] == 'paused':
            return self.dice.choice([self.resumption, self.cancel, self.update])(track)
        many = [self.update] * 6 + [self.output] * 4
        few = [self.completion, self.failure, self.cancel, self.too_early, self.pause]
        return self.dice.choice(many + few)(track)

    def update(self, track):
        if track.taken and self.dice.random() < 0.1:
            return Request('PATCH', f'/api/v1/tasks/{track.id}',
                           {'progress': 'from the past', 'sequence': track.taken}, self.key(),
                           (409,), {}, track)
        track.sequence += 1 + self.dice.randrange(3)
        current = self.dice.randrange(TOTAL)
        effect = {'progress': f'{track.sequence} of {self.name}', 'current': current}
        body = {**effect, 'sequence': track.sequence}
        if track.task['status'] == 'pending':
            body['status'] = effect['status'] = 'processing'
        effect['fraction'] = current / TOTAL
        return Request('PATCH', f'/api/v1/tasks/{track.id}', body, self.key(), (200,), effect,
                       track)

    def output(self, track):
        track.sent = f'{len(track.log)} {self.name} {self.dice.random()}\n'.encode() \
            * self.dice.choice([1, 1, 100])
        return Request('POST', f'/api/v1/tasks/{track.id}/log?offset={len(track.log)}', track.sent,
                       None, (200,), {}, track)

    def completion(self, track):
        result = {'numbers': [self.dice.random() for _ in range(self.dice.randrange(1, 200))]}
        return self.change(track, 'complete', {'result': result}, (200,),
                           {'status': 'completed', 'result': result})

    def failure(self, track):
        effect = {'error': f'broken by {self.name}', 'exit_code': self.dice.randrange(1, 128)}
        return self.change(track, 'fail', effect, (200,), {'status': 'failed', **effect})

    def cancel(self, track):
        return self.change(track, 'cancel', None, (200,), {'status': 'cancelled'})

    def pause(self, track):
        if track.task['status'] != 'processing':
            return self.change(track, 'pause', None, (409,))
        return self.change(track, 'pause', None, (200,), {'status': 'paused'})

    def resumption(self, track):
        return self.change(track, 'resume', None, (200,), {'status': 'processing'})

    def too_early(self, track):
        """Only an ended task is deleted or tried again."""
        if self.dice.random() < 0.5:
            return self.change(track, 'retry', None, (409,))
        return Request('DELETE', f'/api/v1/tasks/{track.id}', None, None, (409,), {}, track)

    def too_late(self, track):
        verb = self.dice.choice(['complete', 'fail', 'pause'])
        body = {'fail': {'error': 'too late'}}.get(verb, {} if verb == 'complete' else None)
        return self.change(track, verb, body, (409,))

    def deletion(self, track):
        # Asked again after a kill, it may have gone before.
        return Request('DELETE', f'/api/v1/tasks/{track.id}', None, None, (204,), {}, track)

    def retry(self, track):
        if track.is_retried:
            return self.deletion(track)
        task = track.task
        request = Request('POST', f'/api/v1/tasks/{track.id}/retry', None, self.key(), (201,),
                          {'name': task['name'], 'kind': task['kind'], 'status': 'pending',
                           'attempt': task['attempt'] + 1, 'retry_of': track.id})
        request.parent = track
        track.is_retried = True  # until it is known not to have happened
        return request


class Stream(threading.Thread):
    """Reads the events of one service's life."""

    def __init__(self, ledger, service):
        super().__init__(name='stream', daemon=True)
        self.ledger = ledger
        self.service = service
        self.trouble = None

    def run(self):
        try:
            self.read()
        except (OSError, http.client.HTTPException):
            pass  # the service has gone
        except Exception as trouble:  # raised again where the kills are
            self.trouble = trouble

    def read(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.service.port, timeout=PATIENCE)
        connection.request('GET', '/api/v1/events', headers={
            'Authorization': self.service.bearer, 'Last-Event-ID': str(self.ledger.stream_at)})
        answer = connection.getresponse()
        check(answer.status == 200, answer.status, 'for the stream')
        event = {}
        while line := answer.readline():
            name, _, value = line.decode().rstrip('\n').partition(': ')
            if line == b'\n' and 'id' in event:
                self.ledger.told(int(event['id']), event.get('event'),
                                 json.loads(event.get('data', 'null')))
            event = {} if line == b'\n' else {**event, name: value}
