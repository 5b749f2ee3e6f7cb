"""Writes the pictures that README and docs show: `python -m tests.browser.screenshots docs/images`.

They are taken on the way of the journeys through the demo: a reader's, an expert's, a focal point's and the
secretariat's; in English and French, light and dark, at a desk and on a phone. test_screenshots walks the same way in
every run of the tests. Take them anew when the pages have changed; each stays under 200 KB.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.hands import Hand
from tests.browser.pages import ADOPTED, OPEN, Step, collide
from tests.browser.site import Site, chromium, find_chromium, play_into, visiting

DESK: dict[str, Any] = {"viewport": {"width": 1200, "height": 680}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 780},
    "device_scale_factor": 1.5,
    "is_mobile": True,
    "has_touch": True,
}
#: what a picture may weigh, in bytes
HEAVIEST = 200_000


@dataclass(frozen=True)
class Picture:
    """Who looks, at which address, in which window; what is done first, and what is then brought to the top."""

    name: str
    who: str
    address: str
    window: dict[str, Any]
    language: str = "en"
    theme: str = "light"
    step: Step | None = None
    top: str = ""


def _write(hand: Hand) -> None:
    desk = hand.page.get_by_label(hand.say("Text, in Markdown"))
    desk.press("Control+End")
    hand.page.keyboard.insert_text("\n\n18. [Kenya: The books are open to all Parties.]\n")
    hand.page.locator(".state[data-is=kept]").wait_for()


CHANGES = f"{ADOPTED}/compare?from=elements&to=compilation"

PICTURES = (
    Picture("home", "expert", OPEN, DESK),
    Picture("home-french-dark", "expert", OPEN, DESK, "fr", "dark"),
    Picture("home-phone-french-dark", "party", OPEN, PHONE, "fr", "dark"),
    Picture("section", "expert", f"{OPEN}/sections/9", DESK),
    Picture("section-phone", "party", f"{OPEN}/sections/9", PHONE, top=".toolbar"),
    Picture("section-phone-dark", "", f"{ADOPTED}/sections/7?at=expert-draft", PHONE, theme="dark"),
    Picture("comparison", "", CHANGES, DESK, top="#c2"),
    Picture("comparison-french-dark", "", f"{CHANGES}&view=side", DESK, "fr", "dark", top="#c2"),
    Picture("biography", "expert", f"{ADOPTED}/biography?by=stage", {"viewport": {"width": 1200, "height": 560}}),
    Picture("editor", "expert", f"{OPEN}/sections/9/edit", DESK, step=_write),
    Picture("editor-french-dark", "other expert", f"{OPEN}/sections/9/edit", DESK, "fr", "dark", _write),
    Picture("conflict", "expert", f"{OPEN}/sections/7/edit", DESK, step=collide),
)


def write_pictures(browser: Browser, site: Site, folder: Path) -> None:
    """Each of PICTURES as a PNG in the folder. Raises ValueError for one that is too heavy or not found."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        window = {**picture.window, "locale": picture.language, "color_scheme": picture.theme}
        with visiting(browser, site, picture.who, reduced_motion="reduce", **window) as page:
            path = folder / f"{picture.name}.png"
            _take(page, picture, path)
            if path.stat().st_size > HEAVIEST:
                raise ValueError(f"{path} has {path.stat().st_size} bytes.")


def _take(page: Page, picture: Picture, path: Path) -> None:
    answer = page.goto(picture.address)
    if answer is None or not answer.ok:
        raise ValueError(f"{picture.address} does not answer.")
    # The face of the text is there from the second look on.
    page.reload(wait_until="networkidle")
    if picture.step:
        picture.step(Hand(page, picture.language))
    if picture.top:
        page.locator(picture.top).first.evaluate("one => one.scrollIntoView({ block: 'start' })")
    page.screenshot(path=path)


def main() -> None:
    path = find_chromium()
    if path is None:
        sys.exit("Chromium is not on this machine.")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")
    with (
        tempfile.TemporaryDirectory() as demo,
        chromium(path) as browser,
        Site(play_into(Path(demo))) as site,
    ):
        write_pictures(browser, site, folder)


if __name__ == "__main__":
    main()
