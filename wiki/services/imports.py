"""Imports: a whole document becomes a plan, and its later versions become revisions of what changed.

After an import the plan reads, byte for byte, like the document; otherwise nothing is recorded.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import PurePath

from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, TooLarge
from wiki.exchange.docx import Note, read_docx
from wiki.exchange.markdown import read_markdown
from wiki.models import Draft, Person, Plan
from wiki.services import access, journal, moments, plans
from wiki.services.drafts import freeze_draft, require_free_name
from wiki.services.successions import (
    Tally,
    Tree,
    fit_tree,
    lay_translation,
    lay_version,
    read_tree,
    require_fit,
)
from wiki.services.writing import check_characters
from wiki.text import outline
from wiki.text.lines import as_one_line

#: the longest document, in characters
MAX_DOCUMENT = 5_000_000
MARKDOWN = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Change:
    """What an import would do to one section: `state` is added, changed or unchanged; `was` its title before."""

    title: str
    level: int
    characters: int
    state: str = "added"
    moved: bool = False
    was: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would record: the document as Markdown, its sections in order, the titles of those that
    would be taken out, and sentences about what the conversion could not keep. The first section is the
    root: what stands before the first heading."""

    markdown: str
    sections: tuple[Change, ...]
    removed: tuple[str, ...]
    left_out: tuple[Note, ...]

    @property
    def title(self) -> str:
        """The document's first heading, as a plan's title."""
        return next((as_one_line(section.title)[: plans.MAX_TITLE] for section in self.sections[1:]), "")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: the plan, what was written, and the draft if one was named."""

    plan: Plan
    tally: Tally
    draft: Draft | None


def preview_import(
    actor: Person | None, content: bytes, *, filename: str, plan: Plan | None = None, language: str = ""
) -> Preview:
    """Read an uploaded file and say what importing it would do, to nothing or to a plan; nothing is recorded.

    Raises Forbidden or what `access.require` raises, Invalid for a file that cannot be read or does not fit the
    sections of another language, TooLarge.
    """
    if plan is None:
        plans.require_may_make_plans(actor)
    else:
        require_import(actor, plan)
    markdown, left_out = read_document(content, filename=filename)
    parts = _parts(markdown)
    if plan is None:
        return Preview(markdown, tuple(Change(part.title, part.level, len(part.text)) for part in parts), (), left_out)
    language = language or plan.language
    _check_language(language)
    tree = read_tree(plan, language)
    if language != plan.language:
        return Preview(markdown, _translation_changes(tree, parts), (), left_out)
    changes, removed = _version_changes(tree, parts)
    return Preview(markdown, changes, removed, left_out)


def require_import(actor: Person | None, plan: Plan) -> None:
    """Raise what `access.require` raises unless the actor may import into the plan as it is now."""
    access.require(actor, plan, "manage_plan")
    access.require(actor, plan, "edit")


def read_document(content: bytes, *, filename: str) -> tuple[str, tuple[Note, ...]]:
    """A file's text as Markdown, and sentences about what was left out of it; by its name, .docx or .md.

    Raises Invalid for any other file and for one that is damaged.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix in MARKDOWN:
        return read_markdown(content), ()
    if suffix == ".docx":
        reading = read_docx(content)
        return reading.markdown, reading.left_out
    raise Invalid("A document is imported from a .docx or a .md file.", field="file")


def import_document(
    actor: Person,
    *,
    slug: str,
    source: str,
    title: str | None = None,
    language: str = "",
    visibility: str = "private",
    draft: str | None = None,
    symbol: str = "",
    date: Date | None = None,
    note: str = "",
    distribution: str = "restricted",
) -> Imported:
    """Take a whole document over, as one act: the first makes the plan, a later version revises it.

    Headings are the section tree. Of a later version only what changed is written, moved and retitled sections
    stay themselves, vanished ones are taken out. Another language than the plan's is laid on the tree that
    stands. A draft is frozen where it is given a name. Title and visibility are those of a new plan;
    without a language it is the plan's own, "en" for a new one.
    Raises Invalid (naming the first heading that does not fit, for another language), TooLarge, what
    `plans.create_plan`, `access.require` and `drafts.freeze_draft` raise.
    """
    parts = _parts(source)
    plan_id = db.session.scalar(select(Plan.id).where(Plan.slug == slug))
    with transaction(plan_id):
        if plan_id is None:
            heading = next((words for part in parts[1:] if (words := as_one_line(part.title))), "")
            named = title or heading[: plans.MAX_TITLE] or slug
            plan = plans.create_plan(actor, title=named, slug=slug, language=language or "en", visibility=visibility)
        else:
            plan = db.session.get_one(Plan, plan_id)
            require_import(actor, plan)
        if draft:
            require_free_name(plan, draft)  # before a long document is read for nothing
        language = language or plan.language
        _check_language(language)
        tally = _record(actor, plan, language, source, parts)
        if moments.source_at(plan, journal.head_number(plan), language) != source:
            raise Conflict("The plan would not read exactly like the document; nothing was recorded.", field="file")
        frozen = None
        if draft:
            frozen = freeze_draft(
                actor,
                plan,
                name=draft,
                symbol=symbol,
                date=date or clock.now().date(),
                note=note,
                distribution=distribution,
            )
    return Imported(plan, tally, frozen)


def _record(actor: Person, plan: Plan, language: str, source: str, parts: Sequence[outline.Part]) -> Tally:
    tree = read_tree(plan, language)
    if all(tree.told) and "".join(section.part.text for section in tree.sections) == source:
        return Tally(unchanged=len(parts))
    payload = {"language": language, "sha256": hashlib.sha256(source.encode()).hexdigest()}
    journal.record(actor, plan, "plan.import", "plan", payload, delegation=access.delegation_of(actor))
    lay = lay_version if language == plan.language else lay_translation
    return lay(actor, plan, tree, parts)


def _parts(source: str) -> tuple[outline.Part, ...]:
    if len(source) > MAX_DOCUMENT:
        raise TooLarge("A document holds at most %(limit)s characters.", field="file", limit=MAX_DOCUMENT)
    check_characters(source, field="file")
    return outline.split_outline(source)


def _check_language(language: str) -> None:
    if not plans.LANGUAGE.fullmatch(language):
        raise Invalid(
            "“%(language)s” is not a language tag, like “en” or “zh-Hans”.", field="language", language=language
        )


def _version_changes(tree: Tree, parts: Sequence[outline.Part]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    fitted = fit_tree(tree, parts)
    changes = []
    for seat in fitted.seats:
        before = tree.sections[seat.standing].part if seat.standing is not None else None
        changes.append(
            Change(
                seat.part.title,
                seat.part.level,
                len(seat.part.text),
                state="added" if before is None else ("changed" if seat.changed else "unchanged"),
                moved=before is not None and seat.placed,
                was=before.title if before is not None and before.title != seat.part.title else "",
            )
        )
    return tuple(changes), tuple(tree.sections[index].part.title for index in fitted.gone)


def _translation_changes(tree: Tree, parts: Sequence[outline.Part]) -> tuple[Change, ...]:
    require_fit(tree, parts)
    return tuple(
        Change(
            part.title,
            part.level,
            len(part.text),
            state="added" if not told else ("unchanged" if standing.part.text == part.text else "changed"),
        )
        for part, standing, told in zip(parts, tree.sections, tree.told, strict=True)
    )
