"""Renderings are kept in each worker, by many threads at once."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

from cachetools import LRUCache

from wiki.services import renderings


class Slow(LRUCache):
    """A cache that lets other threads go first in the middle of making room, as happens now and then to any."""

    def popitem(self):
        time.sleep(0.02)
        found = super().popitem()
        time.sleep(0.02)
        return found


def test_threads_that_push_each_other_out_of_a_full_cache_all_get_their_words(monkeypatch):
    monkeypatch.setattr(renderings, "_remarks", Slow(120, getsizeof=len))
    bodies = [f"Remark {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda body: renderings.render_remark(body, language="en"), bodies))
    assert all(body in html for body, html in zip(bodies, found, strict=True))


def test_a_text_that_stands_by_itself_has_its_headings_under_that_of_the_page():
    text = "### Aims\n\nOne.\n\n##### Means\n\nTwo.\n"
    told = renderings.render_preview(text, language="en", under=1)
    assert re.findall(r'<(h\d) aria-level="(\d)"', told) == [("h3", "2"), ("h5", "4")]
    assert told.replace(' aria-level="2"', "").replace(' aria-level="4"', "") == renderings.render_preview(
        text, language="en"
    )
    assert "aria-level" not in renderings.render_preview("Words: <h2 alone.", language="en", under=1)
