"""Browsers without scripts, each signed in as somebody, for tests of pages."""

from flask import Flask
from werkzeug.test import TestResponse

from wiki.db import db
from wiki.models import Person


class Visitor:
    """One browser. Every request gets an application context of its own, as it does on a server."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app, self.client = app, app.test_client()
        if person is not None:
            with self.client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = person.get_id(), True

    def get(self, address: str, **more) -> TestResponse:
        return self._ask("GET", address, **more)

    def post(self, address: str, **more) -> TestResponse:
        return self._ask("POST", address, **more)

    def _ask(self, method: str, address: str, **more) -> TestResponse:
        db.session.rollback()
        with self.app.app_context():
            return self.client.open(address, method=method, **more)
