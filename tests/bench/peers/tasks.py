"""What the peers that are written in Python share: the tasks, and whose a token is."""

import hashlib
import os


def tasks():
    """By id: as many, and as large, as Headway has."""
    with open(os.environ["BENCH_IDS"], encoding="ascii") as ids:
        return {task: {"owner": 1, "answer": answer(task)} for task in ids.read().split()}


def answer(task):
    return {"task_id": task, "status": "processing", "progress": "frame by frame, " * 8,
            "created_at": "2026-11-23T09:15:02.125+00:00", "updated_at": "2026-11-23T09:16:02.125+00:00"}


ACCOUNTS = {hashlib.blake2b(os.environ["BENCH_TOKEN"].encode(), digest_size=32).digest(): 1}


def account_of(authorization):
    """None when the field holds no token of anybody's."""
    scheme, _, token = authorization.partition(" ")
    if scheme != "Bearer":
        return None
    return ACCOUNTS.get(hashlib.blake2b(token.encode(), digest_size=32).digest())
