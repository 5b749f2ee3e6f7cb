"""What every browser test may ask for: Chromium, the demo played once and served, an empty installation.

A machine without Chromium skips the room with a reason; where CI=true it fails instead.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import Site, chromium, find_chromium, play_into, visiting

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for the session."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the browser tests need Chromium, and it is not on this machine")
        pytest.skip("Chromium is not on this machine")
    with chromium(path) as started:
        yield started


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, played and served once; a test that writes does so in a section of its own.

    Copies of one demo cannot be served side by side: what a process keeps in memory goes by the plan's lasting id.
    """
    with Site(play_into(tmp_path_factory.mktemp("demo"))) as site:
        yield site


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens browser windows: `visit(site, "expert", java_script_enabled=False)`; all are closed after the test."""
    with ExitStack() as stack:
        yield lambda site, who="", **settings: stack.enter_context(visiting(browser, site, who, **settings))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """An installation nobody has begun to use."""
    with Site(tmp_path / "empty") as site:
        yield site
