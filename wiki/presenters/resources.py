"""Plans and what they are made of as plain data, for the API. Field names here are promises to other programs."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wiki.models import JournalEntry, Plan, Revision, Stage
from wiki.presenters.comments import Note
from wiki.presenters.exports import draft_as_data
from wiki.presenters.journal import RecordedEntry


def instant(at: datetime | None) -> str | None:
    """A moment as RFC 3339 writes it."""
    return at.isoformat() if at else None


def plan_as_resource(plan: Plan) -> dict[str, Any]:
    """A plan, without what one may do in it."""
    return {
        "slug": plan.slug,
        "title": plan.title,
        "language": plan.language,
        "visibility": plan.visibility,
        "numbering": plan.numbering,
        "uid": plan.uid,
        "created_at": instant(plan.created_at),
        "sealed": plan.sealed_number,
    }


def moment_as_resource(moment: Any) -> dict[str, Any]:
    """A moment of services/moments: its number, the draft that names it, whether it is the newest state."""
    return {
        "number": moment.number,
        "draft": draft_as_data(moment.draft) if moment.draft else None,
        "newest": moment.newest,
    }


def items_as_resources(items: Iterable[Any]) -> list[dict[str, Any]]:
    """The sections of an outline in document order; section 0 is what stands before the first heading."""
    items = list(items)
    number_of = {item.section_id: item.number for item in items}
    return [
        {
            "number": item.number,
            "parent": number_of.get(item.parent_id),
            "depth": item.depth,
            "title": item.title,
            "level": item.level,
            "revision": item.revision_number,
            "sha256": item.text_hash,
            "brackets_open": item.brackets_open,
        }
        for item in items
    ]


def who_acted(entry: JournalEntry) -> dict[str, Any]:
    """Who acted, for which delegation, on behalf of whom."""
    return {
        "person": entry.person.name if entry.person else "",
        "delegation": entry.delegation.name if entry.delegation else None,
        "on_behalf_of": entry.on_behalf_of.name if entry.on_behalf_of else None,
    }


def revision_as_resource(revision: Revision) -> dict[str, Any]:
    """A revision as a line of a history, without its text."""
    return {
        "number": revision.number,
        "language": revision.language,
        "at": instant(revision.entry.at),
        "by": who_acted(revision.entry),
        "summary": revision.summary,
        "title": revision.title,
        "level": revision.level,
        "brackets_open": revision.brackets_open,
        "sha256": revision.text_hash,
        "combined": revision.typed_hash is not None,
    }


def text_as_resource(revision: Revision, *, section: int) -> dict[str, Any]:
    """A section's text as a revision holds it. Nothing here ever changes, so the revision's number is its mark."""
    return {
        "section": section,
        "language": revision.language,
        "revision": revision.number,
        "title": revision.title,
        "level": revision.level,
        "text": revision.text.body,
        "sha256": revision.text_hash,
        "brackets_open": revision.brackets_open,
        "paragraphs": json.loads(revision.paragraphs),
    }


def stage_as_resource(stage: Stage, cells: Iterable[str]) -> dict[str, Any]:
    """A stage; `opens` and `closes` are wall time in its zone, `cells` what it says yes to."""
    return {
        "slug": stage.slug,
        "name": stage.name,
        "note": stage.note,
        "position": stage.position,
        "state": stage.state,
        "opens": stage.opens,
        "closes": stage.closes,
        "closes_at": instant(stage.closes_at),
        "first_closes": stage.first_closes,
        "zone": stage.zone,
        "cells": sorted(cells),
        "opened": stage.opened_number,
        "closed": stage.closed_number,
    }


def note_as_resource(note: Note) -> dict[str, Any]:
    """A comment with its replies. `key` names a private note, which has no number."""
    return {
        "number": note.number,
        "key": note.key,
        "by": {
            "person": note.author,
            "delegation": note.delegation or None,
            "on_behalf_of": note.on_behalf_of or None,
        },
        "at": instant(note.at),
        "late": note.late,
        "audience": note.audience,
        "state": note.state,
        "body": note.body,
        "section": note.section,
        "revision": note.revision,
        "language": note.language or None,
        "quote": note.quote,
        "place": note.place,
        "start": note.start,
        "end": note.end,
        "lost_in": note.lost.number if note.lost else None,
        "unplaced": note.unplaced,
        "answer": _answer(note),
        "resolved": note.resolved_number,
        "replies": [note_as_resource(reply) for reply in note.replies],
    }


def _answer(note: Note) -> dict[str, Any] | None:
    if note.disposition is None:
        return None
    section, revision = note.done_in or (None, None)
    return {
        "disposition": note.disposition,
        "reason": note.reason,
        "number": note.disposition_number,
        "section": section,
        "revision": revision,
    }


def entry_as_resource(entry: RecordedEntry, *, told: str) -> dict[str, Any]:
    """An entry of a record, as much of it as may be read; `told` is its sentence in the reader's language."""
    shown = not entry.withheld
    return {
        "number": entry.number,
        "act": entry.act,
        "at": instant(entry.at),
        "digest": entry.digest,
        "withheld": entry.withheld,
        "kind": entry.kind if shown else None,
        "subject": "/".join(filter(None, entry.subject)) if shown else None,
        "by": {
            "person": entry.person,
            "delegation": entry.delegation or None,
            "on_behalf_of": entry.on_behalf_of or None,
        }
        if shown
        else None,
        "told": told if shown else None,
        "content": entry.content,
        "erased": entry.erased_number,
    }
