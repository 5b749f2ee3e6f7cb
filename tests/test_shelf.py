"""Kept pages are never older than the journal, and never anybody's own."""

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.clock import now
from wiki.services import drafts, plans, revisions


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision")
    drafts.freeze_draft(owner, made, name="First", date=now().date(), distribution="public")
    return made


def test_a_page_is_kept_until_the_journal_moves(app, plan, owner):
    client = Visitor(app)
    address = f"/plans/{plan.slug}/text"
    first = client.get(address)
    again = client.get(address)
    assert again.data == first.data and again.headers["ETag"] == first.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    revisions.save_revision(owner, vision, text="# Vision\n\nOther words.\n", based_on=newest.number)
    assert b"Other words" not in client.get(address).data
    drafts.freeze_draft(owner, plan, name="Second", date=now().date(), distribution="public")
    assert b"Other words" in client.get(address).data


def test_a_plan_made_private_is_gone_at_once(app, plan, owner):
    client = Visitor(app)
    address = f"/plans/{plan.slug}/text"
    assert client.get(address).status_code == 200
    plans.change_plan(owner, plan, title=plan.title, visibility="private")
    assert client.get(address).status_code == 404


def test_what_a_person_sees_is_never_kept_for_others(plan, owner, app):
    address = f"/plans/{plan.slug}/text"
    assert b"Amina" in Visitor(app, owner).get(address).data
    stranger = Visitor(app).get(address)
    assert b"Amina" not in stranger.data
    assert stranger.headers.get("Set-Cookie") is None


def test_a_kept_page_comes_in_the_coding_that_was_asked_for(app, plan):
    client, address = Visitor(app), f"/plans/{plan.slug}/text"
    plain = client.get(address)
    for coding in ("gzip", "br", "zstd"):
        for again in range(2):
            answer = client.get(address, headers={"Accept-Encoding": coding})
            assert answer.headers["Content-Encoding"] == coding, again
            assert len(answer.data) < len(plain.data)
            assert "Accept-Encoding" in answer.headers["Vary"]
            same = client.get(address, headers={"Accept-Encoding": coding, "If-None-Match": answer.headers["ETag"]})
            assert same.status_code == 304
    assert client.get(address).data == plain.data
