"""Attempts to read or write past the access table, by those who may not: what is hidden answers as what is not there.

Each attempt is made on something that exists and on something that does not; a difference in status, words or headers
would tell which is which. What the table itself says is in tests/test_access_table.py.
"""

import json
import re
from datetime import date

import pytest

from tests.api.programs import Program
from tests.services import factories
from tests.views.visitors import Visitor
from wiki.db import db
from wiki.models import Comment, Invitation, Role
from wiki.services import (
    comments,
    delegations,
    drafts,
    invitations,
    persons,
    plans,
    revisions,
    sections,
    stages,
    tokens,
)

#: one word that stands in nothing an outsider may read
SECRET = "zanzibarite"


@pytest.fixture
def world(app):
    """A public plan with one public draft and much that came after it, and a private plan with the same in it."""
    owner = factories.person("Owner", may_make_plans=True)
    kenya = delegations.create_delegation(persons.operator(), kind="party", name="Kenya", code="KE")
    made = {}
    for slug, visibility in (("plan", "public"), ("hidden", "private")):
        plan = factories.plan(owner, "Vision", "Mission", slug=slug, visibility=visibility)
        drafts.freeze_draft(owner, plan, name="Open", date=date(2007, 1, 31), distribution="public")
        added = sections.add_section(
            owner, plan, title=f"On {SECRET}", body=f"It is {SECRET}.", parent=factories.root(plan)
        )
        newest = revisions.newest_revision(factories.section(plan, 1), "en")
        saved = revisions.save_revision(
            owner, factories.section(plan, 1), text=newest.text.body + f"With {SECRET}.\n", based_on=newest.number
        )
        drafts.freeze_draft(owner, plan, name="Closed", symbol=f"{SECRET}/1", date=date(2007, 2, 28))
        remark = comments.post_comment(owner, plan, body=f"About {SECRET}.", section=added, audience="participants")
        note = comments.post_comment(owner, plan, body=f"My {SECRET}.", audience="private")
        stages.create_stage(owner, plan, name="Planned")
        invited = invitations.invite_people(owner, plan, pasted="one@example.org", role="expert")
        made[slug] = {
            "section": added.number, "revision": saved.revision.number, "comment": remark.number, "note": note.id,
            "invitation": db.session.query(Invitation).filter_by(plan_id=plan.id).one().uid,
            "role": db.session.query(Role).filter_by(plan_id=plan.id).first().id, "first": newest.number,
        }  # fmt: skip
        assert invited
    token, _ = tokens.make_token(owner, name="Owner's", scopes=("read",))
    return owner, kenya, token, made


def _programs(app, owner):
    """Those outside: nobody, somebody with an account, a reader of the plan."""
    reader = factories.person("Reader")
    plans.grant_role(owner, plans.find_plan(owner, "plan"), reader, role="reader")
    return {
        "nobody": Program(app),
        "account": Program(app, factories.person("Account")),
        "reader": Program(app, reader),
    }


def _told(answer, *names):
    """What an answer tells, without the names that were asked for."""
    text = json.dumps(answer.json, ensure_ascii=False, sort_keys=True) if answer.is_json else answer.text
    for name in sorted(map(str, names), key=len, reverse=True):
        text = text.replace(f"“{name}”", "~").replace(f"/{name}", "/~")
        text = re.sub(rf"(?<![0-9a-z]){re.escape(name)}(?![0-9a-z])", "~", text)
    headers = {
        name: value for name, value in answer.headers if name in ("WWW-Authenticate", "Allow", "Retry-After", "Link")
    }
    return answer.status_code, headers, text


READ = [
    ("/plans/plan/sections/{}", "section", 99),
    ("/plans/plan/sections/{}/text", "section", 99),
    ("/plans/plan/sections/{}/text?at=open", "section", 99),
    ("/plans/plan/sections/{}/revisions", "section", 99),
    ("/plans/plan/sections/{}/comparison", "section", 99),
    ("/plans/plan/sections/{}/brackets", "section", 99),
    ("/plans/plan/sections/{}/biography", "section", 99),
    ("/plans/plan/sections/{}/feed.atom", "section", 99),
    ("/plans/plan/sections/{}/typing", "section", 99),
    ("/plans/plan/comments?section={}", "section", 99),
    ("/plans/plan/comments?state=all&section={}", "section", 99),
    ("/plans/plan/comparison?from=open&to=open&section={}", "section", 99),
    ("/plans/plan/search?words=vision&section={}", "section", 99),
    ("/plans/plan/sections/1/revisions/{}", "revision", 999),
    ("/plans/plan/sections/1/revisions/{}", "first", 999),
    ("/plans/plan/sections/1/revisions/{}/story?start=1&end=2", "revision", 999),
    ("/plans/plan/sections/1/text?at={}", "revision", 999),
    ("/plans/plan/comparison?from=open&to={}", "revision", 999),
    ("/plans/plan/text?at={}", "closed", "never"),
    ("/plans/plan/drafts/{}", "closed", "never"),
    ("/plans/plan/export/{}.md", "closed", "never"),
    ("/plans/plan/export/{}.docx", "closed", "never"),
    ("/plans/plan/export/{}.json", "closed", "never"),
    ("/plans/plan/comparison?from=open&to={}", "closed", "never"),
    ("/plans/plan/search?words=vision&at={}", "closed", "never"),
    ("/plans/plan/brackets?at={}", "closed", "never"),
    ("/plans/plan/comments/{}", "comment", 999),
    ("/plans/plan/comments/{}", "revision", 999),
    ("/plans/plan/journal/{}", "beyond", 9999),
    ("/plans/{}", "hidden", "nowhere"),
    ("/plans/{}/text", "hidden", "nowhere"),
    ("/plans/{}/journal", "hidden", "nowhere"),
    ("/plans/{}/journal/stream", "hidden", "nowhere"),
    ("/plans/{}/feed.atom", "hidden", "nowhere"),
    ("/plans/{}/search?words=vision", "hidden", "nowhere"),
    ("/plans/{}/export/open.md", "hidden", "nowhere"),
    ("/plans/{}/drafts/open", "hidden", "nowhere"),
    ("/plans/{}/adoption", "hidden", "nowhere"),
    ("/plans/{}/people", "hidden", "nowhere"),
    ("/plans/{}/comments/1", "hidden", "nowhere"),
    ("/plans/{}/sections/1/presence", "hidden", "nowhere"),
    ("/delegations/{}", "delegation", 999),
    ("/delegations/{}/feed.atom", "delegation", 999),
    ("/search?words=vision&delegation={}", "KE", "QQ"),
    ("/plans/plan/search?words=vision&delegation={}", "KE", "QQ"),
    ("/plans/plan/place?words={}", f"{SECRET}/1", "other/1"),
    ("/persons/{}", "person", "0" * 32),
]


def test_what_is_hidden_answers_as_what_is_not_there(app, world):
    owner, kenya, _, made = world
    names = {"delegation": kenya.id, "person": owner.uid, "beyond": 9998, **made["plan"]}
    telling = []
    for who, program in _programs(app, owner).items():
        for address, hidden, absent in READ:
            name = names.get(hidden, hidden)
            # A mark tells nothing either: a wildcard would be answered with 304 where there is anything at all.
            for marks in ({}, {"If-None-Match": "*"}, {"If-None-Match": f'"{names["revision"]}"'}):
                there = program.get(address.format(name), headers=marks)
                nowhere = program.get(address.format(absent), headers=marks)
                if _told(there, name) != _told(nowhere, absent):
                    telling.append((who, address, marks, there.status_code, nowhere.status_code))
                assert SECRET not in there.text.replace(f"{SECRET}/1", ""), (who, address)
    assert telling == []


def _writes(made, other):
    """Attempts to write to what is another's, or to reach what belongs to one plan through another."""
    yield "DELETE", f"/plans/plan/notes/{made['note']}", None
    yield "POST", f"/plans/plan/notes/{made['note']}/publish", {}
    yield "DELETE", f"/plans/plan/notes/{other['note']}", None
    yield "DELETE", f"/plans/plan/people/roles/{other['role']}", None
    yield "DELETE", f"/plans/plan/invitations/{other['invitation']}", None
    yield "POST", f"/plans/plan/invitations/{other['invitation']}/resend", None
    yield "POST", f"/plans/plan/comments/{other['comment'] + 500}/replies", {"body": "x"}
    yield "POST", f"/plans/plan/sections/1/revisions/{other['revision'] + 500}/revert", {}
    yield "PATCH", "/plans/hidden", {"title": "Mine"}
    yield "POST", "/plans/hidden/comments", {"body": "x"}
    yield "PUT", "/plans/hidden/sections/1/presence", None
    yield "DELETE", "/plans/hidden/sections/1/typing", None
    yield "POST", "/plans/hidden/imports", {"document": "# Mine\n"}
    yield "POST", "/plans/hidden/adoption/check", None


def test_nothing_is_written_past_the_table_or_through_another_plan(app, world):
    owner, _, token, made = world
    plan = plans.find_plan(owner, "plan")
    chair = factories.person("Chair")
    plans.grant_role(owner, plan, chair, role="chair")
    callers = {**_programs(app, owner), "chair": Program(app, chair), "owner": Program(app, owner)}
    heads = {slug: callers["owner"].get(f"/plans/{slug}").json["moment"] for slug in ("plan", "hidden")}
    rows = db.session.query(Comment).count()
    for who, program in callers.items():
        for method, address, body in _writes(made["plan"], made["hidden"]):
            if who == "owner" and ("/hidden" in address or str(made["plan"]["note"]) in address):
                continue
            more = {"json": body} if body is not None else {}
            if address.endswith("check"):
                more = {"data": b"x", "content_type": "application/octet-stream"}
            answer = program.ask(method, address, **more)
            assert answer.status_code in (401, 403, 404), (who, method, address, answer.text)
            assert SECRET not in answer.text
            # With a mark it is no other: what cannot be read is not told to have changed.
            marked = program.ask(method, address, headers={"If-Match": '"1"'}, **more)
            assert marked.status_code in (401, 403, 404, 412), (who, method, address)
            if "/hidden" in address:
                nowhere = program.ask(method, address.replace("hidden", "nowhere"), headers={"If-Match": '"1"'}, **more)
                assert _told(marked, "hidden") == _told(nowhere, "nowhere"), (who, method, address)
        assert program.ask("DELETE", f"/me/tokens/{token.uid}").status_code in (401, 404) or who == "owner"
    assert {slug: callers["owner"].get(f"/plans/{slug}").json["moment"] for slug in heads} == heads
    db.session.rollback()
    assert db.session.query(Comment).count() == rows


def test_a_published_remark_does_not_publish_the_words_it_is_on(app, world):
    """Who may read the newest text may remark on it for everyone; what it quotes stays for those who may read it."""
    owner, _, _, made = world
    plan = plans.find_plan(owner, "plan")
    section = factories.section(plan, 1)
    remark = comments.post_comment(
        owner, plan, body="Is this so?", section=section, quote=f"With {SECRET}", audience="public"
    )
    paragraph = comments.post_comment(
        owner, plan, body="And this?", section=sections.find_section(owner, plan, made["plan"]["section"]),
        quote=f"It is {SECRET}.", audience="public",
    )  # fmt: skip
    fine = comments.post_comment(owner, plan, body="Fine.", section=section, quote="Vision one", audience="public")
    assert SECRET in remark.quote and SECRET in paragraph.quote
    newest = revisions.newest_revision(section, "en")
    revisions.save_revision(
        owner, section, text=newest.text.body.replace(f"With {SECRET}.", "Without."), based_on=newest.number
    )
    api = [
        "/plans/plan/comments?state=all", f"/plans/plan/comments/{remark.number}", "/plans/plan/journal",
        f"/plans/plan/journal/{remark.number}", "/plans/plan/journal?after=0&kind=comment.post",
        "/plans/plan/journal/stream?after=0", "/plans/plan/feed.atom", "/plans/plan/sections/1/feed.atom",
        f"/plans/plan/comments/{paragraph.number}",
    ]  # fmt: skip
    pages = [
        "/plans/plan/comments?state=all", "/plans/plan/comments?state=lost", f"/plans/plan/comments/{remark.number}",
        "/plans/plan/record", "/plans/plan/sections/1", "/plans/plan",
    ]  # fmt: skip
    for who, program in _programs(app, owner).items():
        for address in api:
            answer = program.get(address)
            assert answer.status_code == 200 and SECRET not in answer.text, (who, address)
        told = program.get(f"/plans/plan/comments/{remark.number}").json
        assert (told["body"], told["quote"]) == ("Is this so?", "")
        # What stands in a public draft may be quoted, also where the remark is on a later revision.
        assert program.get(f"/plans/plan/comments/{fine.number}").json["quote"] == "Vision one"
    for visitor in (Visitor(app), Visitor(app, factories.person("Passer-by"))):
        for address in pages:
            answer = visitor.get(address)
            assert answer.status_code == 200 and SECRET not in answer.text, address
        assert "words that were not published" in visitor.get("/plans/plan/comments?state=all").text
    mine = Program(app, owner).get(f"/plans/plan/journal/{remark.number}").json
    assert SECRET in mine["content"]["quote"]
    closed = drafts.find_draft(owner, plan, "closed")
    drafts.publish_draft(owner, plan, closed)
    nobody = Program(app)
    assert SECRET in nobody.get(f"/plans/plan/comments/{remark.number}").json["quote"]
    assert SECRET in nobody.get(f"/plans/plan/journal/{remark.number}").json["content"]["quote"]
