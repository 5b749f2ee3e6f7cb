"""What waits for somebody, and what is news to them."""

from contextlib import ExitStack
from datetime import timedelta

import pytest

from tests.services import factories
from wiki import clock
from wiki.db import transaction
from wiki.services import answers, autosaves, comments, journal, overviews, passwords, persons, revisions

PASSWORD = "seven slow herons wade"
HASH = passwords.hash_password(PASSWORD, name="Wen", email="wen@example.org")


@pytest.fixture
def visit():
    """Let somebody sign in so many hours from now; the clock stays there."""
    begun = clock.now()
    with ExitStack() as times:

        def sign_in(person, hours: float):
            times.enter_context(clock.standing_at(begun + timedelta(hours=hours)))
            return persons.authenticate(email=person.email, password=PASSWORD)

        yield sign_in


def edit(actor, section, text="# Vision\n\nOther words.\n"):
    newest = revisions.newest_revision(section, "en")
    return revisions.save_revision(actor, section, text=text, based_on=newest.number)


def counts(actor, plan) -> tuple[int, int, int]:
    waiting = overviews.list_waiting(actor, plan)
    return waiting.notes, waiting.answered, waiting.replied


def test_news_are_what_others_did_since_the_visit_before(plan, owner, visit):
    wen = factories.member(owner, plan, "Wen", "chair", password_hash=HASH)
    assert not overviews.list_waiting(wen, plan)
    visit(wen, 1)
    assert wen.signed_in_before_at is None and not overviews.list_waiting(wen, plan)
    visit(wen, 1.5)
    assert wen.signed_in_before_at is None, "coming back within the hour is the same visit"
    head = journal.head_number(plan)
    visit(wen, 10)
    edit(owner, factories.section(plan, 1))
    edit(wen, factories.section(plan, 2), "# Mission\n\nMine.\n")
    comments.post_comment(owner, plan, body="Look at this.")
    waiting = overviews.list_waiting(wen, plan)
    assert dict(waiting.news) == {"revision": 1, "comment": 1}
    assert waiting.number == head and waiting.since == wen.signed_in_before_at


def test_what_is_not_for_ones_eyes_is_no_news(plan, owner, visit):
    ximena = factories.member(owner, plan, "Ximena", "observer", password_hash=HASH)
    visit(ximena, 1)
    visit(ximena, 10)
    comments.post_comment(owner, plan, body="Among ourselves.", audience="participants")
    assert not overviews.list_waiting(ximena, plan)
    comments.post_comment(owner, plan, body="For observers too.", audience="observers")
    assert dict(overviews.list_waiting(ximena, plan).news) == {"comment": 1}


def test_who_asked_is_told_what_came(plan, owner, visit):
    wen = factories.member(owner, plan, "Wen", "expert", password_hash=HASH)
    visit(wen, 1)
    visit(wen, 10)
    asked = comments.post_comment(wen, plan, body="Why three?")
    comments.post_comment(wen, plan, body="To think about.", audience="private")
    assert counts(wen, plan) == (1, 0, 0)
    comments.reply_to_comment(wen, asked, body="I mean it.")
    comments.reply_to_comment(owner, asked, body="Because.")
    assert counts(wen, plan) == (1, 0, 1)
    answers.answer_comment(owner, asked, disposition="noted", reason="It is so.")
    assert counts(wen, plan) == (1, 1, 1)
    visit(wen, 20)
    visit(wen, 30)
    assert counts(wen, plan) == (1, 0, 0)


def test_what_was_typed_and_not_saved_waits(plan, owner):
    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    autosaves.keep_typing(owner, vision, text="# Vision\n\nHalf a sen", based_on=newest.number)
    assert overviews.list_waiting(owner, plan).typed == (1,)
    assert not overviews.list_waiting(None, plan)


def test_news_of_an_act_that_went_on_over_the_visit_begin_before_the_act(plan, owner, visit, app):
    wen = factories.member(owner, plan, "Wen", "chair", password_hash=HASH)
    visit(wen, 1)
    before = journal.head_number(plan)
    with transaction(plan.id):
        edit(owner, factories.section(plan, 1))
        with clock.standing_at(clock.now() + timedelta(hours=2)):
            edit(owner, factories.section(plan, 2), "# Mission\n\nAs well.\n")
    visit(wen, 2)
    visit(wen, 9)
    assert overviews.list_waiting(wen, plan).number == before


def test_remarks_open_at_a_draft_stay_what_they_were(plan, owner):
    before = journal.head_number(plan)
    first = comments.post_comment(owner, plan, body="One.", audience="public")
    second = comments.post_comment(owner, plan, body="Two.")
    comments.post_comment(owner, plan, body="Mine alone.", audience="private")
    between = journal.head_number(plan)
    answers.answer_comment(owner, first, disposition="noted", reason="Yes.")
    answers.resolve_comment(owner, second)
    after = journal.head_number(plan)
    for _ in range(2):
        assert overviews.count_open_then(owner, plan, [before, between, after]) == [0, 2, 0]
    assert overviews.count_open_then(None, plan, [before, between, after]) == [0, 1, 0]
