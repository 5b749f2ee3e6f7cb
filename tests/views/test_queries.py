"""How many queries a page or a save asks: few, and as many with a long history as with a short one."""

import re
from typing import Any

import pytest

from tests.services import factories
from tests.statements import noted
from tests.views.visitors import Visitor
from wiki.clock import now
from wiki.services import comments, drafts, revisions, translations
from wiki.services.stories import MAX_TURNS

#: page -> the most queries it may ask of somebody signed in, once the worker has seen it
BOUNDS = {
    "/plans/plan/sections/1": 8,
    "/plans/plan/sections/2": 5,
    "/plans/plan/sections/1?at=first": 8,
    "/plans/plan/sections/1?view=clean": 8,
    "/plans/plan/sections/1?language=fr": 8,
    "/plans/plan/sections/1/brackets": 8,
    "/plans/plan/brackets": 8,
    "/plans/plan/text": 6,
    "/plans/plan/text?language=fr&view=clean": 6,
    "/plans/plan": 8,
    "/plans/plan/compare?from=first&to=now": 6,
    "/plans/plan/sections/1/history": 5,
    "/plans/plan/sections/1/edit": 7,
    "/plans/plan/sections/1/biography": 8,
    "/plans/plan/sections/1/biography?by=stage&at=first": 8,
    "/plans/plan/biography?by=author": 8,
    "/plans/plan/record": 5,
    "/plans/plan/comments": 8,
    "/plans/plan/search?words=vision": 12,
    "/search?words=vision": 9,
}


@pytest.fixture
def plan(owner):
    """Two sections, a draft and, on the first section, two remarks, one answered, a bracket, and a French text."""
    made = factories.plan(owner, "Vision", "Mission")
    drafts.freeze_draft(owner, made, name="First", date=now().date(), distribution="public")
    vision = factories.section(made, 1)
    remark = comments.post_comment(owner, made, body="Why three?", section=vision, quote="Vision three")
    comments.reply_to_comment(owner, remark, body="Because.")
    comments.post_comment(owner, made, body="Well said.", section=vision)
    newest = revisions.newest_revision(vision, "en")
    revisions.save_revision(owner, vision, text=newest.text.body + "[Open.]\n\n", based_on=newest.number)
    translations.begin_translation(owner, vision, language="fr", title="Vision", body="Une. [Deux.]")
    return made


def queries_of(visitor: Visitor, address: str) -> list[tuple[str, Any]]:
    assert visitor.get(address).status_code == 200
    with noted() as asked:
        assert visitor.get(address).status_code == 200
    return asked


def save(owner, section, word: str) -> list[tuple[str, Any]]:
    newest = revisions.newest_revision(section, "en")
    text = re.sub(r" one[^.]*\.", f" one {word}.", newest.text.body, count=1)
    with noted() as asked:
        assert revisions.save_revision(owner, section, text=text, based_on=newest.number).changed
    return asked


def test_pages_ask_few_queries_however_long_the_history(app, plan, owner):
    visitor = Visitor(app, owner)
    before = {address: queries_of(visitor, address) for address in BOUNDS}
    for address, asked in before.items():
        assert len(asked) <= BOUNDS[address], (address, *asked)
    vision = factories.section(plan, 1)
    for number in range(15):
        save(owner, vision, f"time {number}")
    for address, asked in before.items():
        again = queries_of(visitor, address)
        assert len(again) <= len(asked), (address, *again)


def test_the_story_of_a_sentence_asks_few_queries_however_long_the_history(app, plan, owner):
    visitor, vision = Visitor(app, owner), factories.section(plan, 1)
    counts = []
    for length in (3, 30):
        for number in range(length):
            save(owner, vision, f"time {number}")
        newest = revisions.newest_revision(vision, "en")
        start = newest.text.body.index("Vision one")
        address = f"/plans/plan/sections/1/biography/{newest.number}?start={start}&end={start + 10}"
        with noted() as first:
            assert visitor.get(address).status_code == 200
        # On the way back each revision is read with the one before it; what is found is kept.
        assert len(first) <= 9 + MAX_TURNS, first
        counts.append(len(queries_of(visitor, address)))
    assert max(counts) <= 8


def test_a_save_asks_as_much_with_a_long_history_as_with_a_short_one(plan, owner):
    vision = factories.section(plan, 1)
    save(owner, vision, "first")
    short = save(owner, vision, "second")
    for number in range(15):
        save(owner, vision, f"time {number}")
    long = save(owner, vision, "last")
    assert len(long) <= len(short) <= 23, short
    mission = factories.section(plan, 2)
    save(owner, mission, "first")
    assert len(save(owner, mission, "second")) <= 22


def test_a_page_kept_for_people_signed_out_asks_the_journal_alone(app, plan):
    visitor = Visitor(app)
    assert len(queries_of(visitor, "/plans/plan/sections/1")) <= 1
