"""Every kind of page, in English and French, light and dark, narrow and wide: axe finds nothing, nothing runs over the
edge.

axe checks WCAG 2.2 A and AA and its best practices; what it cannot see (order, sense, keyboard) is in test_journeys.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.hands import Hand
from tests.browser.pages import PAGES, REFUSED, Step
from tests.browser.site import Site

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

TARGETS = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}

#: the last elements that stand out over the edge
SPILT = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(-4)
    .map(one => one.outerHTML.slice(0, 90))"""

#: whether an element is a part of the plan's text, whose headings keep the level they have in the document
QUOTED = "selector => document.querySelector(selector).closest('.text, .pair') !== null"

#: CSS pixels: desks, a tablet upright, a phone; and 320, to which a desk zoomed to 400 % comes (WCAG 1.4.10)
WIDTHS = (1600, 1200, 768, 390, 320)

#: how high the head of a page may be, in CSS pixels: two rows, or on the narrowest three
HIGHEST = {1600: 50, 1200: 90, 768: 90, 390: 90, 320: 120}

_axe = Axe()


@pytest.fixture(scope="module")
def windows(browser, demo):
    """One browser window for each role, kept for the module; pages follow one another in it."""
    opened = {}

    def window(who: str, language: str = "en") -> Page:
        if (who, language) not in opened:
            context = browser.new_context(base_url=demo.url, locale=language)
            context.set_default_timeout(15_000)
            if who:
                demo.sign_in(context, who)
            opened[who, language] = context.new_page()
        return opened[who, language]

    yield window
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("name", "who", "address", "step"), [pytest.param(*page, id=page[0]) for page in PAGES])
def test_pages_are_open_to_everyone(
    windows, name: str, who: str, address: str, step: Step | None, language: str
) -> None:
    page = windows(who, language)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert page.goto(address).status == REFUSED.get(name, 200)
    assert page.locator("html").get_attribute("lang") == language
    if step is not None:
        step(Hand(page, language))
        page.wait_for_load_state()
    assert_open_to_everyone(page)


def test_first_run_is_open_to_everyone(visit, empty: Site) -> None:
    page = visit(empty)
    page.goto("/")
    assert page.url.endswith("/first-run")
    assert_open_to_everyone(page)


def assert_open_to_everyone(page: Page) -> None:
    """axe finds nothing in light, no colour too faint in dark, and no width makes the page scroll sideways."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = _violations(page, RULES)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark: {words}" for words in _violations(page, COLOURS)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide - width} px run over the edge at {width} px: {page.evaluate(SPILT)}")
        high = page.locator("header.top").bounding_box()["height"]
        if high > HIGHEST[width]:
            found.append(f"the head is {high} px high at {width} px")
    found += [f"narrow: {words}" for words in _violations(page, TARGETS)]
    assert not found, "\n".join([page.url, *found])


def _violations(page: Page, options: dict) -> list[str]:
    found = _axe.run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
        if one["id"] != "heading-order" or not page.evaluate(QUOTED, node["target"][0])
    ]
