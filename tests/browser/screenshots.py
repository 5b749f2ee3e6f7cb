"""Writes the pictures that README and docs show: `python -m tests.browser.screenshots docs/images`.

They are taken of the demo; each stays under 200 KB. Take them anew when the pages have changed.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.site import Site, chromium, find_chromium, play_into, visiting

ADOPTED = "/plans/south-south"
OPEN = "/plans/sandbox-pollinators"
DESK = {"viewport": {"width": 1200, "height": 640}, "color_scheme": "light"}
PHONE = {
    "viewport": {"width": 390, "height": 780},
    "device_scale_factor": 1.5,
    "color_scheme": "dark",
    "is_mobile": True,
    "has_touch": True,
}
#: what a picture may weigh, in bytes
HEAVIEST = 200_000

#: name, who looks, the address, how far down, and the window
PICTURES = (
    ("home", "expert", OPEN, "", DESK),
    ("section", "expert", f"{OPEN}/sections/9", "", DESK),
    ("comparison", "", f"{ADOPTED}/compare?from=elements&to=compilation", "#c2", DESK),
    ("editor", "expert", f"{OPEN}/sections/9/edit", "", DESK),
    ("french", "expert", OPEN, "", {**DESK, "color_scheme": "dark", "locale": "fr-FR"}),
    ("phone", "", f"{ADOPTED}/sections/7?at=expert-draft", "", PHONE),
)


def write_pictures(browser: Browser, site: Site, folder: Path) -> None:
    """Each of PICTURES as a PNG in the folder. Raises ValueError for one that is too heavy or not found."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, who, address, place, window in PICTURES:
        with visiting(browser, site, who, reduced_motion="reduce", **window) as page:
            answer = page.goto(address + place)
            if answer is None or not answer.ok:
                raise ValueError(f"{address} does not answer.")
            path = folder / f"{name}.png"
            page.screenshot(path=path)
            if path.stat().st_size > HEAVIEST:
                raise ValueError(f"{path} has {path.stat().st_size} bytes.")


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
