"""The access table, tried: every act as every role, by services, on pages and by the API, in stages that grant all
and none.

What is expected is read from rules/access alone. To add an act, write how it is attempted: a line in SERVICES, one in
PAGES, one in tests/api/acts.py. An attempt gets the actor and the plan's world and does the act; it need not undo it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from flask import g

from tests.api import acts
from tests.services import factories
from tests.views.visitors import Visitor
from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, NotFound, SignInNeeded
from wiki.models import Comment, Delegation, Membership, Person, Plan, Role, Section
from wiki.models.token import SCOPES
from wiki.rules import access as rules
from wiki.services import comments, journal, moments, revisions, stages, tokens
from wiki.services.search_scopes import Filters


@dataclass
class World:
    """A public plan with a public draft, a restricted text after it, a comment to answer, one person per role."""

    plan: Plan
    people: dict[str, Person | None]
    first: Section
    second: Section
    remark: Comment
    count: int = field(default=0)
    acting: Person | None = None

    def next(self) -> int:
        """A number not used before, for names."""
        self.count += 1
        return self.count

    def newest(self) -> int:
        revision = revisions.newest_revision(self.first, "en")
        assert revision is not None
        return revision.number

    def head(self) -> int:
        """The newest moment."""
        return journal.head_number(self.plan)

    def role_to_give(self) -> str:
        """What whoever acts may invite others as: observers observers, everyone else Parties."""
        return "observer" if self.acting is not None and self.acting is self.people["observer"] else "party"

    def role_of_chair(self) -> int:
        """The chair's role, as addresses name it."""
        return db.session.query(Role).filter_by(plan_id=self.plan.id, role="chair").one().id


@pytest.fixture
def world(app) -> World:
    owner = factories.person("Secretariat", may_make_plans=True)
    plan = factories.plan(owner, "Vision", "Mission")
    people = factories.everyone(owner, plan)
    with transaction():
        for role, kind in (("party", "party"), ("observer", "observer")):
            delegation = Delegation(kind=kind, name=kind.title(), code=kind.upper())
            db.session.add(delegation)
            db.session.flush()
            db.session.add(
                Membership(
                    delegation_id=delegation.id, person_id=people[role].id, focal_point=True, since=clock.now().date()
                )
            )
    service("drafts", "freeze_draft")(owner, plan, name="Draft 1", date=date(2007, 1, 31), distribution="public")
    first, second = factories.section(plan, 1), factories.section(plan, 2)
    newest = revisions.newest_revision(first, "en")
    revisions.save_revision(
        owner, first, text=newest.text.body + "More [words] are [shall/should].\n\n", based_on=newest.number
    )
    remark = comments.post_comment(owner, plan, body="Answer me.", section=first, audience="public")
    comments.post_comment(owner, plan, body="Stays open, so that nobody adopts.", audience="public")
    for name, cells in (("All", rules.STAGE_CELLS), ("None", ()), ("Spare", ())):
        stages.create_stage(owner, plan, name=name, cells=cells)
    return World(plan, people, first, second, remark)


def service(module: str, name: str) -> Callable[..., Any]:
    """A use case by name, so that one that is not written yet fails its own rows alone."""
    return getattr(import_module(f"wiki.services.{module}"), name)


Attempt = Callable[[Person | None, World], Any]

#: (act, how a service is asked for it); Conflict says that the right was there and something else was in the way
SERVICES: list[tuple[str, Attempt]] = [
    ("read_public", lambda who, w: service("plans", "find_plan")(who, w.plan.slug)),
    ("read_public", lambda who, w: service("moments", "find_moment")(who, w.plan, "draft-1")),
    ("read_public", lambda who, w: service("comments", "find_comment")(who, w.plan, w.remark.number)),
    ("read_public", lambda who, w: service("searches", "search")(who, "vision", plan=w.plan, filters=_at("draft-1"))),
    ("read_restricted", lambda who, w: service("searches", "search")(who, "vision", plan=w.plan, filters=_at("now"))),
    ("read_restricted", lambda who, w: service("moments", "find_moment")(who, w.plan, "now")),
    ("read_restricted", lambda who, w: service("moments", "find_moment")(who, w.plan, str(w.head()))),
    ("read_restricted", lambda who, w: service("revisions", "list_revisions")(who, w.first, language="en")),
    ("read_restricted", lambda who, w: service("revisions", "newest_text")(who, w.first)),
    ("read_restricted", lambda who, w: service("revisions", "find_revision")(who, w.first, w.newest())),
    ("read_restricted", lambda who, w: _authorship(who, w)),
    ("read_restricted", lambda who, w: service("stories", "tell_story")(who, w.first, w.newest(), start=0, end=9)),
    ("comment", lambda who, w: service("comments", "post_comment")(who, w.plan, body="x")),
    ("comment", lambda who, w: service("comments", "post_comment")(who, w.plan, body="x", section=w.first)),
    ("comment", lambda who, w: service("comments", "reply_to_comment")(who, w.remark, body="x")),
    ("edit", lambda who, w: service("revisions", "save_revision")(who, w.first, text="# V\n\n", based_on=w.newest())),
    ("edit", lambda who, w: service("sections", "add_section")(
        who, w.plan, title="New", parent=factories.root(w.plan))),
    ("edit", lambda who, w: service("sections", "retitle_section")(who, w.first, title="Other")),
    ("edit", lambda who, w: service("sections", "move_section")(who, w.second, parent=w.first)),
    ("edit", lambda who, w: service("sections", "remove_section")(who, w.second)),
    ("edit", lambda who, w: service("brackets", "lift_bracket")(who, w.first, **_bracket(w, "[words"))),
    ("edit", lambda who, w: service("brackets", "drop_bracket")(who, w.first, **_bracket(w, "[words"))),
    ("edit", lambda who, w: service("brackets", "choose_alternative")(who, w.first, **_bracket(w, "[shall"))),
    ("edit", lambda who, w: service("brackets", "put_in_brackets")(
        who, w.first, words=service("brackets", "Words")(quote="Vision two"), based_on=w.newest())),
    ("edit", lambda who, w: service("translations", "begin_translation")(
        who, w.first, language="fr", title="Vision", body="")),
    ("edit", lambda who, w: service("presences", "mark_presence")(who, w.first)),
    ("read_restricted", lambda who, w: service("revisions", "foresee_sections")(who, w.first, text="# V\n\n")),
    ("answer", lambda who, w: service("answers", "answer_comment")(who, w.remark, disposition="noted")),
    ("freeze", lambda who, w: service("drafts", "freeze_draft")(who, w.plan, name="Two", date=date(2007, 2, 1))),
    ("manage_stages", lambda who, w: service("stages", "create_stage")(who, w.plan, name="Another")),
    ("manage_stages", lambda who, w: service("stages", "cancel_stage")(who, _stage(w, "spare"))),
    ("manage_stages", lambda who, w: service("stages", "open_stage")(who, _stage(w, "none"), close_other=True)),
    ("declare", lambda who, w: service("adoption", "declare_adoption")(who, w.plan)),
    ("adopt", lambda who, w: service("adoption", "adopt_plan")(who, w.plan, name="Final", date=date(2008, 5, 30))),
    ("invite", lambda who, w: service("invitations", "invite_people")(
        who, w.plan, pasted="new@example.org", role=w.role_to_give())),
    ("manage_plan", lambda who, w: service("plans", "change_plan")(who, w.plan, title="T", visibility="public")),
    ("manage_plan", lambda who, w: service("plans", "grant_role")(who, w.plan, w.people["reader"], role="expert")),
]  # fmt: skip

#: (act, endpoint, its values, what a form sends: None for a page that is read)
PAGES: list[tuple[str, str, dict[str, Any], Callable[[World], dict[str, Any]] | None]] = [
    ("read_public", "plans.show", {}, None),
    ("read_public", "texts.show", {"at": "draft-1"}, None),
    ("read_public", "sections.show", {"number": 1, "at": "draft-1"}, None),
    ("read_public", "brackets.index", {"at": "draft-1"}, None),
    ("read_public", "brackets.show", {"number": 1, "at": "draft-1"}, None),
    ("read_public", "comments.index", {}, None),
    ("read_public", "stages.index", {}, None),
    ("read_public", "drafts.index", {}, None),
    ("read_public", "journal.index", {}, None),
    ("read_public", "searches.show", {"words": "vision"}, None),
    ("read_public", "searches.show", {"words": "vision", "at": "draft-1"}, None),
    ("read_restricted", "searches.show", {"words": "vision", "at": "now"}, None),
    ("read_restricted", "texts.show", {"at": "now"}, None),
    ("read_restricted", "sections.show", {"number": 1, "at": "now"}, None),
    ("read_restricted", "brackets.index", {"at": "now"}, None),
    ("read_restricted", "revisions.index", {"number": 1}, None),
    ("read_restricted", "biographies.index", {}, None),
    ("read_restricted", "biographies.index", {"at": "draft-1"}, None),
    ("read_restricted", "biographies.show", {"number": 1, "at": "draft-1"}, None),
    ("comment", "comments.new", {}, None),
    ("comment", "comments.new", {"section": 1}, None),
    ("comment", "comments.create", {}, lambda w: {"body": "x", "section": "1"}),
    ("edit", "revisions.edit", {"number": 1}, None),
    ("edit", "presences.update", {"number": 1}, lambda w: {}),
    ("edit", "sections.new", {"number": 1}, None),
    ("edit", "sections.arrange", {"number": 1}, None),
    ("edit", "brackets.new", {"number": 1}, None),
    (
        "edit",
        "brackets.create",
        {"number": 1},
        lambda w: {"act": "record", "quote": "Vision two", "revision": str(w.newest())},
    ),
    (
        "edit",
        "brackets.settle",
        {"number": 1},
        lambda w: {"act": "lift", "start": str(_bracket(w, "[")["start"]), "revision": str(w.newest())},
    ),
    ("edit", "translations.new", {"number": 1}, None),
    ("edit", "translations.create", {"number": 1}, lambda w: {"language": f"fr-{w.next():03}", "title": "Vision"}),
    ("edit", "sections.retitle", {"number": 2}, lambda w: {"title": f"Title {w.next()}"}),
    ("freeze", "drafts.create", {}, lambda w: {"name": f"Draft {w.next() + 1}", "date": "2007-02-01"}),
    ("manage_stages", "stages.new", {}, None),
    ("manage_stages", "stages.edit", {"stage": "none"}, None),
    ("manage_stages", "stages.create", {}, lambda w: {"name": f"Stage {w.next()}"}),
    ("declare", "adoption.declare", {}, lambda w: {}),
    ("adopt", "adoption.create", {}, lambda w: {"name": "Final", "date": "2008-05-30"}),
    ("invite", "invitations.new", {}, None),
    ("manage_plan", "plans.edit", {}, None),
]


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


def _authorship(who: Person | None, world: World) -> None:
    items = moments.outline_at(world.plan, journal.head_number(world.plan)).items
    addresses = {item.section_id: ("", "") for item in items}
    show = service("authorship", "show_authorship")
    show(who, world.plan, items, way="author", language="en", addresses=addresses)


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
    address, body = _address(at, world), sends(world) if sends else None
    if method != "GET":
        headers["If-Match"] = f'"{world.newest()}"'
    try:
        with transaction(world.plan.id):
            answer = app.test_client(use_cookies=False).open(
                f"/api/plans/plan{address}", method=method, headers=headers, json=body
            )
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
    stages.open_stage(owner, _stage(world, entered))
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


def _stage(world: World, slug: str) -> Any:
    return stages.find_stage(world.people["secretariat"], world.plan, slug)


def _at(moment: str) -> Filters:
    return Filters(at=moment)


def _bracket(world: World, mark: str) -> dict[str, int]:
    newest = revisions.newest_revision(world.first, "en")
    assert newest is not None
    return {"start": newest.text.body.find(mark), "based_on": newest.number}
