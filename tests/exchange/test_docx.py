"""Word documents: there and back without a change, and an account of what a text cannot hold."""

import datetime
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.exchange.packages import W, paragraph, word_file, word_parts, zipped
from wiki.errors import Invalid
from wiki.exchange.docx import Note, read_docx, write_docx

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PLAN = """\
# Plan of work on shared rivers

*Elements for the consideration of Parties.*

## I. Preamble

1. A river that crosses a border belongs to two accounts; “both” are kept — as a rule — by hand.

2. [Kenya, XA: Parties [shall][should] measure flow [and silt] each month.]

2 bis. [Parties may measure less often.]

4. See paragraph 2 bis. Costs stay under 5 * 3 = 15 & under US$ 20 < 30, in C:\\rivers\\new_data_set.

### A. Measures

5. Parties undertake:

(a) To publish what they measure;

(b) [To publish it within a year;]

(i) In the languages of the basin;

- gauges
- boats
    - small
    - large

[Developing]: country views differ.

| No. | Output | Cost |
| --- | --- | --- |
| 1 | [Twelve] gauges | 1 200 |
| 1 bis | Maps a\\|b<br>and tables |  |

## II. Means[^1]

**6.** A **bold** word, *one* in italics, `code_x`, and <https://example.org/a> with [a page](https://example.org/b).

[^1]: Adopted without a vote.

    A second paragraph of it.

## III. Последствия 影响 العواقب

> A quotation of the rule.

```
flow = 3
```
"""


def write(markdown: str, **printed: object) -> bytes:
    given = {"title": "Plan", "subject": "BM/1", "language": "en", "date": datetime.date(2007, 1, 31), **printed}
    return write_docx(markdown, **given)


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return archive.read(name).decode()


def notes(reading_of: bytes) -> list[str]:
    return [str(note) for note in read_docx(reading_of).left_out]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_plan_comes_back_from_word_as_it_was() -> None:
    reading = read_docx(write(PLAN))
    assert reading.markdown == PLAN
    assert [note.message for note in reading.left_out] == ["Page headers were left out (%(count)s)."]


def test_typed_numbers_are_words_in_word() -> None:
    source = "1. a\n2. b\n4. d\n\n7. with\n\n   - more\n\n9. *x* [XA: y]\n"
    document = part(write(source), "word/document.xml")
    assert re.findall(r'<w:t xml:space="preserve">(\d\.)', document) == ["1.", "2.", "4.", "7.", "9."]
    assert read_docx(write(source)).markdown == "1. a\n\n2. b\n\n4. d\n\n7. with\n\n- more\n\n9. *x* [XA: y]\n"


def test_nothing_raw_is_written_and_nothing_is_fetched() -> None:
    source = (
        "Words <b>stay</b>, H<sub>2</sub>O <!-- not this -->\n\n"
        "<div><p>one &amp; two</p><script>no()</script></div>\n\n"
        "![a map](/etc/passwd) [bad](javascript:no()) [worse](file:///etc/passwd)\n\n"
        "```{=openxml}\n<w:p><w:r><w:t>raw</w:t></w:r></w:p>\n```\n\n\\input{/etc/passwd} `<w:br/>`{=openxml}\n"
    )
    document = write(source)
    with zipfile.ZipFile(BytesIO(document)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert not any("media" in name for name in archive.namelist())
    assert b"root:" not in everything
    assert b"javascript" not in everything
    assert b"file:" not in everything
    assert read_docx(document).markdown == (
        "Words stay, H₂O\n\none & two\n\na map bad worse\n\n"
        "```\n<w:p><w:r><w:t>raw</w:t></w:r></w:p>\n```\n\n\\input{/etc/passwd} `<w:br/>`{=openxml}\n"
    )


def test_front_matter_stays_in_sight() -> None:
    assert read_docx(write("---\ntitle: A\n---\n\n# A\n")).markdown == "```\ntitle: A\n```\n\n# A\n"


@pytest.mark.parametrize(
    "source", ["[" * 20_000, "[a](" * 5_000, "> " * 300 + "a", "*a **b " * 3_000, "", "\ufeff\r\n"]
)
def test_odd_texts_become_documents(source: str) -> None:
    read_docx(write(source))


def test_characters_that_xml_cannot_write_are_left_out() -> None:
    source = "a\x0bb\x01c\x0cd\ufffee\uffff\u2028f\x85g &#1; &#xB;\r\rh e\u0301 \U0001f600\n"
    assert read_docx(write(source)).markdown == "a bc de\u2028f\x85g\n\nh e\u0301 \U0001f600\n"


def test_characters_keep_their_form() -> None:
    source = "# e\u0301 \u212b\n\n1. \uf900 \u0644\u064e\u0651 \u1112\u1161\u11ab [*o\u0302*: \u0bc6\u0bbe]\n"
    assert read_docx(write(source)).markdown == source


def test_a_document_says_what_it_is() -> None:
    document = write("# A\n", title="Rivers & seas", language="ar")
    core = part(document, "docProps/core.xml")
    assert "<dc:title>Rivers &amp; seas</dc:title>" in core
    assert "<dc:subject>BM/1</dc:subject>" in core
    assert "<dc:language>ar</dc:language>" in core
    assert "2007-01-31T00:00:00Z" in core
    assert "BM/1  ·  2007-01-31" in part(document, "word/header9.xml")
    assert "PAGE" in part(document, "word/footer9.xml")
    assert "<w:bidi" in part(document, "word/document.xml")
    body = part(document, "word/document.xml")
    assert 'w:w="11906"' in body
    assert 'w:h="16838"' in body
    assert document == write("# A\n", title="Rivers & seas", language="ar")
    assert "created" not in part(write("# A\n", date=None), "docProps/core.xml")


def test_headings_numbers_and_letters_of_word_are_typed() -> None:
    body = (
        paragraph("BM/1")
        + paragraph("Rivers", style="T")
        + paragraph("A plan", style="S")
        + paragraph("One", style="H1")
        + paragraph("first", number=1)
        + paragraph("Two", style="H2")
        + paragraph("second", number=1)
        + paragraph("letter", number=2)
        + paragraph("7. typed")
        + paragraph("# not a heading")
        + paragraph("[a](b) [^1] &lt;b&gt; *x* `y` 2*3 snake_case _z_")
    )
    reading = read_docx(word_file(body))
    assert reading.markdown == (
        "BM/1\n\n# Rivers\n\nA plan\n\n## One\n\n1. first\n\n### Two\n\n2. second\n\n(a) letter\n\n7. typed\n\n"
        "\\# not a heading\n\n[a]\\(b) \\[^1] &lt;b> \\*x\\* \\`y\\` 2\\*3 snake_case \\_z\\_\n"
    )
    assert reading.left_out == ("Automatic numbers became typed numbers (3).",)


def test_tracked_changes_are_accepted_and_counted() -> None:
    body = paragraph(
        '<w:r><w:t xml:space="preserve">Parties </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>should</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="A">{run("shall")}</w:ins>{run(" act.")}'
    )
    reading = read_docx(word_file(body))
    assert reading.markdown == "Parties shall act.\n"
    assert reading.left_out == (
        "Tracked insertions were taken as accepted (1).",
        "Tracked deletions were taken as accepted: those words are gone (1).",
    )


def test_what_a_text_cannot_hold_is_said() -> None:
    picture = "<w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing>"
    box = f"<w:drawing><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:drawing>"
    body = (
        paragraph(f"<w:r>{picture}</w:r>{run('words')}")
        + paragraph(
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Contents ... 1')}</w:sdtContent></w:sdt>"
        + paragraph(f'<w:fldSimple w:instr=" DATE ">{run("today")}</w:fldSimple>')
        + paragraph(run("struck", "<w:strike/>") + run("under", '<w:u w:val="single"/>'))
        + "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("wide")}</w:tc></w:tr>'
        f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}{paragraph('c')}</w:tc></w:tr></w:tbl>"
    )
    content = word_file(
        body,
        more={
            "word/vbaProject.bin": b"Sub AutoOpen()",
            "word/embeddings/book.xlsx": b"x",
            "word/header1.xml": f"<w:hdr {W}>{paragraph('Draft of May')}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {W}>{paragraph('12')}</w:ftr>",
            "word/comments.xml": f'<w:comments {W}><w:comment w:id="1">{paragraph("no")}</w:comment></w:comments>',
        },
    )
    reading = read_docx(content)
    assert reading.markdown == "words\n\ntoday\n\nstruckunder\n\n| wide |  |\n| --- | --- |\n| a | b<br>c |\n"
    assert reading.left_out == (
        "Images were left out (1).",
        "Text boxes were left out, with the words in them (1).",
        "Embedded objects were left out (1).",
        "Macros were left out; they were not run.",
        "Comments were left out (1).",
        "Page headers were left out (1).",
        "The table of contents was left out.",
        "Fields became the words they last showed (1).",
        "Merged table cells were taken apart; their words stand in the first cell (1).",
        "Words that were struck through stay, without the line through them (1).",
        "Underlined words stay, without the underline (1).",
    )


def test_links_to_elsewhere_are_not_followed() -> None:
    links = (
        f'<Relationship Id="x" Type="{OFFICE}/image" Target="file:///etc/passwd" TargetMode="External"/>'
        f'<Relationship Id="y" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        f'<Relationship Id="z" Type="{OFFICE}/hyperlink" Target="file:///etc/passwd" TargetMode="External"/>'
    )
    body = paragraph(
        f'<w:hyperlink r:id="y">{run("page")}</w:hyperlink>{run(" and ")}'
        f'<w:hyperlink r:id="z">{run("file")}</w:hyperlink>'
    )
    reading = read_docx(word_file(body, links=links))
    assert reading.markdown == "[page](https://example.org/) and file\n"
    assert reading.left_out == (
        "Links to files outside the document were not followed (1).",
        "Links to files were left out; their words stay (1).",
    )


def test_characters_that_no_text_may_hold_do_not_come_through() -> None:
    reading = read_docx(
        word_file(paragraph("a\uf0b7b") + paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
    )
    assert reading.markdown == "ab\n"
    assert reading.left_out == ("Characters of a symbol font were left out (2).",)


def test_a_document_without_words_is_read() -> None:
    assert read_docx(word_file("")).markdown == ""


def test_a_main_part_that_is_not_there_is_refused() -> None:
    parts = word_parts("")
    del parts["word/document.xml"]
    with pytest.raises(Invalid, match="damaged"):
        read_docx(zipped(parts))


def test_a_note_can_be_translated() -> None:
    note = Note("Images were left out (%(count)s).", count=3)
    assert note == "Images were left out (3)."
    assert note.message % note.parameters == note


@pytest.mark.parametrize("name", ["en-nist-sp800-63b", "zh-hans-open-source-guide", "ar-open-source-guide"])
def test_real_texts_are_settled_after_one_round(name: str) -> None:
    file = CORPORA / name / "v001.md"
    if not file.exists():
        pytest.skip("the corpora are not beside this checkout")
    once = read_docx(write(file.read_bytes().decode())).markdown
    assert read_docx(write(once)).markdown == once
    assert once.count("\n#") > 3
