"""What stands in the way of adoption."""

import pytest

from wiki.rules.adoption import OpenComment, StandingText, check_declaration, find_obstacles


def test_each_thing_in_the_way_is_named():
    texts = [
        StandingText(1, "Vision", "en", 2, ()),
        StandingText(2, "Means", "en", 0, ("#nowhere", "#gone")),
        StandingText(3, "Fine", "en", 0, ()),
    ]
    found = find_obstacles(texts, [OpenComment(7, 40, None)])
    assert [(obstacle.kind, obstacle.section, obstacle.comment) for obstacle in found] == [
        ("bracket", 1, None),
        ("reference", 2, None),
        ("reference", 2, None),
        ("comment", None, 7),
    ]
    assert "Vision" in str(found[0]) and "2" in str(found[0]) and "#gone" in str(found[2]) and "40" in str(found[3])


def test_a_plan_without_words_is_not_adopted():
    assert [obstacle.kind for obstacle in find_obstacles([], [])] == ["text"]


@pytest.mark.parametrize(
    ("has_chair", "declared", "changed", "in_the_way"),
    [(False, None, 9, False), (True, None, 9, True), (True, 8, 9, True), (True, 10, 9, False)],
)
def test_a_declaration_holds_until_the_text_changes(has_chair, declared, changed, in_the_way):
    found = check_declaration(has_chair=has_chair, declared=declared, text_changed=changed)
    assert (found is not None) == in_the_way
