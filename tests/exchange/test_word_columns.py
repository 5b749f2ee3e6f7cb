"""Columns of Word's tables: aligned where every paragraph below the head says so, and left alone elsewhere."""

from itertools import zip_longest

from tests.exchange.packages import STYLES, paragraph, word_file
from wiki.exchange.docx import read_docx


def cell(text: str, side: str = "", more: str = "", before: str = "") -> str:
    aligned = f'<w:jc w:val="{side}"/>' if side else ""
    return (
        f"<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:pPr>{before}{aligned}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def rule(body: str, **options: object) -> str:
    """The line under the head of the one table, and that the words are as they were."""
    markdown = read_docx(word_file(body, **options)).markdown
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in markdown)
    return markdown.split("\n")[1]


def test_a_column_is_aligned_as_its_paragraphs_are() -> None:
    rows = [
        "".join(cell(text, side) for text, side in zip_longest(row, ("", "center", "right", "left"), fillvalue=""))
        for row in (("a", "b", "c", "d"), ("1", "2", "3", "4"), ("5", "", "6", "7"))
    ]
    assert rule(table(*rows)) == "| --- | :---: | ---: | --- |"


def test_the_head_may_have_a_way_of_its_own_and_a_body_that_differs_says_nothing() -> None:
    head = cell("a", "center") + cell("b", "center") + cell("c", "center")
    body = cell("1", "right") + cell("2", "right") + cell("3")
    other = cell("4", "end") + cell("5", "center") + cell("6")
    assert rule(table(head, body, other)) == "| ---: | --- | --- |"
    assert rule(table(head)) == "| :---: | :---: | :---: |"


def test_merged_cells_have_no_say_and_styles_do() -> None:
    wide = cell("wide", "right", '<w:gridSpan w:val="2"/>')
    centred = cell("x", before='<w:pStyle w:val="Rests"/>')
    styles = STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Mid"><w:name w:val="Mid"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Rests"><w:name w:val="Rests"/><w:basedOn w:val="Mid"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        "</w:styles>",
    )
    looped = cell("l", before='<w:pStyle w:val="Loop"/>')
    rows = (cell("a") + cell("b") + cell("c"), wide + looped, centred + cell("y", "right") + looped)
    assert rule(table(*rows), more={"word/styles.xml": styles}) == "| :---: | ---: | --- |"


def test_from_right_to_left_the_far_side_is_not_told() -> None:
    turned = "<w:bidi/>"
    row = cell("x", "right", before=turned) + cell("y", "center", before=turned)
    assert rule(table(row, row)) == "| --- | :---: |"


def test_a_table_in_a_cell_is_words_and_a_numbered_first_cell_keeps_its_number() -> None:
    inner = f"<w:tc>{table(cell('p', 'center'), cell('q', 'center'))}<w:p/></w:tc>"
    markdown = read_docx(word_file(table(inner + cell("b", "right"), inner + cell("c", "right")))).markdown
    assert markdown == "| p<br>q | b |\n| --- | ---: |\n| p<br>q | c |\n"
    numbered = f"<w:tc>{paragraph('one', number=1)}</w:tc>"
    markdown = read_docx(word_file(table(numbered + cell("b", "center"), numbered + cell("c", "center")))).markdown
    assert markdown == "| 1. one | b |\n| --- | :---: |\n| 2. one | c |\n"
