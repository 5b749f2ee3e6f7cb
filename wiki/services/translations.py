"""Languages of a plan: which it has texts in at a moment, and beginning a section's text in another one.

Saving such a text is `revisions.py`, a whole document in another language `imports.py`.
"""

from collections.abc import Mapping
from threading import Lock

from cachetools import LRUCache

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound
from wiki.models import Person, Plan, Section
from wiki.presenters.readings import Reading, reading_of
from wiki.services import access, journal, moments
from wiki.services.plans import LANGUAGE
from wiki.services.revisions import Saved, save_revision
from wiki.services.sections import MAX_TITLE
from wiki.services.writing import MAX_TEXT, languages_of, newest_revision
from wiki.text import lines, outline

_lock = Lock()
_kept: LRUCache[tuple[str, int], tuple[str, ...]] = LRUCache(5_000)


def languages_at(plan: Plan, moment: int) -> tuple[str, ...]:
    """The languages the plan has texts in at a moment, its own first; asks nobody's rights, callers have.

    What stood at a moment never changes, so it is kept in each worker.
    """
    key = (plan.uid, moment)
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = tuple(
            language
            for language in languages_of(plan)
            if language == plan.language
            or any(item.text_hash for item in moments.outline_at(plan, moment, language).items)
        )
        if not db.session.info.get("writing"):
            with _lock:
                _kept[key] = found
    return found


def reading_at(plan: Plan, moment: moments.Moment, arguments: Mapping[str, str]) -> Reading:
    """How an address asks for the plan to be read at this moment; asks nobody's rights, callers have."""
    asked = arguments.get("language") or plan.language
    own = () if asked == plan.language else moments.outline_at(plan, moment.number).items
    return reading_of(
        arguments,
        own=plan.language,
        languages=languages_at(plan, moment.number),
        moment=moment.name,
        titles={item.number: item.title for item in own},
    )


def require_translatable(actor: Person | None, section: Section, language: str) -> None:
    """Raise unless the actor may begin this section's text in the language: Invalid for what is no language tag or is
    the plan's own, Conflict where it has one already, NotFound for a section that does not stand, and what
    `access.require` raises."""
    plan = section.plan
    access.require(actor, plan, "edit")
    if not LANGUAGE.fullmatch(language):
        raise Invalid(
            "“%(language)s” is not a language tag, like “en” or “zh-Hans”.", field="language", language=language
        )
    if language == plan.language:
        raise Invalid("This is the language the plan is negotiated in.", field="language")
    moments.outline_at(plan, journal.head_number(plan)).item(section.number)
    if newest_revision(section, language) is not None:
        raise Conflict("This section has a text in that language already; edit it.", field="language")


def begin_translation(
    actor: Person, section: Section, *, language: str, title: str = "", body: str, summary: str = ""
) -> Saved:
    """Write a section's first text in another language, under a heading of the section's own level.

    What stands before the first heading of the plan has no title. Raises Invalid for a title of no or several lines
    and for a body with headings, and what `require_translatable` and `save_revision` raise.
    """
    if len(body) > MAX_TEXT:
        raise Invalid("A section holds at most %(limit)s characters; divide it.", field="body", limit=MAX_TEXT)
    with transaction(section.plan_id):
        require_translatable(actor, section, language)
        original = newest_revision(section, section.plan.language)
        if original is None:
            raise NotFound("This section has no text in that language yet.")
        ending = lines.dominant_ending(original.text.body) or "\n"
        source = "".join(line.rstrip("\r\n") + ending for line in lines.split_lines(body)) if body.strip() else ""
        if section.number:
            title = title.strip()
            heading = f"{'#' * original.level} {title}{ending}"
            parts = outline.split_outline(heading)
            if not title or len(title) > MAX_TITLE or len(parts) != 2 or parts[1].title != title:
                raise Invalid("Give the section a title in that language, on one line.", field="title")
            source = heading + (ending + source if source else "") + ending
        if not source.strip():
            raise Invalid("Write the text in that language.", field="body")
        parts = outline.split_outline(source)
        if len(parts) != (2 if section.number else 1):
            raise Invalid("The text of a section holds no headings of its own besides its title.", field="body")
        return save_revision(actor, section, text=source, based_on=None, language=language, summary=summary)
