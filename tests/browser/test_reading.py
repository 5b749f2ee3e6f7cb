"""What scripts add to reading and comparing: remarks at the height of their words, the stepper, level paragraphs."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.services import factories
from wiki.db import db
from wiki.services import answers, comments
from wiki.speech import COOKIE

SECTION = "/plans/sandbox-pollinators/sections/9"
CHANGES = "/plans/south-south/compare?from=elements&to=compilation"
WIDE = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


def test_remarks_stand_beside_their_words(visit, demo: Site) -> None:
    page = visit(demo, "expert", **WIDE)
    page.goto(SECTION)
    marks = page.locator("mark[data-passage]")
    first = marks.first.get_attribute("data-passage")
    beside = page.locator(f"#comment-{first}")
    level = marks.first.bounding_box()["y"] - beside.bounding_box()["y"]
    assert abs(level) < 24
    boxes = [note.bounding_box() for note in page.locator(".notes > .note").all()]
    assert len(boxes) > 1
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]


def test_a_paragraphs_number_copies_its_address(visit, demo: Site) -> None:
    page = visit(demo, "expert", **WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(SECTION)
    page.locator("article.text a.addr.typed").first.click()
    expect(page.get_by_text("The address was copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.url.partition("#")[0] + "#p-")


def test_the_stepper_leads_through_every_change(visit, demo: Site) -> None:
    page = visit(demo, **WIDE)
    counted: dict[str, int] = {}
    for view in ("redline", "side", "list"):
        page.goto(f"{CHANGES}&view={view}")
        stepper = page.get_by_role("group", name="From change to change")
        all_ = counted[view] = int(stepper.locator("output").inner_text().split()[0])
        assert all_ > 10
        for step in range(1, 4):
            stepper.get_by_role("button", name="Next change").click()
            expect(stepper.locator("output")).to_have_text(f"{step} of {all_}")
            expect(page.locator(".here").first).to_be_in_viewport()
        stepper.get_by_role("button", name="Previous change").click()
        expect(stepper.locator("output")).to_have_text(f"2 of {all_}")
    assert counted["redline"] == counted["side"]


def test_paragraphs_stand_level_side_by_side(visit, demo: Site) -> None:
    page = visit(demo, **WIDE)
    page.goto(f"{CHANGES}&view=side")
    last = page.locator("#c2 .pair > div").nth(0).get_by_text("The loss of species").bounding_box()
    beside = page.locator("#c2 .pair > div").nth(1).get_by_text("The loss of species").bounding_box()
    assert abs(last["y"] - beside["y"]) < 2


def test_the_outline_follows_the_reading(visit, demo: Site) -> None:
    page = visit(demo, **WIDE)
    page.goto("/plans/south-south/text")
    page.locator("#s8").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#s8').scrollIntoView()")
    expect(page.locator(".outline a[aria-current]")).to_have_attribute("href", "#s8")


def test_paper_keeps_the_numbers_the_marks_and_the_list(visit, demo: Site) -> None:
    """Printing drops the tools and nothing of the text: numbers as typed, the redline, both columns, the history."""
    page = visit(demo, "expert", viewport={"width": 690, "height": 900})
    page.emulate_media(media="print")
    page.goto("/plans/south-south/text")
    expect(page.locator("article.text .addr.typed").first).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    page.goto(f"{CHANGES}&view=side")
    expect(page.locator("main ins").first).to_be_visible()
    old, new = (side.bounding_box() for side in page.locator("#c2 .pair > div").all()[:2])
    assert abs(old["y"] - new["y"]) < 2 and new["x"] >= old["x"] + old["width"]
    page.goto(f"{SECTION}/history")
    expect(page.locator("table")).to_contain_text("#")
    expect(page.locator("table a").first).to_be_visible()
    expect(page.locator("button").first).to_be_hidden()


def test_nothing_jumps_while_a_page_comes_in(visit, demo: Site) -> None:
    """Fonts, scripts and remarks that come late move nothing that is on the screen already."""
    late = {"offline": False, "latency": 300, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
    for who, address in (("expert", SECTION), ("", "/plans/south-south/text"), ("", CHANGES)):
        for window in (WIDE, {"viewport": {"width": 390, "height": 800}}):
            page = visit(demo, who, **window)
            line = page.context.new_cdp_session(page)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", late)
            page.add_init_script(
                "window.jumps = 0; new PerformanceObserver(seen => { for (const one of seen.getEntries())"
                " window.jumps += one.value; }).observe({ type: 'layout-shift', buffered: true })"
            )
            page.goto(address)
            page.wait_for_timeout(800)
            assert page.evaluate("window.jumps") < 0.01, address
            page.context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_one_may_do_with_a_section_stands_in_one_row(visit, demo: Site, language: str) -> None:
    page = visit(demo, "secretariat", **WIDE)
    page.context.add_cookies([{"name": COOKIE, "value": language, "url": demo.url}])
    page.goto("/plans/sandbox-pollinators/sections/6")
    assert page.locator("html").get_attribute("lang") == language
    for width in (1200, 1240, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [one.bounding_box() for one in page.locator(".toolbar > a").all()]
        assert len(boxes) == 8
        assert max(box["y"] for box in boxes) - min(box["y"] for box in boxes) < 12, width


def test_an_address_of_a_remark_leads_to_it_on_whichever_page_of_the_margin(visit, empty: Site) -> None:
    with empty.app.app_context():
        owner = factories.person("Owner", may_make_plans=True)
        plan = factories.plan(owner, "Vision")
        section = factories.section(plan, 1)
        remarks = [comments.post_comment(owner, plan, body=f"R {n}.", section=section, quote="one") for n in range(60)]
        answers.resolve_comment(owner, remarks[3])
        first, closed, last = (remarks[place].id for place in (0, 3, 59))
        db.session.remove()
    page = visit(empty, "owner@example.org", **WIDE)
    for key in (first, last, closed):
        page.goto("about:blank")
        page.goto(f"/plans/plan/sections/1#comment-{key}")
        expect(page.locator(f"#comment-{key}")).to_be_in_viewport()
    page.goto("/plans/plan/sections/1")
    expect(page.locator(f"#comment-{last}")).to_have_count(0)
    page.locator(f'mark[data-passage="{last}"]').dispatch_event("click")
    expect(page.locator(f"#comment-{last}")).to_be_in_viewport()
