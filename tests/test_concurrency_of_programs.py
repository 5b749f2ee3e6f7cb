"""Eight programs and three browsers edit one section at once, over HTTP: nothing that was answered is lost."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from wiki.db import db
from wiki.services import imports, journal, moments, persons, plans, records, tokens

PROGRAMS, BROWSERS, TURNS = 8, 3, 3
#: each writer has a sentence of its own, and all share the first
SENTENCES = [f"Sentence of writer {number} as agreed." for number in range(PROGRAMS + BROWSERS)]
SOURCE = "# Aims\n\nSigned by: nobody.\n\n" + "\n\n".join(SENTENCES) + "\n"
SECTION = "/plans/plan/sections/1"


class Program:
    """Saves with the mark of what it read, and after a conflict reads and tries again."""

    def __init__(self, address: str, secret: str) -> None:
        self.address, self.conflicts = f"{address}/api{SECTION}/text", 0
        self.headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}

    def change(self, old: str, new: str) -> None:
        for _ in range(200):
            with self._ask("GET") as answer:
                text, mark = json.load(answer)["text"], answer.headers["ETag"]
            assert re.search(old, text)
            changed = re.sub(old, new, text)
            try:
                self._ask("PUT", json.dumps({"text": changed}).encode(), **{"If-Match": mark}).close()
                return
            except urllib.error.HTTPError as error:
                with error:
                    assert error.code == 412 and json.load(error)["conflict"]["mine"], error.code
                self.conflicts += 1
        raise AssertionError("no save came through")

    def _ask(self, method: str, data: bytes | None = None, **headers: str):
        asked = urllib.request.Request(self.address, data, {**self.headers, **headers}, method=method)
        return urllib.request.urlopen(asked, timeout=30)


class Browser:
    """Opens the editor's form, changes its own sentence and sends it."""

    def __init__(self, app: Flask, address: str, person) -> None:
        self.address, self.conflicts = f"{address}{SECTION}/edit", 0
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.opener.addheaders = [("Cookie", f"plenary={client.get_cookie('plenary').value}")]

    def change(self, old: str, new: str) -> None:
        with self.opener.open(self.address, timeout=30) as answer:
            page = answer.read().decode()
        fields = dict(
            re.findall(r'<input[^>]*type="hidden"[^>]*name="(based_on|csrf_token)"[^>]*value="([^"]*)"', page)
        )
        text = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", page, re.S)
        assert text and "based_on" in fields and re.search(old, text[1])
        form = urllib.parse.urlencode({**fields, "text": re.sub(old, new, text[1])}).encode()
        with self.opener.open(self.address, form, timeout=30) as answer:
            # To the section or, where somebody else's edit came between, to what came in with it.
            assert re.search(rf"{SECTION}(?:/compare.*)?$", answer.geturl()), answer.geturl()


def test_nothing_is_lost(app, address):
    plan = imports.import_document(persons.operator(), slug="plan", source=SOURCE).plan
    writers: list[Program | Browser] = []
    for number in range(PROGRAMS + BROWSERS):
        person = persons.create_person(persons.operator(), name=f"W {number}", email=f"w{number}@example.org")
        plans.grant_role(persons.operator(), plan, person, role="secretariat")
        if number < PROGRAMS:
            writers.append(Program(address, tokens.make_token(person, name="P", scopes=("edit",))[1]))
        else:
            writers.append(Browser(app, address, person))
    db.session.rollback()
    gate = Barrier(len(writers))

    def write(number: int) -> None:
        gate.wait(60)
        for turn in range(1, TURNS + 1):
            writers[number].change(rf"(writer {number}) [^.]*\.", rf"\1 in turn {turn}.")
        if number < PROGRAMS:
            # The one sentence that all of them want to change.
            writers[number].change(r"Signed by: ([^.]*)\.", rf"Signed by: \1 and {number}.")

    with ThreadPoolExecutor(len(writers)) as threads:
        list(threads.map(write, range(len(writers))))
    text = moments.source_at(plan, journal.head_number(plan))
    for number in range(len(writers)):
        assert f"Sentence of writer {number} in turn {TURNS}." in text
    signed = re.search(r"Signed by: nobody and ([^.]*)\.", text)
    assert signed and sorted(signed[1].split(" and ")) == [str(number) for number in range(PROGRAMS)]
    assert text.count("\n\n") == SOURCE.count("\n\n")
    assert sum(writer.conflicts for writer in writers) > 0, "nobody met anybody: the test tried nothing"
    told = [
        entry for entry in records.list_entries(persons.operator(), plan, limit=500) if entry.kind == "revision.save"
    ]
    assert len(told) >= len(writers) * TURNS + PROGRAMS
    assert records.verify_plan(plan).ok
