"""The editor and its conflict page: whatever answer comes, what was typed is in it."""

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.services import autosaves, journal, moments, plans, revisions, sections, stages

TYPED = "# Vision\n\nA long thought that took an afternoon to write down.\n\n"


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


@pytest.fixture
def expert(owner, plan):
    person = factories.person("Wanjiku")
    plans.grant_role(owner, plan, person, role="expert")
    stage = stages.create_stage(owner, plan, name="Experts", cells=["edit:expert"])
    stages.open_stage(owner, stage)
    return person


ADDRESS = "/plans/plan/sections/1/edit"


def test_a_save_leads_back_to_the_section(app, plan, expert):
    base = newest(plan)
    visitor = Visitor(app, expert)
    page = visitor.get(ADDRESS)
    assert "Vision one." in page.text
    answer = visitor.post(ADDRESS, data={"text": "# Vision\r\n\r\nNew words.\r\n", "based_on": base.number})
    assert answer.status_code == 303
    assert "New words." in visitor.get("/plans/plan/sections/1").text


def test_a_stage_that_closes_under_ones_hands_keeps_the_words(app, plan, owner, expert):
    base = newest(plan)
    stages.close_stage(owner, stages.find_stage(owner, plan, "experts"))
    answer = Visitor(app, expert).post(ADDRESS, data={"text": "# Vision\n\nKept words.\n", "based_on": base.number})
    assert answer.status_code == 403
    assert "Kept words." in answer.text and "stage" in answer.text
    assert "Kept words." in autosaves.find_typing(expert, factories.section(plan, 1)).body
    assert newest(plan).id == base.id


def test_a_conflict_is_settled_pair_by_pair(app, plan, owner, expert):
    base = newest(plan)
    section = factories.section(plan, 1)
    revisions.save_revision(owner, section, text=base.text.body.replace("one", "theirs"), based_on=base.number)
    visitor = Visitor(app, expert)
    mine = base.text.body.replace("one", "mine")
    page = visitor.post(ADDRESS, data={"text": mine, "based_on": base.number})
    assert page.status_code == 409
    for words in ("Vision <del>one</del><ins>theirs</ins>.", "Vision <del>one</del><ins>mine</ins>.", 'name="pick-0"'):
        assert words in page.text
    form = {"base": base.number, "theirs": newest(plan).number, "mine": mine, "pairs": 1}
    unsettled = visitor.post("/plans/plan/sections/1/conflict", data=form)
    assert unsettled.status_code == 422 and "<ins>mine</ins>" in unsettled.text
    seen = visitor.post("/plans/plan/sections/1/conflict", data={**form, "pick-0": "theirs", "act": "preview"})
    assert seen.status_code == 200 and "Vision theirs." in seen.text and 'value="theirs" checked' in seen.text
    assert "Vision theirs." in newest(plan).text.body
    settled = visitor.post("/plans/plan/sections/1/conflict", data={**form, "pick-0": "own", "text-0": "Vision both. "})
    assert settled.status_code == 303
    assert "Vision both." in newest(plan).text.body


def test_headings_are_shown_before_they_become_sections(app, plan, expert):
    base = newest(plan)
    data = {"text": base.text.body + "## Below\n\nwords\n", "based_on": base.number}
    visitor = Visitor(app, expert)
    shown = visitor.post(ADDRESS, data=data)
    assert shown.status_code == 409 and "<li>Below</li>" in shown.text and "words" in shown.text
    assert visitor.post(ADDRESS, data={**data, "split": "yes"}).status_code == 303
    assert "Below" in visitor.get("/plans/plan/text").text


def test_a_preview_keeps_what_was_typed(app, plan, expert):
    base = newest(plan)
    visitor = Visitor(app, expert)
    shown = visitor.post(ADDRESS, data={"text": "# Vision\n\n*Leaning*\n", "based_on": base.number, "act": "preview"})
    assert "<em>Leaning</em>" in shown.text
    assert "*Leaning*" in visitor.get(ADDRESS).text
    visitor.post("/plans/plan/sections/1/discard")
    assert "*Leaning*" not in visitor.get(ADDRESS).text


def test_two_windows_of_one_person_do_not_write_over_one_another(app, plan, expert):
    base = newest(plan)
    visitor = Visitor(app, expert)
    one, other = "# Vision\n\nOne window.\n", "# Vision\n\nThe other.\n"
    opened = {"based_on": base.number, "known": ""}
    kept = visitor.post("/plans/plan/sections/1/autosave", data={"text": one, **opened})
    assert kept.status_code == 200
    refused = visitor.post("/plans/plan/sections/1/autosave", data={"text": other, **opened})
    assert refused.status_code == 409
    assert refused.get_json() == {"at": kept.get_json()["at"], "text": one, "based_on": base.number}
    shown = visitor.post(ADDRESS, data={"text": other, "act": "preview", **opened})
    assert shown.status_code == 409 and "another window" in shown.text and "The other." in shown.text
    # the other window saves: what the first one typed is still there for it
    assert visitor.post(ADDRESS, data={"text": other, **opened}).status_code == 303
    assert "One window." in visitor.get(ADDRESS).text
    known = {"based_on": base.number, "known": kept.get_json()["at"]}
    settled = visitor.post(ADDRESS, data={"text": one, **known})
    assert settled.status_code == 409 and "One window." in settled.text and "The other" in settled.text


def test_an_error_page_gives_back_what_was_typed(app, plan, expert):
    answer = Visitor(app, expert).post(
        "/plans/plan/sections/99/edit", data={"text": "# Vision\n\nWords for a section that is not there.\n"}
    )
    assert answer.status_code == 404
    assert "Words for a section that is not there." in answer.text


def test_the_preview_beside_the_text_names_lines_and_new_sections(app, plan, expert):
    visitor = Visitor(app, expert)
    text = "# Vision\r\n\r\nOne.\r\n\r\n1. *Two*\r\n\r\n## Below\r\n"
    shown = visitor.post("/plans/plan/sections/1/preview", data={"text": text}).get_json()
    for words in ('id="line-p-1"', 'id="line-p-3"', 'id="line-p-5"', "<em>Two</em>"):
        assert words in shown["html"]
    assert shown["splits"] == ["Below"] and "problem" not in shown
    assert autosaves.find_typing(expert, factories.section(plan, 1)) is None


@pytest.mark.parametrize(
    ("text", "problem"), [("Words.", "begins with its heading"), ("## Vision\n", "level"), ("# V\n\ue000", "U+E000")]
)
def test_the_preview_says_why_a_text_could_not_be_saved(app, plan, expert, text, problem):
    shown = Visitor(app, expert).post("/plans/plan/sections/1/preview", data={"text": text}).get_json()
    assert problem in shown["problem"] and "splits" not in shown
