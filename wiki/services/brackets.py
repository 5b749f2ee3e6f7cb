"""Brackets: what stands open at a moment, and the acts that settle one or put one round words.

Each act is a revision like any other save, with an entry before it that says which act it was; a preview is made by
the same steps and records nothing. What a text reads like afterwards is worked out in `text/bracket_acts.py`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid
from wiki.models import Draft, JournalEntry, Person, Plan, Revision, Section, Text
from wiki.presenters.brackets import SectionBrackets, Since, read_section
from wiki.presenters.changes import plain_title
from wiki.services import access, bracket_ages, journal, passages, revisions
from wiki.services.moments import Item, Outline
from wiki.services.revisions import Saved
from wiki.text.bracket_acts import enclose, owners_of, settle
from wiki.text.brackets import parse_brackets

_SUMMARY = 120  # of each side of a summary that was made from the words


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an act would make of a section's text. `words` tell it: the passage before and after."""

    revision: Revision
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as a browser names it: a quote with what stands around it, a paragraph's id, or both."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    paragraph: int | None = None


def find_brackets(
    plan: Plan, outline: Outline, *, section: int | None = None, drafts: Sequence[Draft] = ()
) -> tuple[SectionBrackets, ...]:
    """What stands open in the sections of an outline, or in one; asks nobody's rights, callers have.

    Two queries for the texts and the entries, and some for each revision whose brackets' ages are not known yet.
    `drafts`, oldest first, are those a bracket's age may be told by.
    """
    items = [
        item
        for item in outline.items
        if item.revision_id is not None and item.brackets_open and section in (None, item.number)
    ]
    rows = db.session.execute(
        select(Revision.id, Revision.paragraphs, Text.body)
        .join(Text, Text.hash == Revision.text_hash)
        .where(Revision.id.in_([item.revision_id for item in items]))
    )
    read = {row.id: (row.body, json.loads(row.paragraphs)) for row in rows}
    found = [(item, *read[item.revision_id]) for item in items if item.revision_id is not None]
    ages = {
        item.number: bracket_ages.stand_since(
            plan, item.section_id, language=outline.language, number=item.revision_number or 0, text=text
        )
        for item, text, _ in found
    }
    entries = _entries(plan, {number for since in ages.values() for number in since})
    return tuple(_with_ages(_read(item, text, ids), ages[item.number], entries, drafts) for item, text, ids in found)


def preview_settling(
    actor: Person | None, section: Section, *, act: str, start: int, based_on: int, option: int = 0, language: str = ""
) -> Proposed:
    """What lifting, dropping or choosing would make of the text it was seen in; raises what the acts raise."""
    access.require(actor, section.plan, "edit")
    base = revisions.find_revision(actor, section, based_on, language=language or section.plan.language)
    text = settle(base.text.body, start, act, option)
    if text is None:
        raise Conflict("There is no such bracket in revision #%(number)s that this could be done to.", number=based_on)
    item = next(item for item in parse_brackets(base.text.body).brackets if item.start == start)
    kept = (item.start, item.start) if act == "drop" else (item.words_start, item.words_end)
    if act == "choose" and item.options:
        kept = item.options[option]
    told = [_shortened(base.text.body[low:high]) for low, high in ((item.start, item.end), kept)]
    return Proposed(base, text, f"{told[0]} → {told[1] or '–'}")


def lift_bracket(
    actor: Person, section: Section, *, start: int, based_on: int, language: str = "", summary: str = ""
) -> Saved:
    """Agree to a bracket's words: its marks and owners go, the words stay. `start` is its place in that revision.

    Others' edits meanwhile are combined as in any save. Raises Conflict where the bracket is not there or was settled
    meanwhile, and what `save_revision` raises.
    """
    return _settle(actor, section, "lift", start, based_on, 0, language, summary)


def drop_bracket(
    actor: Person, section: Section, *, start: int, based_on: int, language: str = "", summary: str = ""
) -> Saved:
    """Take a bracket out with its words; raises what `lift_bracket` raises."""
    return _settle(actor, section, "drop", start, based_on, 0, language, summary)


def choose_alternative(
    actor: Person,
    section: Section,
    *,
    start: int,
    based_on: int,
    option: int = 0,
    language: str = "",
    summary: str = "",
) -> Saved:
    """Let one of several options stand alone in their place; `option` counts in a slash form.

    Raises what `lift_bracket` raises.
    """
    return _settle(actor, section, "choose", start, based_on, option, language, summary)


def preview_bracketing(
    actor: Person | None, section: Section, *, words: Words, owners: str, based_on: int, language: str = ""
) -> Proposed:
    """What brackets round these words would make of the text.

    Raises Invalid for words that are not found or cannot be bracketed and for owners that would not be read as such,
    and what `access.require` raises.
    """
    access.require(actor, section.plan, "edit")
    base = revisions.find_revision(actor, section, based_on, language=language or section.plan.language)
    named = owners_of(owners)
    if named is None:
        raise Invalid("Owners are names or codes with capitals, with commas between them: KE, G77.", field="owners")
    passage, found = passages.find_words(
        base, quote=words.quote, prefix=words.prefix, suffix=words.suffix, paragraph=words.paragraph
    )
    if passage is None or not found:
        if not words.quote.strip():
            raise Invalid("Choose a paragraph, or copy the words that are not agreed.", field="quote")
        raise Invalid("These words were not found; copy them from the text as it stands.", field="quote")
    made = enclose(base.text.body, passage.start, passage.end, named)
    if made is None:
        raise Invalid(
            "Brackets cannot stand round just these words: they cut a link, code, a table or another bracket, or the "
            "paragraph would be laid out otherwise. Choose other words, or edit the text.",
            field="quote",
        )
    text, at = made
    item = next(item for item in parse_brackets(text).brackets if item.start == at)
    return Proposed(base, text, f"→ {_shortened(text[item.start : item.end])}")


def put_in_brackets(
    actor: Person,
    section: Section,
    *,
    words: Words,
    owners: str = "",
    based_on: int,
    language: str = "",
    summary: str = "",
) -> Saved:
    """Say that words are not agreed, and whose objection it is; raises what `preview_bracketing` and a save raise."""
    with transaction(section.plan_id):
        made = preview_bracketing(actor, section, words=words, owners=owners, based_on=based_on, language=language)
        return _save(actor, section, "bracket.put", made, {}, summary)


def _settle(
    actor: Person, section: Section, act: str, start: int, based_on: int, option: int, language: str, summary: str
) -> Saved:
    with transaction(section.plan_id):
        made = preview_settling(
            actor, section, act=act, start=start, based_on=based_on, option=option, language=language
        )
        where = {"start": start, "option": option} if act == "choose" else {"start": start}
        return _save(actor, section, f"bracket.{act}", made, where, summary)


def _save(actor: Person, section: Section, kind: str, made: Proposed, where: dict[str, int], summary: str) -> Saved:
    """The entry that names the act, and the revision it comes to: one act, whose moment is the revision."""
    base = made.revision
    payload = {"section": section.number, "language": base.language, "base": base.number, **where}
    journal.record(actor, section.plan, kind, f"section/{section.number}", payload)
    saved = revisions.save_revision(
        actor,
        section,
        text=made.text,
        based_on=base.number,
        language=base.language,
        summary=summary.strip() or made.words,
    )
    if not saved.changed:
        raise Conflict("Somebody did the same meanwhile; nothing is left to do here.")
    return saved


def _read(item: Item, text: str, ids: Sequence[int]) -> SectionBrackets:
    return read_section(
        text,
        number=item.number,
        title=plain_title(item.title),
        revision=item.revision_number or 0,
        paragraph_ids=ids,
    )


def _entries(plan: Plan, numbers: set[int]) -> dict[int, JournalEntry]:
    query = (
        select(JournalEntry)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.number.in_(numbers))
        .options(joinedload(JournalEntry.person))
    )
    return {entry.number: entry for entry in db.session.scalars(query)} if numbers else {}


def _with_ages(
    section: SectionBrackets, ages: Sequence[int], entries: dict[int, JournalEntry], drafts: Sequence[Draft]
) -> SectionBrackets:
    aged = []
    for item, number in zip(section.brackets, ages, strict=True):
        entry = entries.get(number)
        since = Since(
            number,
            entry.at if entry else None,
            entry.person.name if entry and entry.person else "",
            next((draft for draft in drafts if draft.number >= number), None),
        )
        aged.append(replace(item, since=since))
    return replace(section, brackets=tuple(aged))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SUMMARY else f"{line[:_SUMMARY]} …"
