"""What changed without changing a word is marked on the page all the same: pictures, addresses, tags, rules."""

import pytest

from tests.text.html_check import read
from wiki.text.change_list import render_list
from wiki.text.compare import compare_texts
from wiki.text.redline import render_redline


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("See ![a map](a.png).", "See ![a map](b.png).", '<span class="restyled"><img alt="a map" src="b.png"></span>'),
        ("See ![](a.png).", "See ![](b.png).", '<span class="restyled"><img alt="" src="b.png"></span>'),
        ("![old map](a.png)", "![new map](a.png)", '<span class="restyled"><img alt="new map" src="a.png"></span>'),
        ('A <img src="a.png"> b.', 'A <img src="b.png"> b.', '<span class="restyled"><img src="b.png"></span>'),
        ('<a href="a">Go</a> now', '<a href="b">Go</a> now', '<span class="restyled">Go</span></a> now'),
        ('<div class="x">\n\nWords stay.\n</div>', '<div class="y">\n\nWords stay.\n</div>', '">Words</span> stay.'),
        ("See it.", "See ![](a.png) it.", '<span class="unseen"> inserted: </span><img alt="" src="a.png"> </ins>it.'),
        ("See ![](a.png) it.", "See it.", '<span class="unseen"> deleted: </span><img alt="" src="a.png"> </del>it.'),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo.", '<del><span class="unseen"> deleted: </span><hr></del>'),
        ("One.\n\nTwo.", "One.\n\n---\n\nTwo.", '<ins><span class="unseen"> inserted: </span><hr></ins>'),
        (
            "[![sign](a.svg)](https://x.y/)",
            "[![sign](b.svg)](https://x.y/)",
            '<a href="https://x.y/" rel="noopener"><span class="restyled"><img alt="sign" src="b.svg"></span></a>',
        ),
    ],
)
def test_what_changed_is_marked(old: str, new: str, shown: str) -> None:
    html = render_redline(compare_texts(old, new), fold=False)
    assert shown in html
    read(html)


@pytest.mark.parametrize("side", ["old", "new", "inline"])
def test_no_mark_stands_in_the_words_of_a_picture(side: str) -> None:
    comparison = compare_texts("A ![very old map](a.png) b.", "A ![new map of all](a.png) b.")
    html = render_redline(comparison, side=side)
    assert f'alt="{"very old map" if side == "old" else "new map of all"}"' in html
    read(html)


def test_a_picture_without_words_is_told_by_its_address() -> None:
    told = render_list(compare_texts("See ![](a.png) it.\n", "See it.\n"))
    assert [(one.kind, one.old, one.new) for one in told] == [("deleted", "a.png", "")]


def test_a_note_that_nobody_sees_is_no_change_of_substance() -> None:
    changed = [piece for piece in compare_texts("A <!-- b --> c", "A <!-- d --> c").pieces if piece.kind != "kept"]
    assert {piece.classes for piece in changed} == {("formatting",)}


def test_marks_of_a_move_are_no_others() -> None:
    one, two = "Ferries *carry* the samples across the strait at no cost.", "The harvest is counted by the villages."
    old = f"{one}\n\n{two}\n\nSee the page.\n"
    new = f"{two}\n\n{one.replace('*', '**')}\n\nSee [the page](https://x.y/).\n"
    html = render_redline(compare_texts(old, new), fold=False)
    assert '<span class="restyled">carry</span>' in html
    assert '<span class="restyled">the page</span>' in html
    read(html)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('```py x="1 2"\na line\n```\n', '```py x="3 4"\na line\n```\n', '<code><span class="restyled">a line</span>'),
        ("```python one two\na line\n```\n", "```ts\na line\n```\n", '<code><span class="restyled">a line'),
        ("```\na line\n```\n\nWords.\n", "~~~\na line\n~~~\n\nWords.\n", '<p dir="auto">Words.</p>'),
        ("---\ntitle: a\ntoc: b\n---\n\nc\n", "---\ntitle: a\n---\n\nc\n", "</span>toc: b\n</del>---</pre>"),
    ],
)
def test_what_changed_in_the_fence_of_code_is_marked_on_the_code(old: str, new: str, shown: str) -> None:
    html = render_redline(compare_texts(old, new), fold=False)
    read(html)
    assert shown in html
    assert "```" not in html


def test_a_fence_and_the_line_behind_it_are_two() -> None:
    old, new = "```py\nold code here\n```\n", "```ts\nnew words there\n```\n"
    told = [(piece.old, piece.new) for piece in compare_texts(old, new).pieces if piece.kind != "kept"]
    assert told == [("py", "ts"), ("old code here", "new words there")]
