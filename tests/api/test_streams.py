"""The record as a stream, from a real server: what is told, to whom, for how long, and what it holds meanwhile."""

import http.client
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from urllib.parse import urlsplit

import pytest
from sqlalchemy.engine import make_url

from tests.api.programs import Program
from tests.services import factories
from tests.serving import serving
from wiki import clock
from wiki.db import db, transaction
from wiki.models import Token
from wiki.rules import access as rules
from wiki.services import closings, comments, journal, persons, plans, revisions, tokens
from wiki.web import streams


class Listener:
    """A client that reads a stream as it comes."""

    def __init__(self, port: int, address: str, **headers: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.line.request("GET", f"/api/plans/plan/journal/stream{address}", headers=headers)
        self.answer = self.line.getresponse()

    def events(self) -> Iterator[dict]:
        """Each event's id and data, until the stream ends."""
        told: dict = {}
        for line in self.answer:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "data":
                told["data"] = json.loads(value)
            elif name == "id":
                told["id"] = int(value)
            elif not line.strip() and told:
                yield told
                told = {}

    def close(self) -> None:
        self.answer.close()
        self.line.close()


@pytest.fixture
def world(app):
    owner, other = factories.person("Owner", may_make_plans=True), factories.person("Other")
    plan = factories.plan(owner, "Vision")
    plans.grant_role(owner, plan, other, role="expert")
    return owner, other, plan


@pytest.fixture
def port(app, monkeypatch):
    monkeypatch.setattr(streams, "LOOK_EVERY", 0.05)
    app.config["STREAM_SECONDS"] = 15
    stop = Event()
    app.extensions["plenary_stopping"] = stop.is_set
    app.extensions["stop_streams"] = stop.set
    with serving(app, daemon=True) as address:
        yield urlsplit(address).port
        stop.set()
    _until(lambda: _free(app) == 4)


def _free(app) -> int:
    return app.extensions["plenary_streams"].free


def _until(true, seconds: float = 10) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def _bearer(person) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.make_token(person, name='Stream', scopes=('read',))[1]}"}


def _save(owner, plan, words: str) -> None:
    section = factories.section(plan, 1)
    newest = revisions.newest_revision(section, "en")
    revisions.save_revision(owner, section, text=newest.text.body + f"{words}.\n\n", based_on=newest.number)


def test_what_there_is_and_then_what_comes(world, port):
    owner, _, plan = world
    head = journal.head_number(plan)
    listener = Listener(port, "?after=1", **_bearer(owner))
    assert listener.answer.status == 200
    assert listener.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert listener.answer.headers["Cache-Control"] == "no-store" and "ETag" not in listener.answer.headers
    events = listener.events()
    assert [next(events)["id"] for _ in range(head - 1)] == list(range(2, head + 1))
    _save(owner, plan, "Later")
    told = next(events)
    assert told["id"] == told["data"]["number"] == head + 1
    assert told["data"]["kind"] == "revision.save" and told["data"]["told"].startswith("saved the text of section 1")
    listener.close()


def test_the_last_event_goes_before_the_address(app, world):
    owner = world[0]
    program = Program(app, owner)
    answer = program.get("/plans/plan/journal/stream?after=0", headers={"Last-Event-ID": "2"})
    assert answer.text.startswith("retry: 3000\n\nid: 3\ndata: ")
    for odd in ("", "x", "-1", "1" * 10, "\u0661"):
        refused = program.get("/plans/plan/journal/stream", headers={"Last-Event-ID": odd})
        assert refused.status_code == 422 and list(refused.json["errors"]) == ["Last-Event-ID"]
    assert program.get("/plans/plan/journal/stream?after=x").status_code == 422
    assert program.get("/plans/none/journal/stream").status_code == 404


def test_a_stream_tells_what_the_record_tells_in_the_same_words(app, world):
    owner, other, plan = world
    comments.post_comment(owner, plan, body="Open to all.", audience="public")
    comments.post_comment(owner, plan, body="Among us.", audience="participants")
    comments.post_comment(owner, plan, body="For observers.", audience="observers")
    people = {"secretariat": owner, "expert": other, "reader": factories.person("Reader"), "anonymous": None}
    for role in set(rules.ROLES) - set(people):
        people[role] = factories.person(role.title())
        plans.grant_role(owner, plan, people[role], role=role)
    seen = {}
    for role, person in people.items():
        program = Program(app, person)
        program.headers["Accept-Language"] = "fr"
        told = program.get("/plans/plan/journal?after=0&limit=200").json["entries"]
        lines = program.get("/plans/plan/journal/stream").text.splitlines()
        assert [json.loads(line[6:]) for line in lines if line.startswith("data: ")] == told, role
        seen[role] = sum(not entry["withheld"] for entry in told)
    assert seen["anonymous"] < seen["observer"] < seen["expert"] <= seen["secretariat"]


@pytest.mark.parametrize("end", ["role", "account", "token", "run out", "plan", "session", "signed out"])
def test_a_stream_ends_with_the_right_to_it(app, world, port, end):
    owner, other, plan = world
    headers = _bearer(other)
    if end in ("session", "signed out"):
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"], session["key"] = other.get_id(), True, "a" * 32
        headers = {"Cookie": f"plenary={client.get_cookie('plenary').value}"}
    listener = Listener(port, f"?after={journal.head_number(plan)}", **headers)
    events = listener.events()
    _save(owner, plan, "Seen")
    assert next(events)["data"]["kind"] == "revision.save"
    if end == "role":
        plans.end_role(owner, plan, next(one for one in plans.current_roles(plan) if one.person_id == other.id))
    elif end == "signed out":
        assert client.post("/sign-out").status_code == 303
    elif end in ("account", "session"):
        closings.close_person(persons.operator(), other)
    elif end == "plan":
        plans.change_plan(owner, plan, title="Hidden", visibility="private")
        plans.end_role(owner, plan, next(one for one in plans.current_roles(plan) if one.person_id == other.id))
    else:
        token = db.session.query(Token).filter_by(name="Stream").one()
        if end == "token":
            tokens.revoke_token(other, token)
        else:
            with transaction():
                token.expires_at = clock.now() - timedelta(seconds=1)
    _save(owner, plan, "Never seen")
    rest = list(events)
    assert "Never seen" not in json.dumps(rest)
    # What came while the right still stood may be told; the last text may not.
    assert journal.head_number(plan) not in [told["id"] for told in rest]
    again = Listener(port, f"?after={journal.head_number(plan) - 1}", **headers)
    assert again.answer.status == (200 if end in ("role", "plan") else 401) or end in ("plan", "session", "signed out")
    if again.answer.status == 200:
        assert next(again.events())["data"]["withheld"]
    again.close()


def test_a_stream_holds_neither_a_connection_nor_a_read(app, world, port):
    owner = world[0]
    headers = _bearer(owner)
    db.session.remove()
    listeners = [Listener(port, "?after=0", **headers), Listener(port, "?after=0", **headers)]
    for listener in listeners:
        next(listener.events())
    looks = [db.engine.pool.checkedout() for _ in range(200) if not time.sleep(0.002)]
    # Now and then a look is caught at it; between looks nothing is held.
    assert looks.count(0) > 20
    if make_url(app.config["SQLALCHEMY_DATABASE_URI"]).get_backend_name() == "postgresql":
        # Within one transaction the server would show each time what it showed first.
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            idle = (
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()"
            )
            counts = [connection.exec_driver_sql(idle).scalar() for _ in range(20) if not time.sleep(0.01)]
        assert 0 in counts
    for listener in listeners:
        listener.close()


def test_a_worker_has_so_many_places(app, world, port):
    owner, other, plan = world
    headers = _bearer(factories.person("Reader"))
    listeners = [Listener(port, "?after=0", **_bearer(who)) for who in (owner, other, owner, other)]
    refused = Listener(port, "", **headers)
    problem = json.loads(refused.answer.read())
    assert refused.answer.status == 503 and problem["type"].endswith("#busy")
    assert refused.answer.headers["Retry-After"] == "30"
    for listener in listeners:
        listener.close()
    # A server notices that somebody went when it next writes to them, and a comment is written in any silence.
    for words in ("One", "Two", "Three"):
        _save(owner, plan, words)
        time.sleep(0.2)
    _until(lambda: _free(app) == 4)
    again = Listener(port, "", **headers)
    assert again.answer.status == 200
    again.close()


@pytest.mark.parametrize("named", [True, False])
def test_nobody_takes_more_than_half_of_the_places(app, world, port, named):
    owner, other, _ = world
    secrets = [_bearer(owner), _bearer(owner)] if named else [{}, {}]
    listeners = [Listener(port, "?after=0", **headers) for headers in secrets]
    refused = Listener(port, "?after=0", **_bearer(owner) if named else {})
    problem = json.loads(refused.answer.read())
    assert refused.answer.status == 429 and problem["type"].endswith("#too-many-open")
    assert refused.answer.headers["Retry-After"] == "30" and "streams" in problem["detail"]
    elsewhere = Listener(port, "?after=0", **_bearer(other))
    assert elsewhere.answer.status == 200 and _free(app) == 1
    for listener in (*listeners, elsewhere):
        listener.close()
    _save(owner, world[2], "One")
    _until(lambda: _free(app) == 4)
    assert not app.extensions["plenary_streams"]._taken


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_those_without_a_name_are_told_apart_by_their_line(app, one, another, same):
    found = []
    for address in (one, another):
        with app.test_request_context("/api/plans", environ_base={"REMOTE_ADDR": address}):
            found.append(streams._who())
    assert (found[0] == found[1]) == same


def test_a_silent_stream_says_that_it_lives_and_ends_in_time(app, world, port, monkeypatch):
    monkeypatch.setattr(streams, "BEAT_EVERY", 0.2)
    app.config["STREAM_SECONDS"] = 1
    began = time.monotonic()
    listener = Listener(port, f"?after={journal.head_number(world[2])}", **_bearer(world[0]))
    told = listener.answer.read().decode()
    assert 0.9 < time.monotonic() - began < 8
    assert told.startswith("retry: 3000\n\n: still here\n\n") and "data" not in told
    assert _free(app) == 4


def test_a_stream_ends_when_its_worker_stops(app, world, port):
    listener = Listener(port, f"?after={journal.head_number(world[2])}", **_bearer(world[0]))
    began = time.monotonic()
    app.extensions["stop_streams"]()
    listener.answer.read()
    assert time.monotonic() - began < 8


def test_a_place_is_given_back_whatever_becomes_of_the_answer(app, world):
    program = Program(app, world[0])
    for _ in range(6):
        assert program.ask("HEAD", "/plans/plan/journal/stream").status_code == 200
        assert program.get("/plans/plan/journal/stream").status_code == 200
    assert _free(app) == 4
