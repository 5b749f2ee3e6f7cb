"""Revisions: saving a section's text without losing anybody's words, reading its history, going back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.db import db, key_of, transaction
from wiki.errors import EditConflict, Invalid, NotFound, SplitsSection, StaleRevision, TooLarge
from wiki.models import Delegation, JournalEntry, Person, Revision, Section
from wiki.services import access
from wiki.services.autosaves import forget_typing
from wiki.services.seams import mend_seams, seams_may_differ
from wiki.services.writing import (
    MAX_TEXT,
    check_characters,
    keep_text,
    newest_revision,
    newest_to_write,
    split_off,
    write_revision,
)
from wiki.text import outline
from wiki.text.lines import keep_endings
from wiki.text.merge import Agreed, Clash, merge_texts

MAX_SUMMARY = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the newest revision, whether the text changed at all, and whether others' edits came in."""

    revision: Revision
    changed: bool
    combined: bool


def find_revision(actor: Person | None, section: Section, number: int, *, language: str = "") -> Revision:
    """The revision a journal entry made of this section; raises NotFound, and what `access.require` raises."""
    access.require(actor, section.plan, "read_restricted")
    found = db.session.scalars(
        select(Revision)
        .where(Revision.section_id == section.id, Revision.number == number)
        .options(joinedload(Revision.text), joinedload(Revision.entry).joinedload(JournalEntry.person))
    ).first()
    if found is None or (language and found.language != language):
        raise NotFound("This section has no revision %(number)s.", number=number)
    return found


def list_revisions(
    actor: Person | None, section: Section, *, language: str, before: int | None = None, limit: int = 50
) -> list[Revision]:
    """A section's history in a language, newest first, `limit` at a time, older than entry `before`."""
    access.require(actor, section.plan, "read_restricted")
    query = select(Revision).where(Revision.section_id == section.id, Revision.language == language)
    if before is not None:
        query = query.where(Revision.number < before)
    entry = joinedload(Revision.entry)
    return list(
        db.session.scalars(
            query.order_by(Revision.number.desc())
            .limit(limit)
            .options(
                entry.joinedload(JournalEntry.person),
                entry.joinedload(JournalEntry.delegation),
                entry.joinedload(JournalEntry.on_behalf_of),
            )
        )
    )


def save_revision(
    actor: Person,
    section: Section,
    *,
    text: str,
    based_on: int | None,
    language: str = "",
    summary: str = "",
    from_form: bool = False,
    split: bool = False,
    on_behalf_of: Delegation | None = None,
    known: datetime | None = None,
) -> Saved:
    """Add the next revision to the section and carry its comments' passages along.

    `based_on` is the number of the revision the author had opened (None for the first in a language). When it is
    no longer the newest, edits in other sentences are combined and the revision names both parents. A form
    gives back every line with CRLF, so `from_form` lets each unchanged line keep its own ending. A text
    that is the newest already makes no revision. What was autosaved is let go once its text is saved; with
    `known`, what another window of the author kept after that time stays.
    Raises EditConflict (with the three texts) when the same sentence was edited, SplitsSection when the text
    holds further headings and `split` does not confirm them, StaleRevision, Invalid, TooLarge, and what
    `access.require` raises.
    """
    _check_text(text)
    if len(summary) > MAX_SUMMARY:
        raise Invalid("The summary is at most %(limit)s characters.", field="summary", limit=MAX_SUMMARY)
    check_characters(summary, field="summary")
    plan = section.plan
    with transaction(key_of(plan)):
        access.require(actor, plan, "edit")
        language = language or plan.language
        newest, standing = newest_to_write(section, language)
        base = newest if newest and newest.number == based_on else _base(section, language, based_on, newest)
        if from_form and base is not None:
            text = keep_endings(text, base.text.body)
        if not standing:
            raise NotFound("This section was taken out of the plan; put it back first.")
        mine = text
        if newest is not None and base is not None and newest.id != base.id:
            merged = merge_texts(base.text.body, mine, newest.text.body)
            if merged.text is None:
                raise EditConflict(base=base.text.body, mine=mine, theirs=newest.text.body, newest=newest.number)
            text = merged.text
        combined = text != mine
        if newest is not None and text == newest.text.body:
            forget_typing(actor, section, language, known)
            return Saved(newest, False, combined)
        first, further = _check_parts(section, newest, language, outline.split_outline(text))
        if further and not split:
            raise SplitsSection(tuple(part.title for part in further))
        typed_hash = keep_text(mine) if combined else None
        revision = write_revision(
            actor,
            plan,
            section,
            language=language,
            text=first,
            summary=summary.strip(),
            newest=newest,
            base=base,
            typed_hash=typed_hash,
            on_behalf_of=on_behalf_of,
        )
        if further:
            split_off(actor, plan, section, further, language=language)
        if further or newest is None or seams_may_differ(newest.text.body, first):
            mend_seams(actor, plan, language, touched={section.id})
        forget_typing(actor, section, language, known)
    return Saved(revision, True, combined)


def _base(section: Section, language: str, based_on: int | None, newest: Revision | None) -> Revision | None:
    if based_on is None:
        if newest is not None:
            raise StaleRevision("Name the revision your text started from.")
        return None
    found = db.session.scalars(
        select(Revision).where(
            Revision.section_id == section.id, Revision.language == language, Revision.number == based_on
        )
    ).first()
    if found is None:
        raise StaleRevision("Number %(number)s is not a revision of this section.", number=based_on)
    return found


def foresee_sections(actor: Person | None, section: Section, *, text: str, language: str = "") -> tuple[str, ...]:
    """The titles of the sections a text would begin if it were saved now; nothing is written.

    Raises Invalid and TooLarge where `save_revision` would, whoever edits beside.
    """
    access.require(actor, section.plan, "read_restricted")
    language = language or section.plan.language
    _check_text(text)
    _, further = _check_parts(section, newest_revision(section, language), language, outline.split_outline(text))
    return tuple(part.title for part in further)


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise TooLarge("A section holds at most %(limit)s characters; divide it.", field="text", limit=MAX_TEXT)
    check_characters(text)


def _check_parts(
    section: Section, newest: Revision | None, language: str, parts: tuple[outline.Part, ...]
) -> tuple[str, tuple[outline.Part, ...]]:
    """The section's own text, and the parts that would become sections of their own."""
    further = parts[1:] if section.number == 0 else parts[2:]
    if further and language != section.plan.language:
        raise Invalid("New sections are begun in the language the plan is negotiated in.", field="text")
    if section.number == 0:
        return parts[0].text, further
    if parts[0].text:
        raise Invalid("A section begins with its heading; move what stands before it below the heading.", field="text")
    if len(parts) == 1:
        raise Invalid("A section begins with its heading line, for example “## Objectives”.", field="text")
    if newest is not None and parts[1].level != newest.level:
        raise Invalid(
            "The heading's level follows from where the section stands: keep its %(level)s, or move the section.",
            field="text",
            level=newest.level,
        )
    return parts[1].text, further


def revert_section(
    actor: Person, section: Section, *, to: Revision, based_on: int | None = None, summary: str = ""
) -> Saved:
    """Make the text of an earlier revision the newest again, as a revision of its own.

    With `based_on` only what changed from `to` to that revision is taken back, and edits made since stand; raises
    EditConflict where they touched the same sentences.
    """
    with transaction(section.plan_id):
        newest = newest_revision(section, to.language)
        if to.section_id != section.id or newest is None:
            raise NotFound("This section has no revision %(number)s.", number=to.number)
        text = to.text.body
        if section.number and newest.level != to.level:
            text = outline.set_level(text, newest.level)
        return save_revision(
            actor,
            section,
            text=text,
            based_on=newest.number if based_on is None else based_on,
            language=to.language,
            summary=summary or f"#{to.number}",
        )


def newest_text(actor: Person | None, section: Section, *, language: str = "") -> Revision:
    """The newest revision, for those who may read it; raises NotFound where the language has none."""
    access.require(actor, section.plan, "read_restricted")
    newest = newest_revision(section, language or section.plan.language)
    if newest is None:
        raise NotFound("This section has no text in that language yet.")
    return newest


def combine_choices(
    actor: Person | None,
    section: Section,
    *,
    base: int,
    theirs: int,
    mine: str,
    picks: Sequence[tuple[str, str]],
    language: str = "",
) -> str:
    """The text that choices for its clashes come to: each pick is ("mine", ""), ("theirs", "") or ("own", words).

    `base` and `theirs` are the numbers of the two revisions the pairs were made from. What was agreed is taken
    as it was combined. Raises Invalid while a pair is not settled.
    """
    _check_text(mine)
    language = language or section.plan.language
    base_text = find_revision(actor, section, base, language=language).text.body
    their_text = find_revision(actor, section, theirs, language=language).text.body
    mine = keep_endings(mine, base_text)
    settled: list[str] = []
    open_picks = iter(picks)
    for piece in merge_texts(base_text, mine, their_text).pieces:
        if isinstance(piece, Agreed):
            settled.append(piece.text)
            continue
        pick, words = next(open_picks, ("", ""))
        if pick not in ("mine", "theirs", "own"):
            raise Invalid("Choose one of the texts, or write your own, for every pair.", field="pick")
        settled.append({"mine": piece.mine, "theirs": piece.theirs, "own": _own_words(words, piece)}[pick])
    return "".join(settled)


def settle_conflict(
    actor: Person,
    section: Section,
    *,
    base: int,
    theirs: int,
    mine: str,
    picks: Sequence[tuple[str, str]],
    language: str = "",
    summary: str = "",
    known: datetime | None = None,
) -> Saved:
    """Save a text whose clashes were settled one by one, as `combine_choices` combines them.

    Raises what it raises, and what `save_revision` raises: somebody may have saved once more meanwhile.
    """
    language = language or section.plan.language
    text = combine_choices(actor, section, base=base, theirs=theirs, mine=mine, picks=picks, language=language)
    return save_revision(
        actor, section, text=text, based_on=theirs, language=language, summary=summary, split=True, known=known
    )


def _own_words(words: str, pair: Clash) -> str:
    """What was written for a pair, ending as the pair ends, so that what follows does not run into it."""
    words = keep_endings(words, pair.mine)
    stood = pair.mine or pair.theirs
    return words if not words.strip() or words[-1].isspace() else words + stood[len(stood.rstrip()) :]
