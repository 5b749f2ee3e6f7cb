"""Sections are recognised though they were moved, retitled, renumbered or rewritten."""

from pathlib import Path

from hypothesis import given

from benchmarks.corpora import versions
from tests.text.sources import sources
from wiki.text.outline import Part, match_parts, retitle, split_outline

WORDS = [
    "seed",
    "bank",
    "exchange",
    "genetic",
    "resource",
    "access",
    "benefit",
    "knowledge",
    "training",
    "fund",
    "budget",
    "report",
]


def body(seed: int, length: int = 40) -> str:
    return " ".join(f"{WORDS[(seed * 7 + n * n) % len(WORDS)]}{(seed * 31 + n) % 97}" for n in range(length))


def plan(*sections: tuple[str, str]) -> tuple[Part, ...]:
    return split_outline("Preamble.\n\n" + "".join(f"{title}\n\n{text}\n\n" for title, text in sections))


def test_the_same_outline_is_itself() -> None:
    parts = plan(("# A", body(1)), ("## B", body(2)), ("## B", body(2)), ("# C", ""))
    assert match_parts(parts, parts) == (0, 1, 2, 3, 4)


def test_moved_retitled_and_new_ones() -> None:
    old = plan(("# A", body(1)), ("# B", body(2)), ("# C", body(3)), ("# D", body(4)))
    new = plan(("# C", body(3)), ("# A", body(1)), ("# X", body(9)), ("# Bee", body(2)), ("## D", body(4) + " more"))
    assert match_parts(old, new) == (0, 3, 1, None, 2, 4)


def test_renumbered_titles_with_edits_inside() -> None:
    old = plan(("# 1. Vision", body(1)), ("# 2. Aims", body(2)), ("# 3. Funds", body(3)))
    new = plan(
        ("# 1. Scope", body(8)), ("# 2. Vision", body(1, 38)), ("# 3. Aims", body(2) + " x"), ("# 4. Funds", "z")
    )
    assert match_parts(old, new) == (0, None, 1, 2, 3)


def test_duplicate_titles_go_to_the_body_that_is_theirs() -> None:
    old = plan(("# A", ""), ("## Notes", body(1)), ("# B", ""), ("## Notes", body(2)))
    new = plan(("# B", ""), ("## Notes", body(2) + " x"), ("# A", ""), ("## Notes", body(1) + " y"))
    assert match_parts(old, new) == (0, 3, 4, 1, 2)


def test_exchanged_bodies_are_followed_by_their_words() -> None:
    old = plan(("# Aims", body(1)), ("# Means", body(2)))
    new = plan(("# Aims", body(5)), ("# Purposes", body(1)), ("# Means", body(2)))
    assert match_parts(old, new) == (0, None, 1, 2)


def test_rewritten_in_place_and_an_empty_one_moved() -> None:
    old = plan(("# A", body(1)), ("# Annexes", ""), ("# Z", body(3)))
    new = plan(("# Z", body(3)), ("## Annexes", ""), ("# A", body(7)))
    assert match_parts(old, new) == (0, 3, 2, 1)


def test_chinese_has_words_too() -> None:
    old = plan(("# 第一条", "缔约方应在可持续利用生物多样性方面加强能力建设。"), ("# 第二条", "秘书处应当提交报告。"))
    new = plan(("# 总则", "缔约方应在可持续利用生物多样性方面进一步加强能力建设。"), ("# 第二条", "秘书处应提交报告。"))
    assert match_parts(old, new) == (0, 1, 2)


@given(sources, sources)
def test_every_old_section_continues_once_and_roots_are_roots(left: str, right: str) -> None:
    old, new = split_outline(left), split_outline(right)
    found = match_parts(old, new)
    assert len(found) == len(new)
    assert found[0] == 0
    used = [index for index in found if index is not None]
    assert len(used) == len(set(used))
    assert match_parts(new, new) == tuple(range(len(new)))


def test_three_hundred_sections_shuffled_retitled_and_edited() -> None:
    old = plan(*((f"# Section {n}", body(n, 120)) for n in range(300)))
    order = sorted(range(300), key=lambda n: n * 113 % 300)
    new = plan(*((f"# Renamed {n}", body(n, 118) + " tail") for n in order))
    assert match_parts(old, new) == (0, *(n + 1 for n in order))


def test_sections_of_a_real_plan_retitled_and_turned_round(corpora: Path) -> None:
    sample = next(versions(corpora / "en-nist-sp800-63b"))
    old = split_outline(sample)
    new = [old[0], *(Part(retitle(part.text, f"New {n}"), part.level, f"New {n}") for n, part in enumerate(old[:0:-1]))]
    found = match_parts(old, new)
    right = sum(found[n] == len(old) - n for n in range(1, len(old)))
    wordless = sum(len(part.text.split()) < 12 for part in old)
    assert right >= len(old) - 1 - wordless


def test_an_id_typed_behind_a_title_tells_a_section_whatever_else_changed() -> None:
    old = split_outline("## One {#aim}\n\nTrees and seeds.\n\n## Two\n\nWater and fish.\n")
    new = split_outline("## Two\n\nTrees and seeds.\n\n## Aims {#aim}\n\nNew things about stones.\n")
    assert match_parts(old, new) == (0, 2, 1)
    twice = split_outline("## Three {#aim}\n\nClouds.\n\n## One {#aim}\n\nTrees and seeds.\n")
    assert match_parts(old, twice) == (0, None, 1)
