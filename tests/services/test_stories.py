"""The story of a sentence: each revision that changed it, and in which drafts it stood so."""

from datetime import date

import pytest

from tests.services import factories
from wiki.clock import now
from wiki.db import db, transaction
from wiki.errors import Forbidden, NotFound
from wiki.models import Delegation, Membership
from wiki.services import drafts, revisions, stages, stories

LONG = (
    "Each Party shall, in accordance with its capabilities, report every two years on the measures it has taken to "
    "carry out this plan, on what they cost, on who paid for them, and on what was learned while they were taken."
)
START = f"# Vision\n\nOpening words. Parties shall act.\n\n{LONG}\n\n"


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision", "Mission")
    save(owner, factories.section(made, 1), START)
    return made


def save(actor, section, typed: str, *, summary: str = "", split: bool = False, on_behalf_of=None) -> int:
    newest = revisions.newest_revision(section, "en")
    saved = revisions.save_revision(
        actor, section, text=typed, based_on=newest.number, summary=summary, split=split, on_behalf_of=on_behalf_of
    )
    return saved.revision.number


def story(actor, section, words: str):
    newest = revisions.newest_revision(section, "en")
    start = newest.text.body.index(words)
    return stories.tell_story(actor, section, newest.number, start=start, end=start + len(words))[1]


def turns(told) -> list[tuple[str, int]]:
    return [(step.turn.kind, step.turn.number) for step in told.steps]


def freeze(actor, plan, name: str) -> None:
    drafts.freeze_draft(actor, plan, name=name, date=date(2007, 1, 31))


def test_each_change_is_told_with_its_drafts_and_those_beside_it_are_not(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en").number
    freeze(owner, plan, "One")
    text = START.replace("shall act", "should act")
    second = save(owner, vision, text, summary="Weaker")
    text = text.replace("Opening words.", "Other opening words. And more.")
    save(owner, vision, text)
    freeze(owner, plan, "Two")
    text = text.replace("Parties should", "Developing Parties should")
    third = save(owner, vision, text)
    freeze(owner, plan, "Three")
    save(owner, vision, text.replace("capabilities", "means"))
    told = story(owner, vision, "Developing Parties should act.")
    assert turns(told) == [("changed", third), ("changed", second), ("written", first)]
    assert [step.drafts for step in told.steps] == [("Three",), ("Two",), ("One",)]
    assert [(step.turn.old, step.turn.new) for step in told.steps] == [
        ("Parties should act.", "Developing Parties should act."),
        ("Parties shall act.", "Parties should act."),
        ("", "Parties shall act."),
    ]
    assert told.steps[1].turn.summary == "Weaker"
    assert "<del>" in told.steps[1].redline
    assert told.rest is None


def test_words_only_taken_out_of_a_sentence_are_part_of_its_story(plan, owner):
    vision = factories.section(plan, 1)
    number = save(owner, vision, START.replace(", on what they cost", ""))
    save(owner, vision, START.replace(", on what they cost", "").replace("Opening", "First"))
    told = story(owner, vision, "Each Party shall")
    assert turns(told)[0] == ("changed", number)
    assert "on what they cost" in told.steps[0].turn.old


def test_taken_out_and_put_back(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en").number
    out = save(owner, vision, START.replace(LONG + "\n\n", ""))
    freeze(owner, plan, "Without")
    back = save(owner, vision, START + "End.\n\n")
    told = story(owner, vision, LONG)
    assert turns(told) == [("put_back", back), ("taken_out", out), ("written", first)]
    assert told.steps[1].drafts == ("Without",)


def test_a_revert_is_told(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en")
    number, row = first.number, first.id
    changed = save(owner, vision, START.replace("shall act", "may act"))
    back = revisions.revert_section(owner, vision, to=db.session.get_one(type(first), row)).revision.number
    told = story(owner, vision, "Parties shall act.")
    assert turns(told) == [("changed", back), ("changed", changed), ("written", number)]


def test_a_sentence_split_off_leads_back_to_the_section_it_came_from(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en").number
    save(owner, vision, START.replace(LONG, f"# Reports\n\n{LONG}"), split=True)
    told = story(owner, factories.section(plan, 3), LONG)
    assert [kind for kind, _ in turns(told)] == ["carried", "written"]
    assert told.steps[-1].turn.number == first
    assert told.steps[-1].turn.section == 1


def test_who_for_whom_and_in_which_stage(plan, owner):
    vision = factories.section(plan, 1)
    with transaction():
        kenya = Delegation(kind="party", name="Kenya", code="KE")
        group = Delegation(kind="group", name="Group of 77 and China", code="G77")
        db.session.add_all([kenya, group])
        db.session.flush()
        db.session.add(Membership(delegation_id=kenya.id, person_id=owner.id, focal_point=True, since=now().date()))
        db.session.add(Membership(delegation_id=group.id, member_id=kenya.id, focal_point=False, since=now().date()))
    stage = stages.create_stage(owner, plan, name="Experts")
    stages.open_stage(owner, stage)
    save(owner, vision, START.replace("shall act", "may act"), on_behalf_of=group)
    stages.close_stage(owner, stage)
    save(owner, vision, START.replace("shall act", "might act"))
    newest, then, _ = (step.voice for step in story(owner, vision, "Parties might act.").steps)
    assert (then.person, then.delegation, then.on_behalf_of, then.stage) == (
        "Amina", "Kenya", "Group of 77 and China", "Experts",
    )  # fmt: skip
    assert (newest.on_behalf_of, newest.stage) == ("", "")


def test_a_long_story_comes_in_parts_that_join(plan, owner):
    vision = factories.section(plan, 1)
    numbers = [revisions.newest_revision(vision, "en").number]
    numbers += [save(owner, vision, START.replace("shall act", f"act {time} times")) for time in range(20)]
    told = story(owner, vision, "Parties act 19 times.")
    seen = [number for _, number in turns(told)]
    assert len(seen) == stories.MAX_TURNS
    section, number, stretch = told.rest
    assert section == 1
    _, older = stories.tell_story(owner, vision, number, start=stretch[0], end=stretch[1])
    assert [*seen, *(number for _, number in turns(older))] == numbers[::-1]
    assert older.rest is None


def test_no_words_no_story_and_no_right_no_story(plan, owner):
    vision = factories.section(plan, 1)
    number = revisions.newest_revision(vision, "en").number
    for start, end in ((0, 0), (10_000, 10_010), (-5, -1), (9, 10)):
        with pytest.raises(NotFound):
            stories.tell_story(owner, vision, number, start=start, end=end)
    with pytest.raises(NotFound):
        stories.tell_story(owner, vision, 999, start=0, end=9)
    with pytest.raises(Forbidden):
        stories.tell_story(factories.person("Reader"), vision, number, start=0, end=9)
