"""Numbers that Word counts: the labels it shows, the levels they stand at, and what a hostile file may make of them."""

import pytest
from lxml import etree

from tests.exchange.packages import NUMBERING, W, document, paragraph, word_file
from wiki.errors import Invalid
from wiki.exchange.docx import read_docx, write_docx
from wiki.exchange.word_numbers import mark_numbers


def numbering(*lists: list[tuple[str, str]], nums: str = "", more: str = "") -> str:
    """A numbering part with these lists, numbered from 1; `more` stands in the second level of each."""
    made = ""
    for key, levels in enumerate(lists, 1):
        made += f'<w:abstractNum w:abstractNumId="{key}">'
        for level, (form, text) in enumerate(levels):
            made += (
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more if level == 1 else ""}'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
            )
        made += "</w:abstractNum>"
    made += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in range(1, len(lists) + 1)
    )
    return f"<w:numbering {W}>{made}{nums}</w:numbering>"


def item(text: str, level: int = 0, number: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{counted}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(body: str, part: str) -> tuple[str, tuple[str, ...]]:
    reading = read_docx(word_file(body, more={"word/numbering.xml": part}))
    return reading.markdown, reading.left_out


def labels(body: str, part: str, styles: str = "") -> list[tuple[str, int]]:
    tree = etree.fromstring(document(body).encode())
    style = etree.fromstring(f"<w:styles {W}>{styles}</w:styles>") if styles else None
    found = mark_numbers([tree], etree.fromstring(part), style, {"H1": "heading 1"})
    return [(label.text, label.level) for label in found]


LEGAL = [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]
RESOLUTION = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]


def test_lists_keep_their_levels() -> None:
    part = numbering([("decimal", "%1."), ("decimal", "%2)"), ("bullet", "o")], [("bullet", "•"), ("bullet", "–")])
    body = (
        item("one") + item("below", 1) + item("point", 2) + item("again", 1) + item("two") + paragraph("between")
        + item("three") + item("first", 0, 2) + item("inner", 1, 2) + item("second", 0, 2)
    )  # fmt: skip
    markdown, left_out = read(body, part)
    assert markdown == (
        "1. one\n\n    1) below\n\n        - point\n\n    2) again\n\n2. two\n\nbetween\n\n3. three\n\n"
        "- first\n    - inner\n- second\n"
    )
    assert left_out == ("Automatic numbers became typed numbers (5).",)


def test_labels_that_are_no_list_to_markdown_are_typed_and_said() -> None:
    body = item("Decides") + item("act", 1) + item("soon", 2) + item("report", 1) + item("Invites") + item("all", 1)
    assert read(body, numbering(RESOLUTION)) == (
        "1. Decides\n\n(a) act\n\n(i) soon\n\n(b) report\n\n2. Invites\n\n(a) all\n",
        (
            "Automatic numbers became typed numbers (6).",
            "Numbers like “(a)” or “1.2” became typed numbers without their indent (4).",
        ),
    )
    body = item("A") + item("B", 1) + item("C", 2) + item("D", 1) + paragraph("x") + item("E", 1) + item("F")
    assert read(body, numbering(LEGAL))[0] == ("1. A\n\n1.1 B\n\n1.1.1 C\n\n1.2 D\n\nx\n\n1.3 E\n\n2. F\n")


def test_an_item_goes_on_where_nothing_is_shown() -> None:
    """As Word files made here have it, and Word's own lists with a level that shows nothing."""
    markdown = "1. one\n\n    more\n\n    - b\n    - c\n\n2. two\n\n- x\n\n    y\n\n- z\n"
    made = write_docx(markdown, title="", subject="", language="en", date=None)
    assert read_docx(made).markdown == markdown
    lone = item("alone", 0, 2) + item("first", 0, 1) + item("goes on", 0, 2)
    assert read(lone, numbering([("decimal", "%1.")], [("none", "")])) == (
        "alone\n\n1. first\n\n    goes on\n",
        ("Automatic numbers became typed numbers (1).",),
    )


def test_the_words_behind_a_label_stay_words() -> None:
    body = item("# no heading") + item("") + item("a<w:br/>b", 0).replace("a<w:br/>b", "a</w:t><w:br/><w:t>b")
    assert read(body, numbering([("decimal", "%1.")]))[0] == "1. \\# no heading\n\n2.\n\n3. a  \n    b\n"
    assert read(item("x"), numbering([("decimal", "*%1* &lt;b&gt;")]))[0] == "\\*1\\* &lt;b> x\n"
    assert read(item("x"), numbering([("decimal", "#")]))[0] == "\\# x\n"
    table = f"<w:tbl><w:tr><w:tc>{item('a')}{item('b')}</w:tc><w:tc>{item('c')}</w:tc></w:tr></w:tbl>"
    assert "| 1. a<br>2. b | 3. c |" in read(table, numbering(RESOLUTION))[0]


def test_labels_are_counted_as_word_counts_them() -> None:
    twice = item("") * 2
    forms = [("lowerLetter", "a"), ("upperLetter", "A"), ("lowerRoman", "i"), ("upperRoman", "I")]
    for form, first in forms:
        assert labels(item(""), numbering([(form, "%1")])) == [(first, 0)]
    assert labels(item("") * 28, numbering([("lowerLetter", "%1")]))[25:] == [("z", 0), ("aa", 0), ("bb", 0)]
    assert labels(item("") * 4, numbering([("upperRoman", "%1")]))[3] == ("IV", 0)
    assert labels(item(""), numbering([("decimalZero", "%1")])) == [("01", 0)]
    for silent in ([("none", "%1")], [("decimal", "")], [("bullet", " ")]):
        assert labels(twice, numbering(silent)) == [("", 0), ("", 0)]
    # A deeper level begins anew, unless it is told not to; one whose upper level was passed over counts from its start.
    body = item("") + item("", 1) + item("") + item("", 1)
    assert [text for text, _ in labels(body, numbering(LEGAL))] == ["1.", "1.1", "2.", "2.1"]
    kept = numbering(LEGAL, more='<w:lvlRestart w:val="0"/>')
    assert [text for text, _ in labels(body, kept)] == ["1.", "1.1", "2.", "2.2"]
    assert labels(item("", 1), numbering(LEGAL)) == [("1.1", 1)]
    legal = numbering([("upperRoman", "%1."), ("decimal", "%1.%2")], more="<w:isLgl/>")
    assert [text for text, _ in labels(body, legal)] == ["I.", "1.1", "II.", "2.1"]


def test_lists_that_share_a_count_and_lists_that_begin_anew() -> None:
    shared = '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    anew = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("") + item("", 0, 8) + item("", 0, 9) + item("", 0, 9) + item("", 0, 1)
    found = labels(body, numbering(RESOLUTION, nums=shared + anew))
    assert [text for text, _ in found] == ["1.", "2.", "5.", "6.", "7."]


def test_styles_number_their_paragraphs_and_headings_are_counted_without_a_mark() -> None:
    part = numbering(LEGAL, more='<w:pStyle w:val="Sub"/>')
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Rests"><w:basedOn w:val="Sub"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    none = '<w:p><w:pPr><w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'
    body = (
        paragraph("a", style="H1") + paragraph("b", style="Sub") + none + paragraph("c", style="Sub")
        + paragraph("d", style="H1") + paragraph("e", style="Sub") + paragraph("f", style="Loop")
    )  # fmt: skip
    assert labels(body, part, styles) == [("1.1", 1), ("1.2", 1), ("2.1", 1)]
    assert labels(paragraph("x", style="Rests"), part, styles) == [("1.", 0)]


def test_a_list_is_as_its_style_of_lists_says() -> None:
    part = numbering(RESOLUTION).replace(
        "</w:numbering>",
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    )
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert labels(item("", 1, 7), part, style) == [("(a)", 1)]


def test_what_a_hostile_file_says_of_numbers_does_no_harm() -> None:
    long = "%1" * 10_000
    (label,) = labels(item("x"), numbering([("upperRoman", long)]))
    assert len(label[0]) <= 60
    for odd in ("999999999999", "-1", "x", ""):
        body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
        assert all(level == 0 for _, level in labels(body, numbering(RESOLUTION)))
    forged = paragraph("\ue0000\ue001 \ue0020\ue003 \ue0009999999\ue001 words")
    markdown, left_out = read(forged + item("\ue0005\ue001real"), NUMBERING)
    assert markdown == "0 0 9999999 words\n\n1. 5real\n" and left_out[0].startswith("Automatic numbers")
    private = numbering([("decimal", "\ue0003\ue001%1.&#9;")])
    assert labels(item("x"), private) == [("31.", 0)]
    assert mark_numbers([], None, None, {}) == []
    entity = '<!DOCTYPE w:numbering [<!ENTITY x "y">]>' + numbering(RESOLUTION)
    with pytest.raises(Invalid, match="document type"):
        read(item("x"), entity)


def test_words_own_styles_of_lists_tell_their_levels() -> None:
    """Each of these is a list of its own, at its first level: how deep it stands is in its name alone."""
    names = ("List Number", "List Bullet 2", "List Bullet 3", "List Number 2")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="L{number}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        for number, name in enumerate(names, 1)
    )
    forms = [("decimal", "%1.")], [("bullet", "•")], [("bullet", "•")], [("decimal", "%1.")]
    body = "".join(
        paragraph(text, style=f"L{number}")
        for text, number in (("one", 1), ("point", 2), ("deep", 3), ("two", 1), ("below", 4), ("below", 4))
    )
    more = {"word/styles.xml": f"<w:styles {W}>{styles}</w:styles>", "word/numbering.xml": numbering(*forms)}
    reading = read_docx(word_file(body, more=more))
    assert reading.markdown == ("1. one\n\n    - point\n        - deep\n\n2. two\n\n    1. below\n\n    2. below\n")
    assert reading.left_out == ("Automatic numbers became typed numbers (4).",)
