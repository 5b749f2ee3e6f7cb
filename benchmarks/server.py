"""What the benchmarks are served by: Plenary, and beside it in the same workers the least a page and a form can be."""

import os
import threading

from flask import Flask, Response, redirect, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from benchmarks.bare import committer
from wiki.app import create_app

bare = Flask("bare")
mine = threading.local()


@bare.get("/")
def page() -> str:
    """The least a page can be."""
    return "<!doctype html><title>Bare</title><p>Nothing is looked up for this page."


@bare.post("/")
def commit() -> Response:
    """The least a form can be that keeps what it was sent: nobody is asked who they are, and one row is committed."""
    if not hasattr(mine, "commit"):
        mine.commit = committer(os.environ["PLENARY_DATABASE_URL"])
    assert request.form["text"]
    mine.commit()
    return redirect("/bare/", 303)


app = DispatcherMiddleware(create_app({"RATELIMIT_ENABLED": False}), {"/bare": bare})
