"""The server is killed without warning while several people save: what was answered is there, and the record holds."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from wiki.db import db
from wiki.models import Plan
from wiki.services import imports, journal, moments, persons, plans, records

PASSWORD = "a long night in Montreal"
CLIENTS = 4
SOURCE = "".join(f"# Part {number}\n\nWords of part {number}.\n\n" for number in range(1, CLIENTS + 1))


class Browser:
    """A signed-in person's browser, without scripts."""

    def __init__(self, address: str, email: str) -> None:
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        token = self.field("csrf_token", self.get("/sign-in"))
        self.post("/sign-in", csrf_token=token, email=email, password=PASSWORD)

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, **form: str) -> str:
        data = urllib.parse.urlencode(form).encode()
        with self.opener.open(self.address + path, data, timeout=20) as answer:
            return answer.geturl()

    @staticmethod
    def field(name: str, page: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', page)
        assert found, page
        return found[1]

    def save(self, number: int, text: str) -> None:
        """Open the editor, send a text and follow the answer to the section's page."""
        path = f"/plans/plan/sections/{number}/edit"
        page = self.get(path)
        arrived = self.post(
            path, csrf_token=self.field("csrf_token", page), based_on=self.field("based_on", page), text=text
        )
        assert arrived.endswith(f"/sections/{number}"), arrived


class Server:
    """`plenary serve` in a process group of its own."""

    def __init__(self, database: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wiki.cli", "serve", "--port", str(port), "--workers", "2", "--threads", "4"],
            env={**os.environ, "PLENARY_DATABASE_URL": database, "PLENARY_INSTANCE": str(folder)},
            cwd=Path(__file__).parent.parent,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(self.address + "/sign-in", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, "the server ended by itself"
                time.sleep(0.1)
        self.kill()
        raise AssertionError("the server did not begin")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


def test_what_was_answered_survives_a_kill_in_the_middle_of_saving(app: Flask, database: str, tmp_path: Path):
    actor = persons.operator()
    plan = imports.import_document(actor, slug="plan", source=SOURCE).plan
    for number in range(1, CLIENTS + 1):
        writer = persons.create_person(
            actor, name=f"Writer {number}", email=f"w{number}@example.org", password=PASSWORD
        )
        plans.grant_role(actor, plan, writer, role="secretariat")
    plan_id = plan.id
    db.session.remove()
    answered: dict[int, int] = dict.fromkeys(range(1, CLIENTS + 1), 0)
    enough, killed = threading.Event(), threading.Event()
    unexpected: list[BaseException] = []

    def write(server: Server, number: int) -> None:
        try:
            browser = Browser(server.address, f"w{number}@example.org")
            text = f"# Part {number}\n\nWords of part {number}.\n\n"
            while not killed.is_set():
                text += f"Save {answered[number] + 1} of writer {number}.\n\n"
                browser.save(number, text)
                answered[number] += 1
                if sum(answered.values()) >= 12 and min(answered.values()) > 0:
                    enough.set()
        except (OSError, http.client.HTTPException) as error:
            if not enough.is_set():
                unexpected.append(error)
        except BaseException as error:
            unexpected.append(error)

    server = Server(database, tmp_path)
    writers = [threading.Thread(target=write, args=(server, number)) for number in answered]
    try:
        for writer in writers:
            writer.start()
        assert enough.wait(90)
    finally:
        server.kill()
        killed.set()
        for writer in writers:
            writer.join(60)
    assert unexpected == []

    again = Server(database, tmp_path)
    try:
        Browser(again.address, "w1@example.org").get("/plans/plan")
        found = db.session.scalars(select(Plan).where(Plan.id == plan_id)).one()
        source = moments.source_at(found, journal.head_number(found))
        for number, count in answered.items():
            for save in range(1, count + 1):
                assert f"Save {save} of writer {number}.\n" in source
        assert records.verify_plan(found).ok
        Browser(again.address, "w1@example.org").save(1, "# Part 1\n\nIt goes on.\n\n")
    finally:
        again.kill()
