"""Comparing moments and revisions: sections matched by their ids, and who may look."""

from datetime import date

import pytest

from tests.services import factories
from tests.services.documents import document, write
from wiki.errors import Forbidden, NotFound, SignInNeeded
from wiki.presenters.comparisons import as_json, as_text, tell_changes, tell_section
from wiki.services import comparisons, drafts, journal, revisions, sections
from wiki.services.comparisons import compare_moments

SOURCE = "".join(f"# {title}\n\n{title} says what {title} says.\n\n" for title in ("A", "B", "C", "D", "E"))


@pytest.fixture
def plan(owner):
    """A is changed, B retitled, C moved behind D, D left alone, E taken out, and F is new."""
    made = document(owner, SOURCE)
    root, (a, b, c, d, e) = factories.root(made), [factories.section(made, number) for number in range(1, 6)]
    drafts.freeze_draft(owner, made, name="First", date=date(2006, 11, 8), distribution="public")
    write(owner, a, "# A\n\nA says what A should [not] say.\n\n")
    sections.retitle_section(owner, b, title="Beta")
    sections.move_section(owner, c, parent=root, after=d)
    sections.remove_section(owner, e)
    sections.add_section(owner, made, title="F", body="F is new.", parent=root, after=c)
    drafts.freeze_draft(owner, made, name="Second", date=date(2007, 1, 31))
    return made


def test_every_section_is_matched_by_its_id(plan, owner):
    _, _, found = compare_moments(owner, plan, before="first", after="second")
    assert [
        (section.number, section.title, section.status, section.moved, section.retitled) for section in found.sections
    ] == [
        (0, "", "unchanged", False, False),
        (1, "A", "changed", False, False),
        (2, "Beta", "changed", False, True),
        (4, "D", "unchanged", False, False),
        (5, "E", "removed", False, False),
        (3, "C", "unchanged", True, False),
        (6, "F", "added", False, False),
    ]
    assert found.brackets == (0, 1)
    assert [found.count(what) for what in ("changed", "added", "removed", "moved", "retitled")] == [2, 1, 1, 1, 1]
    for section in found.sections:
        if section.comparison is not None:
            assert section.comparison.new == ("" if section.status == "removed" else text_of(owner, plan, section))


def test_numbers_typed_before_titles_are_shown_and_another_number_is_no_other_title(owner):
    plan = document(owner, "# 1. Aim\n\nOne.\n\n# 2. Scope\n\nTwo.\n\n# IV. Means\n\nThree.\n")
    drafts.freeze_draft(owner, plan, name="First", date=date(2006, 11, 8))
    for number, title in ((1, "2. Aim"), (2, "3. The scope"), (3, "V. Means")):
        sections.retitle_section(owner, factories.section(plan, number), title=title)
    _, _, found = compare_moments(owner, plan, before="first", after="now")
    assert [(section.title, section.retitled) for section in found.sections if section.number] == [
        ("2. Aim", False),
        ("3. The scope", True),
        ("V. Means", False),
    ]


def text_of(owner, plan, section) -> str:
    return revisions.newest_text(owner, factories.section(plan, section.number)).text.body


def test_backwards_everything_is_the_other_way_round(plan, owner):
    _, _, there = compare_moments(owner, plan, before="first", after="now")
    _, _, back = compare_moments(owner, plan, before="now", after="first")
    assert (there.inserted, there.deleted) == (back.deleted, back.inserted)
    assert {section.number: section.status for section in back.sections}[6] == "removed"
    _, _, same = compare_moments(owner, plan, before="second", after="now")
    assert (same.changed, same.inserted, same.deleted) == ((), 0, 0)


def test_a_change_below_shows_under_its_section_alone(plan, owner):
    _, _, found = compare_moments(owner, plan, before="first", after="second", section=1)
    assert [section.number for section in found.sections] == [1]
    with pytest.raises(NotFound):
        compare_moments(owner, plan, before="first", after="second", section=77)


def test_moving_under_another_parent_is_said(plan, owner):
    sections.move_section(owner, factories.section(plan, 4), parent=factories.section(plan, 1))
    _, _, found = compare_moments(owner, plan, before="first", after="now")
    moved = {section.number: section for section in found.sections}[4]
    assert (moved.moved, moved.status, moved.retitled) == (True, "changed", False)
    sentence, filled = tell_section(moved)[0]
    assert sentence % filled == "This section was moved from “…” to “A”."


def test_equal_texts_are_never_compared_nor_read(plan, owner, monkeypatch):
    seen = []
    compare = comparisons.compare_texts
    comparisons._compared.clear()
    monkeypatch.setattr(comparisons, "compare_texts", lambda old, new: (seen.append((old, new)), compare(old, new))[1])
    compare_moments(owner, plan, before="first", after="second")
    assert len(seen) == 4
    assert all(old != new for old, new in seen)
    compare_moments(owner, plan, before="first", after="now")
    assert len(seen) == 4


def test_restricted_drafts_and_moments_stay_hidden_from_readers(plan, owner):
    reader = factories.person("Rea")
    then, now, _ = compare_moments(reader, plan, before="first", after="first")
    assert then.number == now.number
    for name in ("second", "third"):
        with pytest.raises(NotFound):
            compare_moments(reader, plan, before="first", after=name)
    for name in ("now", str(journal.head_number(plan))):
        with pytest.raises(Forbidden):
            compare_moments(reader, plan, before=name, after="first")
    with pytest.raises(SignInNeeded):
        compare_moments(None, plan, before="now", after="first")
    with pytest.raises(Forbidden):
        comparisons.compare_revisions(reader, factories.section(plan, 1), before=4, after=5)
    assert comparisons.list_recent_moments(reader, plan) == []


OTHER = """Before.

# Goals {#e}

E says what E says.

# C

C says what C says, and more.

# A

A says what A says.

## Quite new

Nobody said this before.
"""


def test_two_plans_are_matched_by_typed_ids_else_by_content(plan, owner):
    write(owner, factories.section(plan, 4), "# D {#e}\n\nD says what D says.\n\n")
    other = document(owner, OTHER, slug="other", visibility="private")
    then, now, found = compare_moments(owner, plan, before="now", after="other:now")
    assert (then.plan, now.plan, now.newest) == (plan, other, True)
    told = [(s.old and s.old.number, s.new and s.new.number, s.status, s.moved) for s in found.sections]
    assert told == [
        (0, 0, "changed", False),
        (4, 1, "changed", False),
        (3, 2, "changed", False),
        (6, None, "removed", False),
        (1, 3, "changed", True),
        (2, None, "removed", False),
        (None, 4, "added", False),
    ]
    assert len({section.anchor for section in found.sections}) == len(found.sections)
    for section in found.sections:
        if section.new is not None:
            assert section.comparison.new == text_of(owner, other, section)
    _, _, back = compare_moments(owner, other, before="now", after="plan:now")
    assert {(s.new and s.new.number, s.old and s.old.number) for s in back.sections if s.old and s.new} == {
        (0, 0), (4, 1), (3, 2), (1, 3)}  # fmt: skip
    assert "== 4. Quite new [added] ==" in as_text(found, before="now", after="other:now")


def test_the_same_text_in_two_plans_is_no_change(plan, owner):
    other = document(owner, SOURCE, slug="other")
    _, _, found = compare_moments(owner, other, before="plan:first", after="now")
    assert (found.changed, len(found.sections)) == ((), 6)
    _, _, found = compare_moments(owner, other, before="other:now", after="now")
    assert found.changed == ()


def test_one_section_of_two_plans(plan, owner):
    document(owner, OTHER, slug="other")
    _, _, found = compare_moments(owner, plan, before="now", after="other:now", section=1)
    assert [(section.old.number, section.new.number) for section in found.sections] == [(1, 3)]
    with pytest.raises(NotFound):
        compare_moments(owner, plan, before="now", after="other:now", section=5)


def test_a_plan_one_may_not_know_of_is_not_compared_with(plan, owner):
    document(owner, OTHER, slug="other", visibility="private")
    reader = factories.person("Rea")
    for name in ("other:now", "other:first", "nothing:now", "other:"):
        with pytest.raises(NotFound):
            compare_moments(reader, plan, before="first", after=name)
    with pytest.raises(NotFound) as refused:
        compare_moments(owner, plan, before="first", after="other:now", language="fr")
    assert "no text in this language" in str(refused.value)


def test_moments_offered_are_ends_of_acts(plan, owner):
    newest = comparisons.list_recent_moments(owner, plan, limit=3)
    assert newest[0].number == journal.head_number(plan)
    older = comparisons.list_recent_moments(owner, plan, before=newest[-1].number, limit=100)
    everything = [entry.number for entry in [*newest, *older]]
    assert everything == sorted(everything, reverse=True)
    for number in everything:
        compare_moments(owner, plan, before=str(number), after="now")


def test_two_revisions_of_a_section(plan, owner):
    section = factories.section(plan, 1)
    new, old = revisions.list_revisions(owner, section, language="en")
    _, _, change = comparisons.compare_revisions(owner, section, before=old.number, after=new.number)
    assert (change.comparison.old, change.comparison.new) == (old.text.body, new.text.body)
    told = [sentence % filled for sentence, filled in tell_changes(change)]
    assert any("should" in sentence for sentence in told)
    assert "<ins" in comparisons.render_change(change)
    _, _, same = comparisons.compare_revisions(owner, section, before=new.number, after=new.number)
    assert (same.status, comparisons.render_change(same)) == ("unchanged", "")


def test_as_data_and_as_text(plan, owner):
    _, _, found = compare_moments(owner, plan, before="first", after="second")
    data = as_json(found, before={"draft": "first"}, after={"draft": "second"})
    assert [section["number"] for section in data["sections"]] == [1, 2, 5, 3, 6]
    first = data["sections"][0]
    assert "".join(piece["new"] for piece in first["pieces"]) == text_of(owner, plan, found.sections[1])
    shown = as_text(found, before="First", after="Second")
    assert "== 6. F [added] ==" in shown
    assert "{+" in shown and "[-" in shown
    assert "D says" not in shown


def test_changes_are_told_by_typed_number_and_renumbering_is_none(plan, owner):
    section = factories.section(plan, 1)
    base = revisions.newest_revision(section, "en")
    heading = base.text.body.split("\n")[0]
    old = revisions.save_revision(
        owner,
        section,
        text=f"{heading}\n\n1. Parties should report.\n\n2. Nothing else is asked.\n\n",
        based_on=base.number,
    ).revision
    new = revisions.save_revision(
        owner,
        section,
        text=f"{heading}\n\n1. This comes first of all.\n\n2. Parties shall report.\n\n3. Nothing else is asked.\n\n",
        based_on=old.number,
    ).revision
    _, _, change = comparisons.compare_revisions(owner, section, before=old.number, after=new.number)
    told = [sentence % filled for sentence, filled in tell_changes(change)]
    assert "In paragraph 2, “should” was replaced by “shall”." in told
    assert len(told) == 2 and "This comes first of all." in told[0]
