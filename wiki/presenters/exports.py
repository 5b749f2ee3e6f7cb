"""A plan at a moment as plain data, the form of the JSON export. Field names here are promises to other programs."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wiki.models import Draft, Plan

#: raised when a field changes its meaning or goes
FORMAT = "plenary-plan/1"


def plan_as_data(
    plan: Plan,
    *,
    moment: int,
    language: str,
    draft: Draft | None,
    items: Iterable[Any],
    texts: Mapping[str, str],
    paragraphs: Mapping[int, str],
) -> dict[str, Any]:
    """The plan with its sections in document order; all `text` joined is the Markdown export.

    `items` are those of an outline, `texts` by hash, `paragraphs` the stored ids by revision row.
    """
    items = list(items)
    number_of = {item.section_id: item.number for item in items}
    return {
        "format": FORMAT,
        "plan": {"slug": plan.slug, "title": plan.title, "language": plan.language, "uid": plan.uid},
        "moment": moment,
        "draft": draft_as_data(draft) if draft else None,
        "language": language,
        "sections": [
            {
                "number": item.number,
                "title": item.title,
                "level": item.level,
                "parent": number_of.get(item.parent_id),
                "revision": item.revision_number,
                "text": texts[item.text_hash],
                "sha256": item.text_hash,
                "paragraphs": json.loads(paragraphs[item.revision_id]),
            }
            for item in items
            if item.text_hash
        ],
    }


def draft_as_data(draft: Draft) -> dict[str, Any]:
    """A draft as plain data."""
    return {
        "slug": draft.slug,
        "moment": draft.number,
        "name": draft.name,
        "symbol": draft.symbol,
        "date": draft.date.isoformat(),
        "note": draft.note,
        "distribution": draft.distribution,
        "adopted": draft.adopted,
    }
