"""Renderings are kept in each worker, by many threads at once."""

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
