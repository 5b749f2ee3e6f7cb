"""Slow lines: what a section page weighs over the wire, and that it can be read before its scripts are there."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

SECTION = "/plans/sandbox-pollinators/sections/9"
OTHER = "/plans/sandbox-pollinators/sections/10"
#: bytes over the wire, headers and all: on the first visit, and once the files are there
FIRST, AFTER = 100_000, 30_000


@contextmanager
def weighed(page: Page) -> Iterator[list[float]]:
    """What comes over the wire meanwhile, in bytes, for each answer."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    weights: list[float] = []
    line.on("Network.loadingFinished", lambda answer: weights.append(answer["encodedDataLength"]))
    yield weights
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    ("who", "here", "there"),
    [("", "/plans/south-south/sections/7", "/plans/south-south/sections/8"), ("expert", SECTION, OTHER)],
)
def test_a_section_page_is_light(visit, demo: Site, who: str, here: str, there: str) -> None:
    page = visit(demo, who)
    with weighed(page) as first:
        page.goto(here)
    assert len(first) > 1, "the page and its files"
    assert sum(first) < FIRST
    with weighed(page) as after:
        page.goto(there)
    assert 0 < sum(after) < AFTER


def test_a_page_is_read_on_a_slow_line_before_its_scripts_come(visit, demo: Site) -> None:
    """50 kbit/s and a second's delay, and scripts that never arrive: the text stands, and a remark can be made."""
    page = visit(demo, "expert")
    page.route("**/*.js*", lambda _route: None)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 1000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8},
    )
    page.goto(SECTION, wait_until="commit", timeout=60_000)
    expect(page.get_by_text("The programme is financed by the Parties")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Comment", exact=True).click(no_wait_after=True)
    page.get_by_label("Your comment").fill("Read at the end of a long line.", timeout=60_000)
