"""The pictures of README and docs can be taken at any time, and each of them is shown somewhere."""

import re
from pathlib import Path

from tests.browser.screenshots import PICTURES, write_pictures
from tests.browser.site import Site

HOUSE = Path(__file__).resolve().parents[2]
NAMES = {f"{picture.name}.png" for picture in PICTURES}


def test_every_picture_is_taken(browser, demo: Site, tmp_path: Path) -> None:
    write_pictures(browser, demo, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == NAMES
    assert all(path.stat().st_size > 10_000 for path in tmp_path.iterdir())


def test_every_picture_is_shown_and_described() -> None:
    assert {path.name for path in (HOUSE / "docs" / "images").iterdir()} == NAMES
    shown = {}
    for page in (HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")):
        for words, address in re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", page.read_text()):
            assert (page.parent / address).is_file(), (page, address)
            shown[Path(address).name] = words
    assert set(shown) == NAMES
    assert all(len(words) > 20 for words in shown.values())
