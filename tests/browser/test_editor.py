"""The editor with its script: typing, keeping, previewing, company; and texts that come back as they were."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import Begin, begin_in, desk, kept, press, section_at, someone, source, typed
from tests.browser.site import Site
from wiki.db import db
from wiki.models import Autosave, Presence
from wiki.services import autosaves


@pytest.fixture
def begin(demo: Site) -> Begin:
    return begin_in(demo)


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


def test_what_is_typed_outlives_the_page_and_the_line(visit, demo: Site, begin: Begin) -> None:
    address = begin("Keeping")
    page = visit(demo, "expert")
    desk(page, address).press("Control+End")
    expect(page.locator(".state")).to_have_text("Nothing typed yet")
    page.keyboard.type("By day. ")
    kept(page)
    with demo.app.app_context():
        assert autosaves.find_typing(someone(), section_at(address)).body.endswith("By day. ")
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
        found = db.session.query(Presence).filter_by(section_id=section_at(address).id).count()
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
    for _ in range(10):
        page.context.clear_cookies()  # an answer that was on its way may bring one back
        look(page)
        page.wait_for_timeout(500)
        if ended.is_visible():
            break
    expect(ended).to_be_visible()
    page.context.clear_cookies()
    page.keyboard.type("After the end.")
    page.clock.run_for(3000)
    expect(page.locator(".state")).to_contain_text("kept in this browser")
    demo.sign_in(page.context, "expert")
    look(page)
    expect(ended).to_be_hidden()
    page.clock.run_for(20_000)
    kept(page)
    with demo.app.app_context():
        typing = db.session.query(Autosave).filter_by(section_id=section_at(address).id).one()
        assert typing.body.endswith("After the end.")
        db.session.remove()


def test_two_windows_of_one_person(visit, demo: Site, begin: Begin) -> None:
    """The second one is told, and neither's words are written over before one is chosen."""
    address = begin("Twice")
    one = visit(demo, "expert")
    other = one.context.new_page()
    desk(one, address).press("Control+End")
    desk(other, address).press("Control+End")
    one.keyboard.type("From one window.")
    kept(one)
    other.keyboard.type("From the other.")
    told = other.locator("[data-notice=elsewhere]")
    expect(told).to_contain_text("in another window too")
    expect(other.locator(".state")).to_contain_text("kept in this browser")
    assert typed(other).endswith("From the other.")
    press(other, "Keep the words of this window")
    kept(other)

    one.keyboard.type(" And more.")
    expect(one.locator("[data-notice=elsewhere]")).to_be_visible()
    press(one, "Go on with those of the other")
    assert typed(one).endswith("From the other.")
    press(one, "Save")
    expect(one.locator("article.text")).to_contain_text("From the other.")


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
