"""Marks that are sent back: acts on what somebody had read, and marks of answers that were compressed."""

from datetime import date
from threading import Barrier, Thread

import pytest

from tests.api.programs import Program
from tests.services import factories
from wiki.db import db
from wiki.services import comments, delegations, drafts, notes, persons, plans, revisions, stages

TEXT = "/plans/plan/sections/1/text"


@pytest.fixture
def owner(app):
    return persons.create_person(
        persons.operator(), name="Owner", email="owner@example.org", is_administrator=True, may_make_plans=True
    )


@pytest.fixture
def world(app, owner):
    plan = factories.plan(owner, "Vision", "Mission")
    stages.create_stage(owner, plan, name="Spare")
    drafts.freeze_draft(owner, plan, name="First", date=date(2007, 1, 31))
    remark = comments.post_comment(owner, plan, body="A remark.")
    kenya = delegations.create_delegation(owner, kind="party", name="Kenya", code="KE")
    reader = factories.person("Reader")
    role = plans.grant_role(owner, plan, reader, role="reader")
    return {"comment": remark.number, "delegation": kenya.id, "person": reader.uid, "role": role.id}


#: where something is read, an act on it with its body, and another act by which it changes meanwhile
ACTS = [
    ("/plans/plan", "PATCH", "/plans/plan", {"title": "Mine"}, ("PATCH", "/plans/plan", {"title": "Theirs"})),
    ("/plans/plan/sections/1", "PATCH", "/plans/plan/sections/1", {"title": "Mine"},
     ("PATCH", "/plans/plan/sections/1", {"title": "Theirs"})),
    ("/plans/plan/sections/2", "DELETE", "/plans/plan/sections/2", None,
     ("POST", "/plans/plan/sections/2/move", {"parent": 1})),
    ("/plans/plan/sections", "POST", "/plans/plan/sections", {"title": "Mine"},
     ("POST", "/plans/plan/sections", {"title": "Theirs"})),
    ("/plans/plan/comments/{comment}", "POST", "/plans/plan/comments/{comment}/resolve", None,
     ("POST", "/plans/plan/comments/{comment}/replies", {"body": "Wait."})),
    ("/plans/plan/comments/{comment}", "PUT", "/plans/plan/comments/{comment}/answer", {"disposition": "noted"},
     ("PUT", "/plans/plan/comments/{comment}/answer", {"disposition": "accepted"})),
    ("/plans/plan/stages/spare", "POST", "/plans/plan/stages/spare/open", {},
     ("PATCH", "/plans/plan/stages/spare", {"note": "Not yet."})),
    ("/plans/plan/drafts/first", "POST", "/plans/plan/drafts/first/publish", None, None),
    ("/plans/plan/people", "DELETE", "/plans/plan/people/roles/{role}", None,
     ("POST", "/plans/plan/people", {"email": "reader@example.org", "role": "expert"})),
    ("/plans/plan/invitations", "POST", "/plans/plan/invitations", {"people": "a@example.org", "role": "expert"},
     ("POST", "/plans/plan/invitations", {"people": "b@example.org", "role": "expert"})),
    ("/plans/plan/adoption", "POST", "/plans/plan/adoption", {"name": "A", "date": "2008-05-30"},
     ("POST", "/plans/plan/comments", {"body": "One more."})),
    ("/plans/plan/text", "POST", "/plans/plan/imports", {"document": "# Vision\n\nMine.\n"},
     ("PATCH", "/plans/plan/sections/1", {"title": "Theirs"})),
    ("/plans/plan/sections/1/text", "POST", "/plans/plan/sections/1/revisions/{first}/revert", {},
     ("PATCH", "/plans/plan/sections/1", {"title": "Theirs"})),
    ("/delegations/{delegation}", "PATCH", "/delegations/{delegation}", {"name": "Mine"},
     ("PATCH", "/delegations/{delegation}", {"name": "Theirs"})),
    ("/persons/{person}", "PATCH", "/persons/{person}", {"may_make_plans": True},
     ("PATCH", "/persons/{person}", {"administrator": True})),
    ("/me", "PATCH", "/me", {"name": "Mine"}, ("PATCH", "/me", {"name": "Theirs"})),
]  # fmt: skip


@pytest.mark.parametrize(("read", "method", "act", "body", "meanwhile"), ACTS)
def test_an_act_is_refused_where_what_was_read_has_changed(app, owner, world, read, method, act, body, meanwhile):
    first = revisions.newest_revision(factories.section(plans.find_plan(owner, "plan"), 1), "en").number
    names = {**world, "first": first}
    program = Program(app, owner)
    program.get("/me")  # what a token's first use writes down
    read, act = read.format(**names), act.format(**names)
    sent = {"json": body} if body is not None else {}
    mark = program.get(read).headers["ETag"]
    head = program.get("/plans/plan").json["moment"]
    for other in ('"another"', 'W/"1"', '""'):
        refused = program.ask(method, act, headers={"If-Match": other}, **sent)
        assert refused.status_code == 412 and refused.json["type"].endswith("#changed"), other
    assert program.get("/plans/plan").json["moment"] == head and program.get(read).headers["ETag"] == mark
    if meanwhile is not None:
        assert program.ask(meanwhile[0], meanwhile[1].format(**names), json=meanwhile[2]).status_code < 300
        assert program.ask(method, act, headers={"If-Match": mark}, **sent).status_code == 412
        mark = program.get(read).headers["ETag"]
    done = program.ask(method, act, headers={"If-Match": f'"another", {mark}'}, **sent)
    # Adoption has more in its way than marks; it was let through to that.
    assert done.status_code < 300 or (act.endswith("/adoption") and done.json["type"].endswith("#conflict")), done.text
    assert program.get("/plans/plan/proof").json["ok"]


def test_of_two_who_act_on_the_same_state_one_is_told(app, owner, world):
    program = Program(app, owner)
    mark = program.get("/plans/plan/stages/spare").headers["ETag"]
    gate, came = Barrier(6), []

    def change(number: int) -> None:
        gate.wait(30)
        with app.app_context():
            answer = app.test_client(use_cookies=False).patch(
                "/api/plans/plan/stages/spare",
                json={"note": f"By {number}."},
                headers={**program.headers, "If-Match": mark},
            )
            came.append(answer.status_code)
            db.session.remove()

    db.session.rollback()
    threads = [Thread(target=change, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == [200, *[412] * 5]


def test_what_was_thrown_away_has_changed(app, owner, world):
    program = Program(app, owner)
    newest = revisions.newest_revision(factories.section(plans.find_plan(owner, "plan"), 1), "en")
    at = "/plans/plan/sections/1/typing"
    program.ask("PUT", at, json={"text": "# Vision\n\nHalf"}, headers={"If-Match": f'"{newest.number}"'})
    mark = program.get(at).headers["ETag"]
    assert program.ask("DELETE", at, headers={"If-Match": mark}).status_code == 204
    assert program.ask("DELETE", at, headers={"If-Match": mark}).status_code == 412
    assert program.ask("DELETE", at).status_code == 204


@pytest.mark.parametrize("way", ["gzip", "br", "zstd", "deflate"])
def test_the_mark_of_a_compressed_answer_is_sent_back_as_it_came(app, owner, world, way):
    program = Program(app, owner)
    program.headers["Accept-Encoding"] = way
    section = factories.section(plans.find_plan(owner, "plan"), 1)
    newest = revisions.newest_revision(section, "en")
    long = "# Vision\n\n" + "The Parties shall cooperate in all of this. " * 200 + "\n"
    revisions.save_revision(owner, section, text=long, based_on=newest.number)
    answer = program.get(TEXT)
    assert answer.headers["Content-Encoding"] == way and answer.headers["ETag"].endswith(f':{way}"')
    mark = answer.headers["ETag"]
    again = program.get(TEXT, headers={"If-None-Match": mark})
    assert again.status_code == 304 and again.data == b""
    saved = program.ask("PUT", TEXT, json={"text": long + "More.\n"}, headers={"If-Match": mark})
    assert saved.status_code == 200 and saved.json["changed"] and not saved.json["combined"]
    assert program.get(TEXT, headers={"If-None-Match": mark}).status_code == 200
    # A mark of something that is no revision stays one.
    assert program.ask("PUT", TEXT, json={"text": long}, headers={"If-Match": '"x:br"'}).status_code == 412
    index = program.get("/plans/plan/sections")
    moved = program.ask("PATCH", "/plans/plan/sections/2", json={"title": "Other"},
                        headers={"If-Match": program.get("/plans/plan/sections/2").headers["ETag"]})  # fmt: skip
    assert moved.status_code == 200 and index.status_code == 200


def test_a_private_notes_author_alone_learns_of_it(app, owner, world):
    plan = plans.find_plan(owner, "plan")
    note = comments.post_comment(owner, plan, body="Mine.", audience="private")
    chair = factories.person("Chair")
    plans.grant_role(owner, plan, chair, role="chair")
    answer = Program(app, chair).ask("DELETE", f"/plans/plan/notes/{note.id}", headers={"If-Match": '"x"'})
    assert answer.status_code == 404 and notes.find_note(owner, plan, note.id).body == "Mine."
