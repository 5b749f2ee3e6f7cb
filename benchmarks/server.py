"""What the page benchmarks are served by: Plenary, and beside it a bare Flask page, in the same workers."""

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from wiki.app import create_app

bare = Flask("bare")


@bare.get("/")
def page() -> str:
    """The least a page can be."""
    return "<!doctype html><title>Bare</title><p>Nothing is looked up for this page."


app = DispatcherMiddleware(create_app(), {"/bare": bare})
