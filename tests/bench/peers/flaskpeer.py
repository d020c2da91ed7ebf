"""The lookup with Flask: under gunicorn as flaskpeer:app, as a program under Flask's own server."""

import logging
import sys

from flask import Flask, jsonify, request

from tasks import account_of, tasks

app = Flask(__name__)
TASKS = tasks()


@app.get("/api/task-status/<task_id>")
def task_status(task_id):
    account = account_of(request.headers.get("Authorization", ""))
    if account is None:
        return jsonify(error="Authentication required"), 401
    task = TASKS.get(task_id)
    if task is None:
        return jsonify(error="Task not found"), 404
    if task["owner"] != account:
        return jsonify(error="Access denied"), 403
    return jsonify(task["answer"])


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
