"""A day's work by keyboard alone: nothing is clicked, every stop of the Tab key is seen, and what is chosen is done.

A focal point signs in, finds the section, remarks on a paragraph; an expert edits it, saves, and takes that back.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Hand
from tests.browser.site import PASSWORD, PEOPLE, Site

PLAN = "Programme of work on pollinators in drylands"
SECTION = "3. Principles"
#: more stops than any page here has
STOPS = 160

#: what the focus is on, as it is called, and whether it is to be seen: a ring, or the ring of the desk around the caret
FOCUS = """async () => {
    const here = document.activeElement;
    const ring = one => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    };
    const shown = () => ring(here) || ring(here.closest('.cm-editor') ?? here);
    // The desk says a moment later that it has the focus.
    if (!shown()) await new Promise(later => setTimeout(later, 60));
    const box = here.getBoundingClientRect();
    const label = here.labels?.[0]?.textContent ?? here.getAttribute('aria-label')
        ?? document.getElementById(here.getAttribute('aria-labelledby'))?.textContent;
    return {
        name: (label ?? here.textContent).replace(/\\s+/g, ' ').trim(),
        seen: shown(),
        on_screen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        tag: here.tagName,
    };
}"""


def reach(page: Page, name: str | re.Pattern[str], *, tag: str = "") -> None:
    """Press Tab until the focus is on what is called so. Every stop on the way is seen and on the screen."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["tag"] == "BODY" or (stop["seen"] and stop["on_screen"]), stop
        fits = name.search(stop["name"]) if isinstance(name, re.Pattern) else stop["name"] == name
        if fits and tag in ("", stop["tag"]):
            return
    raise AssertionError(f"{STOPS} stops, and none is called {name}")


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Reach a link or a button, and press Enter on it."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(hand: Hand, who: str) -> None:
    page = hand.page
    page.goto("/")
    follow(page, hand.say("Sign in"))
    reach(page, hand.say("E-mail address"))
    page.keyboard.type(PEOPLE[who])
    reach(page, hand.say("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=hand.say("Sign out"))).to_be_visible()


def open_section(hand: Hand, who: str) -> Page:
    """Sign in and go to the section, by way of the plan."""
    sign_in(hand, who)
    follow(hand.page, PLAN)
    follow(hand.page, SECTION)
    return hand.page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_remarking_editing_and_undoing_by_keyboard_alone(visit, demo: Site, language: str) -> None:
    party = Hand(visit(demo, locale=language, reduced_motion="reduce"), language)
    page = open_section(party, "party")
    follow(page, party.say("Comment"))
    reach(page, party.say("the whole section"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_be_checked()
    reach(page, party.say("Your comment"))
    remark = f"Written without a mouse ({language})."
    page.keyboard.type(remark)
    follow(page, party.say("Put it on record"))
    expect(page.locator("aside .note", has_text=remark)).to_be_visible()

    expert = Hand(visit(demo, locale=language, reduced_motion="reduce"), language)
    page = open_section(expert, "expert")
    follow(page, expert.say("Edit"))
    reach(page, expert.say("Text, in Markdown"))
    page.keyboard.press("Control+End")
    sentence = f"Hands rest on keys alone ({language})."
    page.keyboard.type(f"\n\n{sentence}")
    # Tab writes in the desk; Escape hands it back to the way from field to field.
    page.keyboard.press("Escape")
    follow(page, expert.say("Save"))
    expect(page.locator("article.text")).to_contain_text(sentence)
    follow(page, expert.say("Undo"))
    expect(page.locator("article.text")).not_to_contain_text(sentence)
