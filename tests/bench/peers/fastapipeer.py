"""The lookup with FastAPI: under uvicorn as fastapipeer:app."""

from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse

from tasks import account_of, tasks

app = FastAPI()
TASKS = tasks()


@app.get("/api/task-status/{task_id}")
async def task_status(task_id: str, authorization: str = Header(default="")):
    account = account_of(authorization)
    if account is None:
        return JSONResponse({"error": "Authentication required"}, 401)
    task = TASKS.get(task_id)
    if task is None:
        return JSONResponse({"error": "Task not found"}, 404)
    if task["owner"] != account:
        return JSONResponse({"error": "Access denied"}, 403)
    return JSONResponse(task["answer"])
