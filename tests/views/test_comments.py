"""Pages of comments, without a script."""

import re

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.db import db
from wiki.models import Comment
from wiki.services import answers, comments, delegations, plans, revisions, stages


@pytest.fixture
def page(app, owner):
    return Visitor(app, owner)


def test_a_remark_on_words_goes_from_the_form_to_the_margin(plan, page):
    form = page.get("/plans/plan/comments/new?section=1&paragraph=3&quote=three&prefix=Vision")
    assert form.status_code == 200
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.text))
    assert sent["section"] == "1" and "three" in form.text
    answer = page.post(
        "/plans/plan/comments/new", data={**sent, "quote": "three", "body": "Say **how**.", "audience": "participants"}
    )
    assert answer.status_code == 303
    key = answer.location.rpartition("-")[2]
    assert answer.location.endswith(f"/plans/plan/sections/1?comment={key}#comment-{key}")
    shown = page.get(answer.location.partition("#")[0])
    assert shown.status_code == 200 and "Say <strong>how</strong>." in shown.text
    assert f'id="{answer.location.partition("#")[2]}"' in shown.text
    assert "Vision three" in re.sub("<[^>]+>", "", shown.text)


def test_without_a_script_a_paragraph_is_chosen_from_a_list(plan, page):
    form = page.get("/plans/plan/comments/new?section=1").text
    choices = re.findall(r'name="paragraph" value="(\d+)">\s*<span[^>]*>([^<]*)<', form)
    assert [words for _, words in choices][1:] == ["Vision one. Vision two.", "Vision three."]
    data = {"section": "1", "paragraph": choices[2][0], "quote": "", "body": "All of it."}
    assert page.post("/plans/plan/comments/new", data=data).status_code == 303
    assert db.session.query(Comment).one().quote == "Vision three."


def test_what_was_typed_comes_back_with_a_refusal(plan, page):
    typed = {"section": "1", "quote": "Vision one", "paragraph": "2", "body": "x" * 20_001, "audience": "observers"}
    answer = page.post("/plans/plan/comments/new", data=typed)
    assert answer.status_code == 413 and "x" * 20_001 in answer.text
    assert 'value="observers" selected' in answer.text and "Vision one" in answer.text
    assert 'aria-invalid="true"' in answer.text and 'id="body-error"' in answer.text
    assert page.post("/plans/plan/comments/new", data={**typed, "body": ""}).status_code == 422
    assert page.post("/plans/plan/comments/new", data={"body": "x", "section": "77"}).status_code == 404
    odd = {"body": "x", "section": "1", "revision": "999999", "paragraph": "-1"}
    assert page.post("/plans/plan/comments/new", data=odd).status_code == 404
    assert db.session.query(Comment).count() == 0


def test_words_that_are_not_in_the_text_are_said_to_be_missing(plan, page):
    data = {"section": "1", "quote": "no such words", "paragraph": "2", "body": "Hm."}
    assert page.post("/plans/plan/comments/new", data=data).status_code == 303
    shown = page.get("/plans/plan/comments")
    assert "could not be found in the text; your comment is kept on the paragraph" in shown.text
    assert "no such words" in shown.text and "These words were not found" in shown.text


def test_a_thread_is_replied_to_answered_closed_and_erased(plan, page, owner):
    made = comments.post_comment(
        owner, plan, body="First <script>alert(1)</script>", section=factories.section(plan, 1)
    )
    thread = f"/plans/plan/comments/{made.number}"
    assert page.post(thread + "/reply", data={"body": "Second."}).status_code == 303
    empty = page.post(thread + "/answer", data={"disposition": "not_accepted", "reason": " "})
    assert (
        empty.status_code == 422 and 'id="reason-error"' in empty.text and 'value="not_accepted" checked' in empty.text
    )
    odd = page.post(thread + "/answer", data={"disposition": "accepted", "revision": "12x"})
    assert odd.status_code == 422 and 'id="revision-error"' in odd.text and 'value="12x"' in odd.text
    newest = revisions.newest_revision(factories.section(plan, 1), "en").number
    done = {"disposition": "accepted", "revision": f"#{newest}", "resolve": "yes"}
    assert page.post(thread + "/answer", data=done).status_code == 303
    shown = page.get(thread).text
    assert f"done in revision #{newest}" in shown and "Second." in shown and "<script>alert" not in shown
    assert page.post(thread + "/resolve").status_code == 409
    assert page.post(thread + "/reopen", data={"next": "//evil.example/"}).location == thread
    reply = db.session.query(Comment).filter_by(body="Second.").one()
    assert page.get(f"/plans/plan/comments/{reply.number}").location == f"{thread}#comment-{reply.id}"
    assert page.post(thread + "/erase", data={"reason": ""}).status_code == 422
    assert page.post(thread + "/erase", data={"reason": "A court."}).status_code == 303
    assert "were erased" in page.get(thread).text and "First" not in page.get(thread).text
    assert page.get("/plans/plan/record").status_code in (200, 404)


def test_a_private_note_is_submitted_or_thrown_away_by_its_author_alone(plan, page, app, owner):
    chair = factories.person("Chair")
    plans.grant_role(owner, plan, chair, role="chair")
    page.post("/plans/plan/comments/new", data={"body": "For me.", "audience": "private"})
    note = db.session.query(Comment).one()
    assert "For me." in page.get("/plans/plan/comments?state=mine").text
    other = Visitor(app, chair)
    assert "For me." not in other.get("/plans/plan/comments?state=all").text
    address = f"/plans/plan/notes/{note.id}"
    assert other.post(address + "/publish", data={"audience": "public"}).status_code == 404
    assert page.post(address + "/publish", data={"audience": "public"}).status_code == 303
    assert "For me." in Visitor(app).get("/plans/plan/comments").text
    assert page.post(address + "/discard").status_code == 404


def test_lists_have_tabs_and_pages_and_say_what_is_late(plan, page, owner):
    stage = stages.create_stage(owner, plan, name="Past", closes="2007-01-31T18:00")
    stages.open_stage(owner, stage)
    comments.post_comment(owner, plan, body="Too late.")
    stages.close_stage(owner, stage)
    for count in range(42):
        comments.post_comment(owner, plan, body=f"Remark {count}.", section=factories.section(plan, 1))
    answers.answer_comment(owner, comments.post_comment(owner, plan, body="Noted."), disposition="noted")
    first = page.get("/plans/plan/comments").text
    assert "Remark 41." in first and "Remark 1." not in first and "Too late." not in first
    assert "1 comment came after the deadline" in first
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert "Remark 1." in page.get(older).text
    assert "Too late." in page.get("/plans/plan/comments?state=late").text
    assert "Noted." in page.get("/plans/plan/comments?state=answered").text
    assert "Noted." not in page.get("/plans/plan/comments?section=1&state=all").text
    assert page.get("/plans/plan/comments?state=odd").status_code == 422
    assert page.get("/plans/plan/comments?before=x&section=").status_code == 200


def test_a_margin_of_many_remarks_has_pages_and_every_link_lands_on_its_remark(plan, page, owner):
    section = factories.section(plan, 1)
    made = [comments.post_comment(owner, plan, body=f"Remark {n}.", section=section, quote="three") for n in range(82)]
    answers.resolve_comment(owner, made[60])
    first = page.get("/plans/plan/sections/1").text
    assert first.count('<article class="note') == 40 and "1 to 40 of 82" in first
    assert first.count("<mark") == 81  # of the other pages too, but not what is closed
    second = re.search(r'rel="next" href="([^"#]+)#comments"', first)[1].replace("&amp;", "&")
    assert "Remark 40." in page.get(second).text and 'rel="prev"' in page.get(second).text
    seen = set()
    before = "/plans/plan/comments?section=1&state=all"
    while before:
        listed = page.get(before).text
        for address, mark in re.findall(r'On <a href="([^"#]+)#(comment-\d+)"', listed):
            seen.add(mark)
            assert f'id="{mark}"' in page.get(address.replace("&amp;", "&")).text
        older = re.search(r'rel="next" href="([^"]+)"', listed)
        before = older and older[1].replace("&amp;", "&")
    assert len(seen) == 82
    closed = page.get(f"/plans/plan/sections/1?comment={made[60].id}").text
    assert f'id="comment-{made[60].id}"' in closed.partition("<details open>")[2]


def test_remarks_are_chosen_by_state_and_delegation_without_a_script(plan, page, owner):
    root = factories.person("Root", is_administrator=True)
    kenya = delegations.create_delegation(root, kind="party", name="Kenya", code="KE")
    section = factories.section(plan, 1)
    made = [comments.post_comment(owner, plan, body=f"Remark {n}.", section=section) for n in range(41)]
    comments.post_comment(owner, plan, body="Of Kenya.", section=section, on_behalf_of=kenya)
    answers.answer_comment(owner, made[0], disposition="noted")
    whole = page.get("/plans/plan/sections/1").text
    assert 'value="KE">Kenya (1)' in whole and "state=answered" in whole
    kenyan = page.get("/plans/plan/sections/1?delegation=KE").text
    assert kenyan.count('<article class="note') == 1 and "Of Kenya." in kenyan and 'value="KE" selected' in kenyan
    assert "There is none here." in page.get("/plans/plan/sections/1?delegation=KE&state=answered").text
    assert page.get("/plans/plan/sections/1?state=odd").status_code == 422
    assert page.get("/plans/plan/sections/1?page=x&comment=99999999999999").status_code == 200
    listed = page.get("/plans/plan/comments?delegation=KE").text
    assert listed.count('<article class="note') == 1 and "delegation=KE" in listed
    assert "Of Kenya." not in page.get("/plans/plan/comments?delegation=XX").text
    counted = page.get("/plans/plan/comments?section=1").text
    assert re.search(r'Answered <span class="num">1<', counted) and re.search(r'Open <span class="num">41<', counted)


def test_an_answer_is_offered_the_latest_revisions_and_says_what_it_needs(plan, page, app, owner):
    section = factories.section(plan, 1)
    made = comments.post_comment(owner, plan, body="Shall.", section=section)
    newest = revisions.newest_revision(section, "en")
    saved = revisions.save_revision(
        owner, section, text=newest.text.body.replace("three", "3"), based_on=newest.number, summary="As Kenya asks"
    ).revision
    shown = page.get(f"/plans/plan/comments/{made.number}").text
    assert re.search(rf'<option value="{saved.number}">#{saved.number} · [^<]* · Amina · As Kenya asks<', shown)
    assert 'list="revisions"' in shown and "Needed unless it is accepted or noted." in shown
    party = Visitor(app, factories.member(owner, plan, "Party", "party"))
    assert "<datalist" not in party.get(f"/plans/plan/comments/{made.number}").text
    assert "write them as they should read" in page.get("/plans/plan/comments/new?section=1").text
