"""Seams: where one section's text meets the next, so that headings stay headings when the texts are joined.

Like writing.py this asks nobody's rights and opens no transaction.
"""

import re
from collections.abc import Collection
from itertools import pairwise

from wiki.db import db
from wiki.errors import Invalid
from wiki.models import Person, Plan, Section
from wiki.services import journal, moments
from wiki.services.writing import write_revision
from wiki.text import outline

#: a line that would close front matter the plan's beginning had left open
_CLOSES = re.compile(r"(?:^|[\r\n])(?:---|\.\.\.)[ \t]*(?:[\r\n]|$)")

#: everything up to the first empty line: more than the heading a text begins with
_BEGINNING = re.compile(r".*?(?>\r\n|\r|\n)[ \t]*[\r\n]", re.DOTALL)


def seams_may_differ(before: str, after: str) -> bool:
    """Whether the text may now run into its neighbours: only then is the whole outline worth reading."""
    return (
        not after.endswith(("\n\n", "\r\n\r\n", "\r\r"))
        or outline.open_block(after) is not None
        or (("---" in after or "..." in after) and _CLOSES.search(after) is not None)
        or not _begin_alike(before, after)
    )


def _begin_alike(before: str, after: str) -> bool:
    beginning = _BEGINNING.match(before)
    if beginning and after.startswith(beginning[0]):
        return True
    return outline.needs_break("x\n", before) == outline.needs_break("x\n", after)


def mend_seams(
    actor: Person, plan: Plan, language: str, *, before: moments.Outline | None = None, touched: Collection[int] = ()
) -> None:
    """Give a text that now stands before another the line ending it lacks, so that headings stay headings.

    Looks at neighbours that were none in the outline before, and at those of the touched sections (row ids).
    Raises Invalid when a code block or comment that is never closed would swallow what follows.
    """
    now = moments.outline_at(plan, journal.head_number(plan), language)
    known = set(_neighbours(before)) if before is not None else set()
    pairs = [
        (left, right)
        for left, right in _neighbours(now)
        if (left, right) not in known or left in touched or right in touched
    ]
    items = {item.section_id: item for item in now.items}
    texts = moments.texts_of(items[section_id] for pair in pairs for section_id in pair)
    _check_front_matter(plan, now)
    for left_id, right_id in pairs:
        left, right = items[left_id], items[right_id]
        source = texts[str(left.text_hash)]
        opened = outline.open_block(source)
        if opened is not None:
            raise Invalid(
                "In “%(title)s” something opened on line %(line)s is never closed, and would swallow what follows.",
                field="text",
                title=left.title,
                line=opened.line,
            )
        behind = texts[str(right.text_hash)]
        missing = outline.needs_break(source, behind)
        if behind.startswith(" ") and outline.split_outline(source + missing + behind)[-1].text != behind:
            raise Invalid(
                "The heading “%(title)s” is indented, and would belong to the list before it: take its blanks away.",
                field="text",
                title=right.title,
            )
        if source and missing:
            section = db.session.get_one(Section, left_id)
            write_revision(actor, plan, section, language=language, text=source + missing, summary="")


def _check_front_matter(plan: Plan, now: moments.Outline) -> None:
    """Raise Invalid where the beginning opens front matter that a line in some other section would close."""
    beginning = moments.texts_of(now.items[:1]).get(str(now.items[0].text_hash), "")
    if not outline.opens_front_matter(beginning):
        return
    parts = outline.split_outline(moments.source_at(plan, now.moment, now.language))
    if parts[0].text != beginning:
        raise Invalid(
            "The plan begins with a line “---” that is never closed; a line of this text would close it, and what "
            "stands between would be no text any more.",
            field="text",
        )


def _neighbours(now: moments.Outline) -> list[tuple[int, int]]:
    standing = [item.section_id for item in now.items if item.text_hash]
    return list(pairwise(standing))
