"""What was found, as plain data: a hit in its sentence, where it stands or stood, and who said it.

Whether somebody may find it was asked before; here it is only said.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wiki.models import Draft, JournalEntry, Plan, SearchPiece
from wiki.text.finding import Query, Shown, mark_found

#: how hits are told apart: what stands in the text, titles, remarks with their answers, and what was written before
KINDS = ("text", "title", "comment", "history")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where something was found.

    `kind` is "text", "title", "summary" (of a revision), "comment", "answer" or "note". What does not `stand` any more
    `was_in` a draft, where one held it, and was `removed` by an entry: by a revision of its section, or with the
    section itself. `label` is the number typed before the paragraph. Who wrote it and when are empty for those who
    read drafts alone.
    """

    kind: str
    plan: Plan
    section: int | None
    title: str
    language: str
    shown: tuple[Shown, ...]
    paragraph: int | None
    label: str
    standing: bool
    number: int | None
    key: int | None
    revision: int | None
    was_in: Draft | None
    removed: int | None
    removed_by_revision: bool
    at: datetime | None
    author: str
    delegation: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. `counts` are by kind, whatever kind was asked for; `beyond` says that there was more
    than is looked through. `plans` are those whose own title holds the words."""

    query: Query
    hits: tuple[Hit, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    page: int = 1
    pages: int = 1
    beyond: bool = False
    plans: tuple[Plan, ...] = ()


def hit_of(
    piece: SearchPiece,
    plan: Plan,
    query: Query,
    *,
    standing: bool,
    title: str,
    drafts: list[Draft],
    by_revision: bool,
    informed: bool,
) -> Hit:
    """A piece as a hit. `drafts` are those its reader may read; `informed` ones are told who wrote it, and what
    removed it."""
    comment, revision = piece.comment, piece.revision
    spoken: JournalEntry | None = revision.entry if revision is not None and informed else None
    until = piece.until_number
    held_in = [
        draft for draft in drafts if (piece.number or 0) <= draft.number and (until is None or draft.number < until)
    ]
    author = comment.person if comment is not None else (spoken.person if spoken else None)
    delegation = comment.delegation if comment is not None else (spoken.delegation if spoken else None)
    behalf = comment.on_behalf_of if comment is not None else (spoken.on_behalf_of if spoken else None)
    answer = piece.kind == "answer"
    return Hit(
        kind="note" if comment is not None and comment.audience == "private" else piece.kind,
        plan=plan,
        section=piece.section.number if piece.section else None,
        title=title,
        language=piece.language,
        shown=mark_found(piece.body, query, language=piece.language),
        paragraph=piece.paragraph,
        label=piece.label or "",
        standing=standing,
        number=comment.number if comment is not None else piece.number,
        key=comment.id if comment is not None else None,
        revision=revision.number if revision is not None and informed else None,
        was_in=max(held_in, key=lambda draft: draft.number) if held_in and not standing else None,
        removed=until if informed and not standing else None,
        removed_by_revision=by_revision,
        at=piece.at if informed or comment is not None else None,
        author=author.name if author and not answer else "",
        delegation=delegation.name if delegation and not answer else "",
        on_behalf_of=behalf.name if behalf and not answer else "",
    )


def as_lines(hit: Hit) -> tuple[str, str]:
    """The hit as two lines of plain text, in English, for the command line: where it is, and its sentence."""
    where = f"{hit.plan.slug}, section {hit.section}" if hit.section is not None else hit.plan.slug
    told = [where, hit.title, "" if hit.kind == "text" else hit.kind]
    if hit.was_in is not None:
        told.append(f"was in {hit.was_in.name}")
    if hit.removed is not None:
        told.append(f"removed in {'revision' if hit.removed_by_revision else 'entry'} {hit.removed}")
    said = "".join(f"*{piece.text}*" if piece.marked else piece.text for piece in hit.shown)
    return " · ".join(part for part in told if part), f"    {said}"


def found_as_resource(found: Found) -> dict[str, Any]:
    """A page of hits for programs."""
    return {
        "hits": [hit_as_resource(hit) for hit in found.hits],
        "counts": {kind: found.counts.get(kind, 0) for kind in KINDS},
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "beyond": found.beyond,
    }


def hit_as_resource(hit: Hit) -> dict[str, Any]:
    """A hit for programs."""
    by = {"person": hit.author, "delegation": hit.delegation or None, "on_behalf_of": hit.on_behalf_of or None}
    return {
        "kind": hit.kind,
        "plan": hit.plan.slug,
        "section": hit.section,
        "title": hit.title,
        "language": hit.language,
        "paragraph": hit.paragraph,
        "label": hit.label,
        "shown": [{"text": piece.text, "marked": piece.marked} for piece in hit.shown],
        "standing": hit.standing,
        "comment": hit.number if hit.kind in ("comment", "answer") else None,
        "revision": hit.revision,
        "draft": hit.was_in.slug if hit.was_in else None,
        "removed": hit.removed,
        "at": hit.at.isoformat() if hit.at else None,
        "by": by if hit.author else None,
    }
