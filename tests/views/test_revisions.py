"""The editor and its conflict page: whatever answer comes, what was typed is in it."""

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.services import journal, moments, plans, revisions, sections, stages

TYPED = "# Vision\n\nA long thought that took an afternoon to write down.\n\n"


@pytest.fixture
def owner(app):
    return factories.person("Amina", may_make_plans=True)


@pytest.fixture
def plan(owner):
    return factories.plan(owner, "Vision")


def newest(plan):
    return revisions.newest_revision(factories.section(plan, 1), "en")


def save(visitor, plan, text=TYPED, **more):
    form = {"text": text.replace("\n", "\r\n"), "based_on": str(newest(plan).number), "act": "save", **more}
    return visitor.post("/plans/plan/sections/1/edit", data=form)


@pytest.mark.parametrize("act", ["save", "preview"])
@pytest.mark.parametrize("wrong", ["\ue000", "\n" * 500_001])
def test_a_text_that_cannot_be_taken_comes_back_whole(app, owner, plan, act, wrong):
    answer = save(Visitor(app, owner), plan, text=TYPED + wrong, act=act)
    assert answer.status_code in (413, 422)
    assert "A long thought that took an afternoon" in answer.get_data(as_text=True)


def test_a_text_that_came_after_the_stage_closed_comes_back(app, owner, plan):
    expert = factories.person("Expert")
    plans.grant_role(owner, plan, expert, role="expert")
    stages.open_stage(owner, stages.create_stage(owner, plan, name="Closed to experts"))
    answer = save(Visitor(app, expert), plan)
    assert answer.status_code == 403
    assert "A long thought that took an afternoon" in answer.get_data(as_text=True)


def test_a_text_whose_section_was_taken_out_meanwhile_comes_back(app, owner, plan):
    sections.remove_section(owner, factories.section(plan, 1))
    answer = save(Visitor(app, owner), plan)
    assert answer.status_code == 404
    assert "A long thought that took an afternoon" in answer.get_data(as_text=True)


def test_a_pair_left_open_brings_the_conflict_page_back_as_it_was_sent(app, owner, plan):
    vision = factories.section(plan, 1)
    base = newest(plan)
    text = base.text.body
    theirs = text.replace("Vision one.", "Their one.").replace("Vision three.", "Their three.")
    revisions.save_revision(owner, vision, text=theirs, based_on=base.number)
    mine = text.replace("Vision one.", "My one.").replace("Vision three.", "My three.")
    visitor = Visitor(app, owner)
    form = {
        "base": str(base.number), "theirs": str(newest(plan).number), "mine": mine.replace("\n", "\r\n"), "pairs": "2",
        "pick-0": "own", "text-0": "Words of both, weighed for an hour.", "text-1": "My three.",
    }  # fmt: skip
    answer = visitor.post("/plans/plan/sections/1/conflict", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Words of both, weighed for an hour." in page and 'name="pick-0" value="own" checked' in page
    answer = visitor.post("/plans/plan/sections/1/conflict", data={**form, "pick-1": "theirs"})
    assert answer.status_code == 303
    expected = text.replace("Vision one.", "Words of both, weighed for an hour.").replace("Vision three", "Their three")
    assert moments.source_at(plan, journal.head_number(plan)) == expected
