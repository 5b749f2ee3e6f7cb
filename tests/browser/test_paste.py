"""Pasting into the editor what word processors put on the clipboard: it becomes Markdown, in one step that can be taken
back. `clipboards/` holds whole clipboards and what is to come of each: `word.html` is `word.md` once it was pasted.

How single constructions are read is in tests/static/paste.test.js.
"""

from pathlib import Path

import pytest

from tests.browser.desks import Begin, begin_in, desk, press, typed
from tests.browser.site import Site

CLIPBOARDS = Path(__file__).parent / "clipboards"

#: how a word processor puts a part of a document on the clipboard
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal>The Parties <b>agree</b><a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"><sup>[1]</sup></a>:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>4.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span><![endif]>To count;<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span><![endif]>to tell.<o:p></o:p></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> In Bonn.</p></div></div>
<!--EndFragment--></body></html>"""

LIBRE_OFFICE = """<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body lang="en-GB" dir="ltr">
<ol start="7"><li><p style="margin-bottom: 0cm"><font face="Liberation Serif, serif">Seven <i>leans</i></font></p>
<ul><li><p>nested</p></li></ul></li></ol></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
style="font-weight:400;">We </span><span style="font-weight:700;">must</span><span>:</span></p><ul><li dir="ltr"
style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span>act</span></p></li></ul></b>"""

PASTED = "The Parties **agree**[^1]:\n\n4. To count;\n   - to tell.\n\n[^1]: In Bonn."

PASTE = """(element, [html, words]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def begin(demo: Site) -> Begin:
    return begin_in(demo)


@pytest.mark.parametrize("program", sorted(path.stem for path in CLIPBOARDS.glob("*.html")))
def test_a_whole_clipboard(visit, demo: Site, begin: Begin, program: str) -> None:
    page = visit(demo, "expert")
    text = desk(page, begin(f"From {program}"))
    text.press("Control+End")
    before = typed(page)
    text.evaluate(PASTE, [(CLIPBOARDS / f"{program}.html").read_text(), "words"])
    assert typed(page).removeprefix(before) == (CLIPBOARDS / f"{program}.md").read_text().rstrip("\n")
    press(page, "Take it back")
    assert typed(page) == before


def test_paste_from_a_word_processor_and_taking_it_back(visit, demo: Site, begin: Begin) -> None:
    page = visit(demo, "expert")
    text = desk(page, begin("Pasting"))
    text.press("Control+End")
    before = typed(page)
    for html, expected in (
        (WORD, PASTED),
        (LIBRE_OFFICE, "7. Seven *leans*\n   - nested"),
        (GOOGLE, "We **must**:\n\n- act"),
    ):
        text.evaluate(PASTE, [html, "words"])
        assert typed(page) == before + expected
        press(page, "Take it back")
        assert typed(page) == before
    text.evaluate(PASTE, [WORD, "The Parties agree:"])
    press(page, "Only the words")
    assert typed(page) == before + "The Parties agree:"
    page.keyboard.press("Control+z")
    assert typed(page) == before
    text.evaluate(PASTE, ["", "words \uf0b7 of\r\nno look"])
    assert typed(page) == before + "words • of\nno look"
