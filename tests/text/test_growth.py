"""Hostile texts: nothing here takes more than a text of its length may, and nothing runs out of stack.

Each text is one scrap repeated. All go through every door in one process that the system ends when its seconds of
work are used up: many times what is needed, and far less than anything quadratic would take.
"""

import resource
import subprocess
import sys

import pytest

LENGTH = 30_000
SECONDS = 60

SCRAPS = (
    *("~~~ x\n", "` `` ", "[a](", "[", "]", "![", "[^1]", "[^a]: x\n", "[a]: http://x\n", "[a][b]", "[A: ", "[a/"),
    *("<", "<a ", "long-word", "<!--", "<div>\n", "<http://", "<a href='", "&", "\\", "{#a}"),
    *("[x](a \"b", "[](<b", "[a](b(c"),
    *("_", "*", "*_", "~~", "*a ", "**a ", "*a _b ", "``a`", "a\n: b\n", "> ", "- a\n", "  - a\n", "|a|b\n|-|-\n"),
    *("\n\n", "\r", " ", "\t", "a\n===\n", "---\n", "# a\n", "(", "1. ", "a.", "\u4e2d", "\u0627\u064f ", "#"),
)  # fmt: skip

WORK = """
import sys
from wiki.text.brackets import count_open
from wiki.text.compare import compare_texts
from wiki.text.merge import merge_texts
from wiki.text.outline import split_outline
from wiki.text.paragraphs import split_paragraphs
from wiki.text.render import render_section

scraps = eval(sys.stdin.read())
for scrap in scraps:
    text = scrap * (%d // len(scrap))
    middle = len(text) // 2
    print(repr(scrap), flush=True)
    split_outline(text), split_paragraphs(text), count_open(text), render_section(text, language="en")
    compare_texts(text, text[:middle] + "changed " + text[middle:])
    merge_texts(text, "x " + text, text + " y")
    tags, links = (("<img ", ">"), ("<img a=\\"b\\" ", "float\\" />")), (("[", "](http://x)"), ("![a](", ")"))
    for head, tail in (*tags, *links, ("*", "*"), ("***", "***"), ("[a\\n", "](http://x)")):
        inside = scrap * (180 // len(scrap))  # longer ones are no words
        compare_texts(f"a {head}{inside}{tail} c", f"a {head}{inside}d{tail} c")
        compare_texts(f"a {head}{inside}{tail} c", f"b {head}d {inside}d{tail} e")
        compare_texts(f"a {inside} c", f"a {head}{inside}{tail} c")
"""


@pytest.mark.parametrize("part", range(4))
def test_no_text_takes_more_than_its_length_allows(part):
    done = subprocess.run(
        [sys.executable, "-c", WORK % LENGTH],
        input=repr(SCRAPS[part::4]),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),
    )
    assert done.returncode == 0, f"stopped at {done.stdout.splitlines()[-1:]}: {done.stderr[-600:]}"


@pytest.mark.parametrize("length", [10, 2000, 40_000])
def test_a_line_to_write_on_is_one_word(length):
    from wiki.text.compare import compare_texts

    old, new = f"Name: {'_' * length}", f"Name: {'_' * length}{'_' * length}"
    pieces = compare_texts(old, new).pieces
    assert "".join(piece.old for piece in pieces) == old and "".join(piece.new for piece in pieces) == new
