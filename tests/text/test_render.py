"""What is rendered is safe, well-formed and as typed; addresses, brackets and passages stand where they belong."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora import versions
from tests.text.html_check import read, says
from tests.text.sources import folders, sources
from wiki.text import render_tree
from wiki.text.outline import split_outline
from wiki.text.paragraphs import split_paragraphs
from wiki.text.render import plain_words, render_section


def render(source: str, *, passages: list[tuple[int, int, int]] | None = None, ids: bool = False) -> str:
    numbers = range(1, len(split_paragraphs(source)) + 1) if ids else ()
    return render_section(source, language="en", passages=passages or [], paragraph_ids=numbers, address="/s/1")


def marked(source: str, words: str) -> str:
    """The section with one passage, from the first to the last character of these words."""
    at = source.index(words)
    return render(source, passages=[(at, at + len(words), 5)])


def inner(html: str) -> str:
    return html.removeprefix('<div lang="en">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*a* **b** `c`", '<p dir="auto"><em>a</em> <strong>b</strong> <code>c</code></p>'),
        ("Title\n===\n", '<h1 dir="auto">Title</h1>'),
        ("## Title ## {#own}", '<a id="u-own"></a><h2 dir="auto">Title</h2>'),
        ("#NoSpace", '<p dir="auto">#NoSpace</p>'),
        (
            "3. a\n4. b\n7. c",
            '<p dir="auto">3. a</p>\n<p dir="auto">4. b</p>\n<p dir="auto">7. c</p>',
        ),
        (
            "3. a\n   - x\n7. c",
            '<ol start="3"><li dir="auto">a<ul><li dir="auto">x</li></ul></li><li dir="auto" value="7">c</li></ol>',
        ),
        ("(a) letter", '<p dir="auto">(a) letter</p>'),
        ("- a\n  - b\n- c", '<ul><li dir="auto">a<ul><li dir="auto">b</li></ul></li><li dir="auto">c</li></ul>'),
        ("- a\n\n- b", '<ul><li dir="auto"><p dir="auto">a</p></li><li dir="auto"><p dir="auto">b</p></li></ul>'),
        ("- ## a ## {#b}", '<ul><li dir="auto"><a id="u-b"></a><h2 dir="auto">a</h2></li></ul>'),
        ("> a", '<blockquote dir="auto"><p dir="auto">a</p></blockquote>'),
        ("```py\na < [b]\n```", '<pre dir="auto"><code>a &lt; [b]\n</code></pre>'),
        ("    a [b]\n", '<pre dir="auto"><code>a [b]\n</code></pre>'),
        ("T\n: d", '<dl><dt dir="auto">T</dt><dd dir="auto">d</dd></dl>'),
        ("a  \nb\\\nc", '<p dir="auto">a<br>b<br>c</p>'),
        ("[a][n]\n\n[n]: http://b.example", '<p dir="auto"><a href="http://b.example" rel="noopener">a</a></p>'),
        ("---\na: b\n---\n", '<pre dir="auto" class="front-matter">---\na: b\n---</pre>'),
        ("<!-- a -->\n\n***", "<hr>"),
        ("{:.no_toc}\n", ""),
    ],
)
def test_markdown_as_commonmark_reads_it(source: str, html: str) -> None:
    assert inner(render(source)) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[will]", '<span class="bk">[will]</span>'),
        ("[XA: a [b]]", '<span class="bk">[<span class="who">XA: </span>a <span class="bk">[b]</span>]</span>'),
        ("[a](XA)", '<span class="bk">[a]<span class="who">(XA)</span></span>'),
        ("[Developing]: country", '<span class="bk">[Developing]</span>: country'),
        ("[ ]", '<span class="bk bk-placeholder">[ ]</span>'),
        ("[a][b]", '<span class="bk bk-alternative">[a]</span><span class="bk bk-alternative">[b]</span>'),
        ("a [b", 'a <span class="stray">[</span>b'),
        ("a] b", 'a<span class="stray">]</span> b'),
        ("[*a* b]", '<span class="bk">[</span><em><span class="bk">a</span></em><span class="bk"> b]</span>'),
        ("x [sic] [...]", "x [sic] [...]"),
        ("［应］", '<span class="bk">［应］</span>'),
        (r"\[a\]", "[a]"),
    ],
)
def test_brackets_are_shown_as_typed(source: str, html: str) -> None:
    assert inner(render(source)) == f'<p dir="auto">{html}</p>'


def test_a_bracket_over_paragraphs() -> None:
    html = render("[4. First.\n\n5. Second.] Third")
    assert says(html) == "[4. First. 5. Second.] Third"
    assert html.count('<span class="bk">') == 3


def test_passages_cross_emphasis_links_items_paragraphs_and_cells() -> None:
    source = (
        "a **bold *deep* more** [link *x*](http://e.example/a_b) z\n\n- one\n- two `code`\n\n| h | k |\n|---|---|\n"
    )
    for start in range(len(source)):
        for end in (start + 1, start + 7, start + 25, len(source)):
            if end <= len(source):
                html = render(source, passages=[(start, end, 3), (max(0, start - 4), start, 4)])
                assert says(html) == says(render(source))


def test_a_passage_is_exactly_its_words() -> None:
    found = re.findall(
        r'<mark class="passage" data-passage="5">(.*?)</mark>', marked("Parties *shall* do [so] now", "shall* do [s")
    )
    assert found == ["shall", ' do <span class="bk">[s</span>']


@pytest.mark.parametrize("words", ["example", "e.example/a_", "link](http"])
def test_a_passage_within_an_address_takes_the_link_whole(words: str) -> None:
    html = marked("see [link](http://e.example/a_b) z", words)
    assert '<a href="http://e.example/a_b" rel="noopener">' in html


def test_every_paragraph_has_its_address() -> None:
    source = "# H\n\nText\n\n- a\n  - b\n\n    more\n\n| t |\n|---|\n\n> q\n\n```\nc\n```\n\n[^n]: note\n"
    reader = read(html := render(source, ids=True))
    numbers = range(1, len(split_paragraphs(source)) + 1)
    assert sorted(name for name in reader.ids if name.startswith("p-")) == sorted(f"p-{n}" for n in numbers)
    links = {
        attributes["id"]: attributes["href"] for tag, attributes in reader.tags if attributes.get("class") == "addr"
    }
    assert links == {f"p-{n}": f"/s/1#p-{n}" for n in numbers}
    assert html.index('id="p-1"') < html.index('id="p-2"') < html.index('id="p-3"')


def test_typed_numbers_are_the_addresses() -> None:
    html = render("3. Three\n\n(a) letter\n\n4 bis. More [a]\n\n- item\n", ids=True)
    assert '<p dir="auto"><a class="addr typed" id="p-1" href="/s/1#p-1">3.</a> Three</p>' in html
    assert '<a class="addr typed sub" id="p-2" href="/s/1#p-2">(a)</a> letter' in html
    assert '<a class="addr typed" id="p-3" href="/s/1#p-3">4 bis.</a> More <span class="bk">[a]</span>' in html
    assert '<li dir="auto"><a class="addr" id="p-4" href="/s/1#p-4">¶</a> item</li>' in html
    assert 'id="s2-p-9" href="/x#p-9"' in render_section(
        "a", language="en", paragraph_ids=[9], address="/x", prefix="s2-"
    )


def test_footnotes_are_numbered_in_the_order_of_their_calls_and_linked_both_ways() -> None:
    source = "a[^two] b[^one] c[^two] d[^none]\n\n[^one]: First *x*.\n\n[^two]: Second.\n"
    html = render(source)
    reader = read(html)
    assert says(html) == "a1 b2 c1 d[^none] Second. ↩First x. ↩"
    targets = {
        attributes["href"][1:] for tag, attributes in reader.tags if (attributes.get("href") or "").startswith("#")
    }
    assert targets <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    other = read(render_section(source, language="en", address="/s/2"))
    assert not set(other.ids) & set(reader.ids)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "![a](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='javascript:alert(1)'>x</a>",
        "<javascript:alert(1)>",
        '<div style="position:fixed" onclick="x()">a</div>',
        "<iframe src=//e.example></iframe>",
        "<form action=//e.example><input></form>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
        '<p id="p-1" class="addr">spoof</p>',
        '<mark class="passage" data-passage="1">x</mark><ins>y</ins>',
        "# a {#p-1 onclick=x}",
        "<!--><script>alert(1)</script>-->",
        '[a](http://e.example/"onmouseover="alert(1))',
        "`<script>`\n\n    <script>alert(1)</script>",
        "[^<script>]: <script>alert(1)</script>\n\nx[^<script>]",
        '<a title="> \U000f0000 <script>">x</a>',
    ],
)
def test_what_people_type_cannot_act(source: str) -> None:
    reader = read(render(source, ids=True))
    for tag, attributes in reader.tags:
        assert tag not in {"script", "iframe", "form", "input", "svg", "math", "style", "object", "ins"}
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src"):
            value = (attributes.get(name) or "").strip().lower()
            assert not value.startswith(("javascript:", "data:", "vbscript:"))
    assert sum(name == "p-1" for name in reader.ids) <= 1


@given(sources, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 60)), max_size=3))
def test_whatever_is_typed_and_marked_is_well_formed_and_says_the_same(
    source: str, ranges: list[tuple[int, int]]
) -> None:
    passages = [(start, min(start + length, len(source)), key) for key, (start, length) in enumerate(ranges)]
    html = render(source, passages=passages, ids=True)
    assert says(html).replace(" ", "") == says(render(source)).replace(" ", "")


@given(st.text("[]()*_`<>!&\\#|-:^ ab1.\n\U000f0001\x02\x03", max_size=60))
def test_any_characters_are_well_formed(source: str) -> None:
    read(render(source, ids=True, passages=[(0, len(source), 1)]))


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20_000,
        "[a](" * 5_000,
        "[ " * 5_000 + "]" * 5_000,
        "*a **a " * 5_000,
        "`a ``b " * 5_000,
        "<a " * 5_000,
        "![" * 5_000,
        ">" * 5_000,
        "- " * 5_000,
        "|a" * 2_000 + "\n" + "|-" * 2_000,
        "[^a]" * 2_000 + "\n\n[^a]: x",
    ],
)
def test_hostile_texts_render_and_lose_no_letter(source: str) -> None:
    html = render(source)
    read(html)
    if "[" in source and "^" not in source:
        assert says(html).count("[") == source.count("[")


def test_every_corpus_renders_well_formed_with_all_its_paragraphs(corpora: Path) -> None:
    for folder in folders(corpora):
        source = list(versions(folder))[-1]
        for part in split_outline(source):
            places = split_paragraphs(part.text)
            reader = read(render(part.text, ids=True))
            shown = {name for name in reader.ids if name.startswith("p-")}
            kinds = ("rule", "html")
            assert all(place.kind in kinds or f"p-{n}" in shown for n, place in enumerate(places, 1))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("## A *b* {#c}\n", "A b"),
        ("Set\n===\ntext", "Set text"),
        (
            "- see [the **report**](http://a.example)[^1] and `code`\n- [XA: x](XB)",
            "see the report and code [XA: x](XB)",
        ),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("> quoted\n> more", "quoted more"),
        ("a &amp; b \\*c\\* <b>d</b>", "a & b *c* d"),
        ("---\na: b\n---\n***\n```py\nx = 1\n```", "x = 1"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("in `<annex>` and `a_b_`, **`c`**", "in <annex> and a_b_, c"),
        ("a `b` <!-- `c` --> `\\*d`", "a b \\*d"),
        ("[the *list*](part/two.md#three), [Seeds [old]](seeds.md)", "the list, Seeds [old]"),
        ("", ""),
    ],
)
def test_plain_words(source: str, words: str) -> None:
    assert plain_words(source) == words


def test_a_mark_that_ends_within_the_call_of_a_note_takes_all_of_it() -> None:
    source = "Title\n\t[^1]: note\n"
    for start in range(len(source)):
        for end in range(start + 1, len(source)):
            assert says(render(source, passages=[(start, end, 1)])) == says(render(source)), (start, end)


def test_a_text_leaves_nothing_behind_for_the_next() -> None:
    def kept() -> int:
        return len(render_tree._kept.reader.htmlStash.rawHtmlBlocks)

    render("Keep <b>seeds</b>.\n")
    once = kept()
    render("Keep <b>seeds</b>.\n")
    assert kept() == once > 0
