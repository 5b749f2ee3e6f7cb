"""Sources for the tests of the text room: strange Markdown from Hypothesis, and the real corpora."""

import json
from pathlib import Path

from hypothesis import strategies as st

_LINES = (
    "# One",
    "## Two ##",
    "### Three {#three}",
    "#",
    "#NoSpace",
    "Text under way",
    "[Developing]: country",
    "[XA: shall] [EU: should]",
    "Title",
    "===",
    "---",
    "***",
    "- item",
    "12. twelve",
    "(a) letter",
    "> quoted",
    "> # quoted heading",
    "```",
    "~~~~",
    "    indented",
    "<!-- comment",
    "-->",
    "<pre>",
    "</pre>",
    "<div>",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "[^1]: note",
    "中文条款。",
    "نص عربي",
    "a\u2028b\x0bc",
    "*emphasis* [link](http://a.example) `code [x]`",
    "",
    "",
    "  ",
)

#: documents of odd lines, mixed endings and indents
sources = st.lists(
    st.tuples(
        st.sampled_from(("", "", "", " ", "   ", "    ", "\t", "> ", "- ")),
        st.sampled_from(_LINES),
        st.sampled_from(("\n", "\n", "\r\n", "\r")),
    ),
    max_size=12,
).map(lambda lines: "".join(indent + line + ending for indent, line, ending in lines))


def folders(corpora: Path) -> list[Path]:
    """The corpora that are successive versions of one document."""
    return [
        meta.parent for meta in sorted(corpora.glob("*/meta.json")) if "items" in json.loads(meta.read_text("utf-8"))
    ]
