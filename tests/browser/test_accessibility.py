"""Every kind of page, in light and dark, narrow and wide: axe finds nothing, nothing runs over the edge.

axe checks WCAG 2.2 A and AA and its best practices; what it cannot see (order, sense, keyboard) is in test_journeys.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.site import Site

ADOPTED = "/plans/south-south"
OPEN = "/plans/sandbox-pollinators"

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

#: CSS pixels: a small phone, a tablet upright, a desk; and 320, to which a desk zoomed to 400 % comes (WCAG 1.4.10)
WIDTHS = (1360, 768, 360, 320)

_axe = Axe()

Step = Callable[[Page], object]


def _press(words: str) -> Step:
    return lambda page: page.get_by_role("button", name=words, exact=True).click()


def _fail_to_save(page: Page) -> None:
    page.get_by_label("Text, in Markdown").press("Control+a")
    page.keyboard.insert_text("## 4. Elements of work\n\nWords.\n\n## Another heading\n\nMore.\n")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".error").wait_for()
    page.get_by_text("makes these new sections").wait_for()


def _choose_one(page: Page) -> None:
    page.get_by_role("link", name="Choose this one").first.click()
    page.get_by_text("Nothing is recorded yet").wait_for()


def _put_in_brackets(page: Page) -> None:
    page.get_by_label("Which words, if not the whole paragraph").fill("Regional collections")
    page.get_by_label("Whose brackets").fill("KE")
    page.get_by_role("button", name="Show what it would look like").click()
    page.get_by_text("Nothing is recorded yet").wait_for()


def _collide(page: Page) -> None:
    """The same sentence saved in another window first."""
    beside = page.context.new_page()
    for window, words in ((beside, "others’ words"), (page, "my words")):
        if window is beside:
            window.goto(f"{OPEN}/sections/7/edit")
        window.get_by_label("Text, in Markdown").press("Control+Home")
        window.keyboard.press("End")
        window.keyboard.type(f" with {words}")
        window.get_by_role("button", name="Save", exact=True).click()
        window.wait_for_load_state()
    beside.close()
    page.get_by_role("heading", name="changed the same sentences").wait_for()


def _open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def _upload(page: Page) -> None:
    page.get_by_label("Document").set_input_files(
        {"name": "plan.md", "mimeType": "text/markdown", "buffer": b"# A plan\n\n## One\n\nWords.\n\n## Two\n\nMore.\n"}
    )
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Nothing is recorded yet").wait_for()


#: what the page is called here, who looks, its address, and what is done before looking
PAGES: list[tuple[str, str, str, Step | None]] = [
    ("plans", "expert", "/", None),
    ("plans, signed out", "", "/", None),
    ("home of an adopted plan", "", ADOPTED, None),
    ("home, secretariat", "secretariat", OPEN, None),
    ("whole text", "", f"{ADOPTED}/text", None),
    ("whole text, newest", "reader", f"{OPEN}/text", None),
    ("section, signed out", "", f"{ADOPTED}/sections/5", None),
    ("section with comments", "secretariat", f"{OPEN}/sections/9", _open_all),
    ("section, to write in", "expert", f"{OPEN}/sections/6", None),
    ("section, clean view in French", "expert", f"{OPEN}/sections/3?language=fr&view=clean", None),
    ("whole text in French", "", f"{ADOPTED}/text?language=fr", None),
    ("brackets of the plan", "expert", f"{OPEN}/brackets", None),
    ("brackets of a section", "expert", f"{OPEN}/sections/6/brackets", None),
    ("a bracket, before it is settled", "expert", f"{OPEN}/sections/6/brackets", _choose_one),
    ("words, before they are in brackets", "expert", f"{OPEN}/sections/6/brackets/new", _put_in_brackets),
    ("text in another language", "expert", f"{OPEN}/sections/6/translation", None),
    ("editor", "expert", f"{OPEN}/sections/6/edit", None),
    ("editor, previewing", "expert", f"{OPEN}/sections/6/edit", _press("Preview")),
    ("editor, after an error", "chair", f"{OPEN}/sections/5/edit", _fail_to_save),
    ("conflict", "expert", f"{OPEN}/sections/7/edit", _collide),
    ("history", "expert", f"{OPEN}/sections/6/history", None),
    ("two revisions", "expert", f"{OPEN}/sections/6/history", _press("Compare the two")),
    ("who wrote a section", "expert", f"{OPEN}/sections/6/biography", None),
    ("who wrote the plan, by author", "expert", f"{OPEN}/biography?by=author", None),
    ("who wrote the plan, by stage", "secretariat", f"{ADOPTED}/biography?by=stage", None),
    ("the story of a sentence", "expert", f"{ADOPTED}/sections/8/biography/361?start=566&end=642", None),
    ("arrange", "secretariat", f"{OPEN}/sections/5/arrange", None),
    ("add a section", "secretariat", f"{OPEN}/sections/5/add", None),
    ("sections taken out", "secretariat", f"{ADOPTED}/sections/removed", None),
    ("comparison", "", f"{ADOPTED}/compare?from=elements&to=compilation", _open_all),
    ("comparison, side by side", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=side", None),
    ("comparison, in sentences", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=list", None),
    ("comparison, old text", "expert", f"{OPEN}/compare?from=contributions&to=first-reading&view=old", None),
    ("choose two moments", "expert", f"{OPEN}/compare", None),
    ("comments", "secretariat", f"{OPEN}/comments", _open_all),
    ("comments, closed", "", f"{ADOPTED}/comments?state=all", None),
    ("new comment", "party", f"{OPEN}/comments/new?section=9", None),
    ("drafts", "secretariat", f"{OPEN}/drafts", None),
    ("drafts, signed out", "", f"{ADOPTED}/drafts", None),
    ("stages", "secretariat", f"{OPEN}/stages", _open_all),
    ("new stage", "secretariat", f"{OPEN}/stages/new", None),
    ("record", "expert", f"{OPEN}/record", None),
    ("proof", "expert", f"{OPEN}/record/proof", None),
    ("people", "secretariat", f"{OPEN}/people", None),
    ("invite", "secretariat", f"{OPEN}/invitations/new", None),
    ("settings", "secretariat", f"{OPEN}/settings", None),
    ("sign in", "", "/sign-in", None),
    ("forgotten password", "", "/password/forgotten", None),
    ("profile", "expert", "/profile", None),
    ("adoption, sealed", "", f"{ADOPTED}/adoption", None),
    ("adoption, in the way", "secretariat", f"{OPEN}/adoption", None),
    ("make a plan", "secretariat", "/plans/new", None),
    ("preview of an import", "secretariat", "/plans/new", _upload),
    ("later version", "secretariat", f"{OPEN}/import", None),
    ("accounts", "administrator", "/people", None),
    ("new account", "administrator", "/people/new", None),
    ("delegations", "administrator", "/delegations", None),
    ("record of the installation", "administrator", "/record", None),
    ("nothing there", "", "/nothing", None),
    ("not for one's role", "reader", f"{OPEN}/settings", None),
]


#: the pages that are an answer to something refused, and its status
REFUSED = {"nothing there": 404, "not for one's role": 403}


#: what is looked at in French too, whose words are longer: a third of the pages, where no English label is pressed
IN_FRENCH = [page for page in PAGES if page[3] in (None, _open_all)][::3]


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


@pytest.mark.parametrize(("name", "who", "address", "step"), [pytest.param(*page, id=page[0]) for page in PAGES])
def test_pages_are_open_to_everyone(windows, name: str, who: str, address: str, step: Step | None) -> None:
    page = windows(who)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    answer = page.goto(address)
    assert answer.status == REFUSED.get(name, 200)
    if step is not None:
        step(page)
        page.wait_for_load_state()
    assert_open_to_everyone(page)


@pytest.mark.parametrize(("name", "who", "address", "step"), [pytest.param(*page, id=page[0]) for page in IN_FRENCH])
def test_pages_are_open_to_everyone_in_french(windows, name: str, who: str, address: str, step: Step | None) -> None:
    page = windows(who, "fr")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert page.goto(address).status == REFUSED.get(name, 200)
    assert page.locator("html").get_attribute("lang") == "fr"
    if step is not None:
        step(page)
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
