"""The access table, tried: every act as every role, by services, on pages and by the API, in stages that grant all
and none.

What is expected is read from rules/access alone. To add an act, write how it is attempted: a line each in
services/acts.py, views/acts.py and api/acts.py beside this. An attempt gets the actor and the plan's world and does the
act; it need not undo it.
"""

from typing import Any

import pytest
from flask import g

from tests.api import acts
from tests.services.acts import SERVICES, Attempt
from tests.views.acts import PAGES
from tests.views.visitors import Visitor
from tests.world import World, make_world
from wiki.db import transaction
from wiki.errors import Conflict, Forbidden, NotFound, SignInNeeded
from wiki.models import Person
from wiki.models.token import SCOPES
from wiki.rules import access as rules
from wiki.services import journal, stages, tokens


@pytest.fixture
def world(app) -> World:
    return make_world()


def test_every_act_of_the_table_is_tried():
    assert {act for act, _ in SERVICES} == set(rules.ACTS)
    assert {act for act, *_ in PAGES} | {"answer"} == set(rules.ACTS)
    assert {act for act, *_ in acts.ACTS} == set(rules.ACTS)


def test_every_page_of_the_table_is_there(app):
    assert sorted({endpoint for _, endpoint, *_ in PAGES} - set(app.view_functions)) == []


@pytest.mark.parametrize("stage", ["all", "none", "sealed"])
def test_services_do_what_the_table_says(world, stage):
    granted = _enter(world, stage)
    wrong = []
    for role, who in world.people.items():
        for act, attempt in SERVICES:
            if stage == "sealed" and act not in rules.REFUSED_WHEN_SEALED:
                continue
            expected = _expected(granted, role, act, stage)
            if _got_past(attempt, who, world) != expected:
                wrong.append((role, act, SERVICES.index((act, attempt)), "should" if expected else "should not"))
    assert wrong == []


@pytest.mark.parametrize("stage", ["all", "none", "sealed"])
def test_pages_do_what_the_table_says(app, world, stage):
    granted = _enter(world, stage)
    answer = ("answer", "comments.answer", {"number": world.remark.number}, lambda w: {"disposition": "noted"})
    reply = ("comment", "comments.reply", {"number": world.remark.number}, lambda w: {"body": "x"})
    wrong = []
    for role, who in world.people.items():
        visitor = Visitor(app, who)
        for act, endpoint, values, sends in [*PAGES, answer, reply]:
            if stage == "sealed" and act not in rules.REFUSED_WHEN_SEALED:
                continue
            expected = _expected(granted, role, act, stage)
            with app.test_request_context():
                address = app.url_for(endpoint, slug="plan", **values)
            got = visitor.get(address) if sends is None else visitor.post(address, data=sends(world))
            # Adopting and declaring meet the open comment once they are past the table.
            fine = {200, 303} | ({409} if act in ("declare", "adopt") else set())
            refused = {401} if who is None else {403, 404}
            if got.status_code not in (fine if expected else refused):
                wrong.append((role, act, endpoint, got.status_code, "should" if expected else "should not"))
    assert wrong == []


def test_every_operation_on_a_plan_is_an_act_of_the_table_or_says_why_not(app, world):
    with app.test_request_context():
        under = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/plans/<slug>")]
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
    tried = {adapter.match(f"/api/plans/plan{_address(at, world)}".partition("?")[0], method)[0]
             for _, method, at, _ in acts.ACTS}  # fmt: skip
    names = {rule.endpoint.removeprefix("api_").replace(".", "_") for rule in under if rule.endpoint not in tried}
    assert names == set(acts.OTHERWISE)


@pytest.mark.parametrize("stage", ["all", "none", "sealed"])
def test_the_api_does_what_the_table_says(app, world, stage):
    granted = _enter(world, stage)
    secrets = {role: tokens.make_token(who, name=role, scopes=SCOPES)[1] for role, who in world.people.items() if who}
    wrong = []
    for role, who in world.people.items():
        for act, method, at, sends in acts.ACTS:
            if stage == "sealed" and act not in rules.REFUSED_WHEN_SEALED:
                continue
            expected = _expected(granted, role, act, stage)
            got = _asked(app, world, who, secrets.get(role), method, at, sends)
            # What is in the way behind the table: an open comment, a stage or a section as it stands already.
            fine = {200, 201, 204, 409}
            refused = {401} if who is None else {403, 404}
            if got.status_code not in (fine if expected else refused):
                wrong.append((role, act, method, _address(at, world), got.status_code, got.text))
    assert wrong == []


def _asked(app, world: World, who: Person | None, secret: str | None, method: str, at: Any, sends: Any) -> Any:
    """What the API answers; whatever it did is undone, so that the next attempt finds the world as it was."""
    world.acting = who
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    address, body = f"/api/plans/plan{_address(at, world)}", sends(world) if sends else None
    client = app.test_client(use_cookies=False)
    try:
        with transaction(world.plan.id):
            answer = client.open(address, method=method, headers=headers, json=body)
            if answer.status_code == 428:
                # A text is written from a base only.
                headers["If-Match"] = f'"{world.newest()}"'
                answer = client.open(address, method=method, headers=headers, json=body)
            raise Undo
    except Undo:
        # A test holds one application context open, in which what a request looks up would last.
        for name in ("bearer", "_login_user", "translations", "shelf"):
            g.pop(name, None)
    return answer


def _address(at: Any, world: World) -> str:
    return at(world) if callable(at) else at


def _enter(world: World, stage: str) -> frozenset[str]:
    owner = world.people["secretariat"]
    entered = "none" if stage == "none" else "all"
    stages.open_stage(owner, world.stage(entered))
    if stage == "sealed":
        with transaction(world.plan.id):
            world.plan.sealed_number = journal.head_number(world.plan)
    return frozenset(rules.STAGE_CELLS) if entered == "all" else frozenset()


def _expected(granted: frozenset[str], role: str, act: str, stage: str) -> bool:
    return stage != "sealed" and rules.allows(granted, {role, "anonymous" if role == "anonymous" else "reader"}, act)


class Undo(Exception):
    """Ends the transaction around an attempt, so that the next one finds the world as it was."""


def _got_past(attempt: Attempt, who: Person | None, world: World) -> bool:
    try:
        world.acting = who
        with transaction(world.plan.id):
            attempt(who, world)
            raise Undo
    except (Undo, Conflict):
        return True
    except (Forbidden, NotFound, SignInNeeded):
        return False
