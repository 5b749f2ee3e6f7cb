"""Texts cut only where they part: nothing is lost, and what is left uncut is the same on both sides."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.compare import compare_texts
from wiki.text.skipping import cut_apart, find_parts

lines = st.sampled_from(
    ["one line\n", "  - indented\n", "\n", "another line of some more words\n", "x\r\n", "end", " \n"]
)
texts = st.lists(lines, max_size=30).map("".join)


@given(old=texts, new=texts)
def test_blocks_lie_side_by_side_and_differ_only_where_it_is_said(old: str, new: str) -> None:
    apart = cut_apart(old, new, find_parts(old, new))
    sides = ((old, apart.one, apart.at_old), (new, apart.two, apart.at_new))
    for text, blocks, at in sides:
        assert at[0] == 0 and at[-1] == (len(text) if blocks.raw else 0)
        assert all(raw in ("", text[i:j]) for raw, (i, j) in zip(blocks.raw, pairwise(at), strict=True))
    x = y = 0
    for i, j, k, m in [*apart.found, (len(apart.one.raw),) * 2 + (len(apart.two.raw),) * 2]:
        assert i - x == k - y
        for here, there in zip(range(x, i), range(y, k), strict=True):
            was, now = old[slice(*apart.at_old[here : here + 2])], new[slice(*apart.at_new[there : there + 2])]
            assert was.rstrip() == now.rstrip()
            assert was == now or apart.one.raw[here]
        x, y = j, m


def test_what_is_the_same_is_never_cut_though_lines_are_indented() -> None:
    text = "".join(f"  - item number {n} of a long list that goes on\n" for n in range(400))
    new = text.replace("number 7 ", "number seven ").replace("number 300 ", "number three hundred ")
    apart = cut_apart(text, new, find_parts(text, new))
    assert len(apart.one.raw) == len(apart.two.raw) == 5
    assert apart.found == [(1, 2, 1, 2), (3, 4, 3, 4)]


def test_what_met_by_chance_before_a_rewritten_part_is_looked_at_along_with_it() -> None:
    steps = "".join(f"Step {n} is done by whoever is there to do it, on a day of that week.\n\n" for n in range(40))
    old = "# Closing\n\nOnce all is done the parties close it together, and each of them signs.\n\n" + steps
    newer = "".join(f"Part {n} was put in by others, who had something else in mind.\n\n" for n in range(40))
    text = "# Closing at once\n\nOnce all is done the parties close it together, and each of them signs.\n\n" + newer
    pieces = compare_texts(old, text + "# The older closing\n\n" + old[len("# Closing\n\n") :]).pieces
    kept = [piece.old for piece in pieces if piece.kind == "kept"]
    assert any(steps in words for words in kept)
