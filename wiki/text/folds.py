"""Folds: stretches of a redline in which nothing changed, folded away."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from wiki.text.render_marks import Chunk, join_chunks

_AROUND = 1  # unchanged blocks shown beside a change
_FOLDED = 3  # fewer unchanged blocks than this are not worth folding
_COUNTED = re.compile(r"(?:<li[^>]*>)?<(?:p|h[1-6]|pre|table)\b|<li\b")


def fold_unchanged(chunks: Sequence[Chunk], words: Mapping[str, str], speech: str) -> Iterator[str]:
    """The blocks, with long unchanged stretches folded away; speech is the attribute that says the words' language."""
    near = [
        any(other.changed for other in chunks[max(0, index - _AROUND) : index + _AROUND + 1])
        for index in range(len(chunks))
    ]
    at = 0
    while at < len(chunks):
        end = at
        while end < len(chunks) and not near[end]:
            end += 1
        if end - at >= _FOLDED and end - at < len(chunks):
            inside = join_chunks(chunks[at:end])
            count = len(_COUNTED.findall(inside))
            summary = escape(words["fold_one"] if count == 1 else words["fold"].replace("%d", str(count)))
            yield f'<details class="fold"><summary><span{speech}>{summary}</span></summary>{inside}</details>'
        elif end > at:
            yield join_chunks(chunks[at:end])
        if end < len(chunks):
            yield chunks[end].html
            end += 1
        at = end
