"""Who wrote a text: the legend, and the marks over the rendered words."""

import re

import pytest

from tests.services import factories
from tests.text.html_check import read
from wiki.db import db, transaction
from wiki.errors import Forbidden, SignInNeeded
from wiki.models import Delegation, Membership
from wiki.presenters.biographies import Voice, tell_hands
from wiki.services import authorship, closings, journal, moments, plans, revisions, stages


@pytest.fixture
def ben(plan, owner):
    """An expert of Kenya's."""
    made = factories.person("Ben")
    plans.grant_role(owner, plan, made, role="expert")
    with transaction():
        kenya = Delegation(kind="party", name="Kenya", code="KE")
        db.session.add(kenya)
        db.session.flush()
        since = made.created_at.date()
        db.session.add(Membership(delegation_id=kenya.id, person_id=made.id, focal_point=True, since=since))
    stage = stages.create_stage(owner, plan, name="Experts", cells=["edit:expert"])
    stages.open_stage(owner, stage)
    return made


def show(actor, plan, *numbers: int, way: str, moment: int | None = None):
    outline = moments.outline_at(plan, moment or journal.head_number(plan))
    items = [outline.item(number) for number in numbers] or outline.items
    addresses = {item.section_id: (f"/{item.number}", f"/{item.number}/story") for item in items}
    return authorship.show_authorship(actor, plan, items, way=way, language="en", addresses=addresses, together=True)


def save(actor, section, old: str, new: str) -> None:
    newest = revisions.newest_revision(section, "en")
    text = newest.text.body.replace(old, new)
    assert revisions.save_revision(actor, section, text=text, based_on=newest.number).changed


def test_hands_are_told_apart_by_delegation_stage_and_author(plan, owner, ben):
    save(ben, factories.section(plan, 1), "Vision two", "Vision two, of Kenya")
    for way, expected in (
        ("delegation", ["", "Kenya"]),
        ("stage", ["", "Experts"]),
        ("author", ["Amina", "Ben"]),
    ):
        shown = show(owner, plan, way=way)
        assert [hand.name for hand in shown.hands] == expected
        assert [hand.letter for hand in shown.hands] == ["A", "B"]
        assert len({hand.colour for hand in shown.hands}) == 2
        html = "".join(shown.html.values())
        assert '<span class="by by-2 line-1"><sup class="hand">B</sup>of Kenya</span>' in html.replace(", ", "")
    assert sum(hand.share for hand in shown.hands) == pytest.approx(100, abs=1)


def test_each_sentence_leads_to_its_story_and_no_link_holds_another(plan, owner):
    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    text = newest.text.body + (
        "See [the annex](https://example.org/annex) first. Then *act*[^1] on [XA, XB: all] of it.\n\n"
        "| a | b |\n|---|---|\n| one. two | three |\n\n> Quoted.\n\n[^1]: A note.\n\n"
    )
    revisions.save_revision(owner, vision, text=text, based_on=newest.number)
    html = show(owner, plan, 1, way="author").html[vision.id]
    read(html)
    assert not re.search(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", html, re.S)
    starts = {int(start) for start in re.findall(r'class="tale" href="/1/story\?start=(\d+)', html)}
    assert text.index("See [the") in starts
    assert text.index("Then *act*") in starts


def test_an_older_moment_is_told_as_it_was(plan, owner, ben):
    then = journal.head_number(plan)
    save(ben, factories.section(plan, 1), "Vision two", "Vision two, of Kenya")
    assert [hand.name for hand in show(owner, plan, way="author", moment=then).hands] == ["Amina"]


def test_a_closed_account_is_shown_as_elsewhere(plan, owner, ben):
    save(ben, factories.section(plan, 1), "Vision two", "Vision two, of Kenya")
    assert "Ben" in {hand.name for hand in show(owner, plan, way="author").hands}
    with transaction():
        owner.is_administrator = True
    closings.close_person(owner, ben)
    names = {hand.name for hand in show(owner, plan, way="author").hands}
    assert "Ben" not in names
    assert ben.name in names


def test_only_who_may_read_the_history_is_told(plan):
    with pytest.raises(Forbidden):
        show(factories.person("Reader"), plan, way="author")
    with pytest.raises(SignInNeeded):
        show(None, plan, way="author")


def test_a_text_by_many_hands_has_a_letter_for_each():
    voices = {number: Voice(number, None, number, f"Person {number:03}") for number in range(1, 61)}
    hands, of = tell_hands({number: 100 - number for number in voices}, voices, "author")
    assert len({hand.letter for hand in hands}) == 60
    assert [hand.letter for hand in hands[24:29]] == ["Y", "Z", "AA", "AB", "AC"]
    assert of[1] == hands[0]
