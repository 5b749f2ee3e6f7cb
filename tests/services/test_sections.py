"""Arranging sections; the plan at every earlier moment stays as it was."""

import pytest

from tests.services import factories
from tests.statements import noted
from wiki.errors import Conflict, Invalid
from wiki.services import journal, moments, revisions, sections


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "One", "Two", "Three")
    sections.add_section(owner, made, title="Below", parent=factories.section(made, 2))
    return made


def shape(plan, moment=None):
    outline = moments.outline_at(plan, moment or journal.head_number(plan))
    return [(item.title, item.depth, item.level) for item in outline.items[1:]]


def test_moving_changes_levels_with_depth_and_nothing_before(plan, owner):
    before = journal.head_number(plan)
    then = shape(plan)
    source = moments.source_at(plan, before)
    sections.move_section(owner, factories.section(plan, 2), parent=factories.section(plan, 3))
    assert shape(plan) == [("One", 1, 1), ("Three", 1, 1), ("Two", 2, 2), ("Below", 3, 3)]
    assert "\n### Below" in moments.source_at(plan, journal.head_number(plan))
    assert shape(plan, before) == then
    assert moments.source_at(plan, before) == source


def test_impossible_moves_are_refused(plan, owner):
    two = factories.section(plan, 2)
    with pytest.raises(Invalid):
        sections.move_section(owner, two, parent=factories.section(plan, 4))
    with pytest.raises(Invalid):
        sections.move_section(owner, factories.root(plan), parent=two)
    assert shape(plan)[0] == ("One", 1, 1)


def test_taking_out_and_putting_back(plan, owner):
    two = factories.section(plan, 2)
    then = shape(plan)
    sections.remove_section(owner, two)
    assert [title for title, *_ in shape(plan)] == ["One", "Three"]
    assert [(section.number, title) for section, title in sections.list_removed(owner, plan)] == [(2, "Two")]
    sections.restore_section(owner, two)
    assert shape(plan) == then
    with pytest.raises(Conflict):
        sections.restore_section(owner, two)


def test_those_taken_out_are_listed_in_as_many_questions_however_many_they_are(plan, owner):
    asked = []
    for number in (1, 2):
        sections.remove_section(owner, factories.section(plan, number))
        with noted() as said:
            listed = sections.list_removed(owner, plan)
        asked.append(len(said))
    assert [title for _, title in listed] == ["One", "Two"]
    assert asked[0] == asked[1]


def test_a_retitle_rewrites_the_heading_line_alone(plan, owner):
    one = factories.section(plan, 1)
    before = revisions.newest_revision(one, "en").text.body
    after = sections.retitle_section(owner, one, title="First").text.body
    assert after == before.replace("# One", "# First", 1)
    for title in ("", "two\nlines", "x" * 501):
        with pytest.raises(Invalid):
            sections.retitle_section(owner, one, title=title)


def test_six_levels_and_no_deeper(plan, owner):
    parent = factories.section(plan, 4)
    for level in range(3, 7):
        parent = sections.add_section(owner, plan, title=f"Level {level}", parent=parent)
    with pytest.raises(Invalid):
        sections.add_section(owner, plan, title="Level 7", parent=parent)
    with pytest.raises(Invalid):
        sections.move_section(owner, factories.section(plan, 2), parent=factories.section(plan, 1))


def test_what_is_put_back_follows_its_parent_to_another_depth(plan, owner):
    below, two, three = (factories.section(plan, number) for number in (4, 2, 3))
    sections.remove_section(owner, below)
    sections.move_section(owner, two, parent=three)
    sections.restore_section(owner, below)
    assert shape(plan) == [("One", 1, 1), ("Three", 1, 1), ("Two", 2, 2), ("Below", 3, 3)]
    assert "\n### Below" in moments.source_at(plan, journal.head_number(plan))


def test_a_place_taken_meanwhile_does_not_keep_a_section_out_nor_others_from_moving(plan, owner):
    one, two, three = (factories.section(plan, number) for number in (1, 2, 3))
    sections.remove_section(owner, two)
    root = factories.root(plan)
    new = sections.add_section(owner, plan, title="New", parent=root, after=one)
    sections.remove_section(owner, new)
    newer = sections.add_section(owner, plan, title="Newer", parent=root, after=one)
    for gone in (two, new):
        sections.restore_section(owner, gone)
    sections.move_section(owner, three, parent=root, after=one)
    for last in (two, new, newer):
        sections.move_section(owner, last, parent=root, after=three)
    assert [title for title, depth, _ in shape(plan) if depth == 1] == ["One", "Three", "Newer", "New", "Two"]


def test_an_indented_heading_is_not_put_behind_a_list(plan, owner):
    one, three = factories.section(plan, 1), factories.section(plan, 3)
    for section, text in ((one, "# One\n\n- an item\n"), (three, "   # Three\n\nwords\n\n")):
        newest = revisions.newest_revision(section, "en")
        revisions.save_revision(owner, section, text=text, based_on=newest.number)
    with pytest.raises(Invalid, match="indented"):
        sections.move_section(owner, three, parent=factories.root(plan), after=one)
    assert [title for title, depth, _ in shape(plan) if depth == 1] == ["One", "Two", "Three"]
