"""The editor with its script: typing, pasting, keeping, previewing, company; and texts that come back as they were."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.site import PEOPLE, Site
from wiki.db import db
from wiki.models import Autosave, Person, Plan, Presence, Section
from wiki.services import autosaves, plans, revisions, sections

OPEN = "sandbox-pollinators"

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

Begin = Callable[..., str]


@pytest.fixture
def begin(demo: Site) -> Begin:
    """Makes a section of its own in the open plan, and gives its address; its text may be any."""

    def make(title: str, body: str = "Words.") -> str:
        with demo.app.app_context():
            owner = db.session.scalars(select(Person).where(Person.email == PEOPLE["secretariat"])).one()
            plan = plans.find_plan(owner, OPEN)
            root = sections.find_section(owner, plan, 0)
            made = sections.add_section(owner, plan, title=title, body="Words.", parent=root)
            newest = revisions.newest_text(owner, made)
            if body != "Words.":
                heading = newest.text.body.split("\n")[0]
                revisions.save_revision(owner, made, text=f"{heading}\n\n{body}", based_on=newest.number)
            number = made.number
            db.session.remove()
        return f"/plans/{OPEN}/sections/{number}"

    return make


def source(demo: Site, address: str) -> str:
    """The newest text of a section, byte for byte."""
    with demo.app.app_context():
        try:
            return revisions.newest_text(_someone(), _section(address)).text.body
        finally:
            db.session.remove()


def _someone() -> Person:
    return db.session.scalars(select(Person).where(Person.email == PEOPLE["expert"])).one()


def _section(address: str) -> Section:
    return db.session.scalars(
        select(Section).join(Plan).where(Plan.slug == OPEN, Section.number == int(address.rsplit("/", 1)[1]))
    ).one()


def desk(page: Page, address: str):
    page.goto(f"{address}/edit")
    return page.get_by_role("textbox", name="Text, in Markdown")


def typed(page: Page) -> str:
    """What the form would send."""
    return page.locator("textarea[name=text]").input_value()


def kept(page: Page) -> None:
    expect(page.locator(".state")).to_have_text(re.compile(r"^Kept \d"))


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


STRANGE = "One\u2028still one.\t \r\nTwo\x0b and \x0c.  \n\n\rThree\r\n\tcode \u00a0 \u200f\u202btext\n\n\n"


def test_an_unchanged_text_makes_no_revision_and_a_change_touches_no_other_line(
    visit, demo: Site, begin: Begin
) -> None:
    address = begin("Strange", STRANGE)
    before = source(demo, address)
    assert STRANGE[:30] in before
    page = visit(demo, "expert")
    text = desk(page, address)
    text.press("End")
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Nothing was changed")
    assert source(demo, address) == before

    text = desk(page, address)
    text.press("Control+End")
    page.keyboard.type("Last.")
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Saved as revision")
    # What follows is the line that keeps the next section's heading one.
    assert source(demo, address).rstrip("\n") == before + "Last."


def test_typing_with_lists_tables_and_marks(visit, demo: Site, begin: Begin) -> None:
    page = visit(demo, "expert")
    text = desk(page, begin("Typing", "End."))
    text.press("Control+End")
    page.keyboard.type(
        "\n\n4. first\nsecond\n\n\n(a) letter\nnext\n\n- bullet\nmore\n\n\n| a | b |\n| --- | --- |\n| c | d |"
    )
    page.keyboard.press("Tab")
    page.keyboard.type("new")
    page.keyboard.press("Tab")
    page.keyboard.type("cell")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("row")
    assert typed(page).partition("End.")[2] == (
        "\n\n\n4. first\n\n5. second\n\n\n(a) letter\n\n(b) next\n\n- bullet\n- more\n\n"
        "| a | b |\n| --- | --- |\n| c | d |\n| row | cell |"
    )


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


def test_what_is_typed_outlives_the_page_and_the_line(visit, demo: Site, begin: Begin) -> None:
    address = begin("Keeping")
    page = visit(demo, "expert")
    desk(page, address).press("Control+End")
    expect(page.locator(".state")).to_have_text("Nothing typed yet")
    page.keyboard.type("By day. ")
    kept(page)
    with demo.app.app_context():
        assert autosaves.find_typing(_someone(), _section(address)).body.endswith("By day. ")
        db.session.remove()

    page.context.set_offline(True)
    page.keyboard.type("By night.")
    expect(page.locator(".state")).to_contain_text("Offline: kept in this browser")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.context.set_offline(False)
    desk(again, address)
    assert typed(again).endswith("By day. ")
    expect(again.locator("[data-notice=local]")).to_be_visible()
    press(again, "Go on with it")
    assert typed(again).endswith("By day. By night.")
    kept(again)
    press(again, "Save")
    expect(again.locator("article.text")).to_contain_text("By day. By night.")
    desk(again, address)
    expect(again.locator("[data-notice=local]")).to_be_hidden()
    expect(again.locator(".state")).to_have_text("Nothing typed yet")


def test_the_preview_stands_beside_and_scrolls_along(visit, demo: Site, begin: Begin) -> None:
    body = "\n\n".join(f"{number}. Paragraph *number* {number}." for number in range(1, 61))
    page = visit(demo, "expert", viewport={"width": 1360, "height": 800})
    text = desk(page, begin("Preview", body))
    pane = page.locator("section.preview")
    expect(pane.locator("em").first).to_have_text("number")
    text.press("Control+End")
    expect(pane.get_by_text("number 60.")).to_be_in_viewport()
    page.keyboard.type("\n\nA **new** end.\n\n## Below\n\nMore.")
    expect(pane.locator("strong")).to_have_text("new")
    expect(page.locator(".cm-starts")).to_have_text("begins a new section")
    expect(page.locator(".splits li")).to_have_text("Below")
    page.get_by_label("Yes, make them sections").check()
    press(page, "Preview")
    expect(pane).to_be_hidden()
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Saved as revision")


def test_who_else_is_here_and_what_they_saved(visit, demo: Site, begin: Begin) -> None:
    address = begin("Company", "One sentence. Another sentence.")
    one, other = visit(demo, "expert"), visit(demo, "other expert")
    desk(one, address)
    text = desk(other, address)
    expect(other.locator(".others")).to_have_text("Also here: Wanjiku Njoroge")
    look(one)
    expect(one.locator(".others")).to_contain_text("Also here: ")
    text.press("Control+End")
    other.keyboard.type("More.")
    press(other, "Save")
    expect(other.get_by_role("status")).to_contain_text("Saved")
    look(one)
    expect(one.locator(".others")).to_be_hidden()
    expect(one.locator("[data-notice=newer]")).to_contain_text("Sudarshan Iyer has saved this section meanwhile")
    one.close()
    deadline = time.monotonic() + 10
    while _present(demo, address) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _present(demo, address) == 0


def look(page: Page) -> None:
    """What the page does by itself now and then, and when it is looked at again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _present(demo: Site, address: str) -> int:
    with demo.app.app_context():
        found = db.session.query(Presence).filter_by(section_id=_section(address).id).count()
        db.session.remove()
    return found


def test_a_sign_in_about_to_end_is_told_and_can_be_kept(visit, demo: Site, begin: Begin) -> None:
    address = begin("Ending")
    page = visit(demo, "expert")
    page.clock.install()
    desk(page, address).press("Control+End")
    ending, ended = page.locator("[data-notice=ending]"), page.locator("[data-notice=ended]")
    minutes = demo.app.config["SESSION_MINUTES"]
    try:
        demo.app.config["SESSION_MINUTES"] = 4
        look(page)
        expect(ending).to_contain_text("You will be signed out in 4 min")
        demo.app.config["SESSION_MINUTES"] = minutes
        press(page, "Stay signed in")
        expect(ending).to_be_hidden()
    finally:
        demo.app.config["SESSION_MINUTES"] = minutes
    page.context.clear_cookies()
    look(page)
    expect(ended).to_be_visible()
    page.keyboard.type("After the end.")
    page.clock.run_for(3000)
    expect(page.locator(".state")).to_contain_text("kept in this browser")
    demo.sign_in(page.context, "expert")
    look(page)
    expect(ended).to_be_hidden()
    page.clock.run_for(20_000)
    kept(page)
    with demo.app.app_context():
        typing = db.session.query(Autosave).filter_by(section_id=_section(address).id).one()
        assert typing.body.endswith("After the end.")
        db.session.remove()


def test_by_keyboard(visit, demo: Site, begin: Begin) -> None:
    page = visit(demo, "expert")
    text = desk(page, begin("Keys", "| a | b |\n| --- | --- |\n| c | d |"))
    text.press("Control+End")
    page.keyboard.type("Word")
    page.keyboard.press("Control+b")
    assert typed(page).endswith("**Word**")
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+Shift+B")
    assert typed(page).endswith("[Word]")
    page.keyboard.press("Control+Shift+F")
    page.keyboard.type("Noted.")
    assert "[Word[^1]]" in typed(page) and typed(page).endswith("[^1]: Noted.\n")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('.cm-editor').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    for _ in range(2):
        if page.evaluate("document.activeElement.tagName") != "BUTTON":
            page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Italic")


def test_the_policy_of_the_page_is_kept(visit, demo: Site, begin: Begin) -> None:
    """Nothing the editor does is against the page's Content-Security-Policy, which allows no inline style."""
    page = visit(demo, "expert")
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    text = desk(page, begin("Policy"))
    text.press("Control+f")
    page.keyboard.type("Words")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-searchMatch").first).to_be_visible()
    assert page.locator(".cm-scroller").evaluate("one => getComputedStyle(one).display") == "flex"
    assert said == []
