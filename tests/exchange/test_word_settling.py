"""Settling: what Word would show comes through, in whatever elements it stands."""

import pytest

from tests.exchange.packages import paragraph, word_file
from wiki.exchange.docx import read_docx


def run(text: str, properties: str = "") -> str:
    if text.startswith("<w:"):
        return text
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{sign.format('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{sign.format('separate')}{run(shown)}"
        f"{sign.format('end')}"
    )


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (paragraph(run("see ") + field("REF _x \\h", "paragraph 4") + field("SEQ Table", ", table 3")),
         "see paragraph 4, table 3\n"),
        (paragraph(run("a ") + field('HYPERLINK "https://example.org/"', "page")), "a [page](https://example.org/)\n"),
        (paragraph(run("a ") + field("IF 1 = 1", field("REF _x", "b"))), "a b\n"),
        (paragraph(f"<w:smartTag>{run('a')}</w:smartTag><w:customXml>{run('b')}</w:customXml>"
                   f'<w:sdt><w:sdtContent>{run("c")}</w:sdtContent></w:sdt><w:bdo w:val="rtl">{run("d")}</w:bdo>'),
         "abcd\n"),
        (f"<w:customXml>{paragraph('a')}</w:customXml>{paragraph('b')}", "a\n\nb\n"),
        (paragraph(run("a") + f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r>"
                   + run("c")), "abc\n"),
        (paragraph(f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('moved')}</w:moveTo>"), "moved\n"),
        (f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("one ")}</w:p>{paragraph("two")}', "one two\n"),
        (paragraph(run("a") + run("hidden", "<w:vanish/>")), "a\n"),
        ("<w:tbl>" + row(paragraph("a"), paragraph("b")) + row(paragraph("c"), paragraph("d")) + "</w:tbl>",
         "| a | b |\n| --- | --- |\n| c | d |\n"),
        ("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>"
         + row(paragraph("a|"), f"<w:tbl>{row(paragraph('b'))}</w:tbl><w:p/>") + "</w:tbl>",
         "| a\\| | b |\n| --- | --- |\n"),
        ("<w:tbl>" + row(paragraph("a")) + row(paragraph("b")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
         + row(paragraph("c")) + "</w:tbl>", "| a |\n| --- |\n| c |\n"),
    ],
)  # fmt: skip
def test_what_word_shows_comes_through(body: str, markdown: str) -> None:
    assert read_docx(word_file(body)).markdown == markdown


def test_a_cell_that_claims_a_thousand_million_columns_does_no_harm() -> None:
    cell = f'<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph("wide")}'
    assert "wide" in read_docx(word_file(f"<w:tbl>{row(cell)}{row(paragraph('a'))}</w:tbl>")).markdown
