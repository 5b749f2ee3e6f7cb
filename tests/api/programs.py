"""Programs that call the API, each with a token of somebody's."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from wiki.db import db
from wiki.models import Person
from wiki.models.token import SCOPES
from wiki.services import tokens


class Program:
    """One program. Every request gets an application context of its own, as it does on a server."""

    def __init__(self, app: Flask, person: Person | None = None, *, scopes: tuple[str, ...] = SCOPES) -> None:
        self.app, self.headers = app, {}
        if person is not None:
            _, secret = tokens.make_token(person, name="A program", scopes=scopes)
            self.headers["Authorization"] = f"Bearer {secret}"

    def get(self, address: str, **more: Any) -> TestResponse:
        return self.ask("GET", address, **more)

    def ask(self, method: str, address: str, *, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        """Ask; the address is what stands behind /api."""
        db.session.rollback()
        with self.app.app_context():
            client = self.app.test_client(use_cookies=False)
            return client.open(f"/api{address}", method=method, headers={**self.headers, **(headers or {})}, **more)
