"""Authorship: who wrote the words of a text as it stood at a moment, for those who may read its history.

Nothing is written here. What can be told of a revision never changes, so it is kept in each worker, bounded in
characters; names of people and delegations are read anew each time.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Biography, Delegation, JournalEntry, Person, Plan, Revision, Stage, Text
from wiki.presenters.biographies import Hand, Told, Voice, lay_hands, tell_hands, tell_sentences
from wiki.services import access
from wiki.services.moments import Item
from wiki.text.render import RENDER_VERSION, render_section
from wiki.text.runs import read_runs

#: how much a worker keeps of what is told of revisions (in parts of sentences) and of their renderings (in characters)
KEPT_PARTS, KEPT = 400_000, 24_000_000

#: numbers of entries asked for at once
_AT_ONCE = 10_000

_lock = Lock()
_told: LRUCache[tuple[str, int], Told] = LRUCache(
    KEPT_PARTS, getsizeof=lambda told: 1 + sum(1 + len(sentence.parts) for sentence in told.sentences)
)
_rendered: LRUCache[tuple[object, ...], str] = LRUCache(KEPT, getsizeof=len)

_acting, _spoken_for = aliased(Delegation), aliased(Delegation)
_VOICES = (
    select(
        JournalEntry.number,
        JournalEntry.at,
        JournalEntry.person_id,
        Person.name.label("person"),
        _acting.name.label("delegation"),
        _spoken_for.name.label("on_behalf_of"),
    )
    .outerjoin(Person, Person.id == JournalEntry.person_id)
    .outerjoin(_acting, _acting.id == JournalEntry.delegation_id)
    .outerjoin(_spoken_for, _spoken_for.id == JournalEntry.on_behalf_of_id)
    .where(
        JournalEntry.plan_id == bindparam("plan_id"),
        JournalEntry.number.in_(bindparam("numbers", expanding=True)),
    )
)
_STAGES = (
    select(Stage.name, Stage.opened_number, Stage.closed_number)
    .where(Stage.plan_id == bindparam("plan_id"), Stage.opened_number.is_not(None))
    .order_by(Stage.opened_number)
)
_SOURCES = (
    select(Revision.id, Revision.section_id, Revision.paragraphs, Text.body, Biography.runs)
    .join(Text, Text.hash == Revision.text_hash)
    .join(Biography, Biography.revision_id == Revision.id)
    .where(Revision.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Authorship:
    """By whose hands a text is: the legend, and the HTML of each section by section id."""

    hands: Sequence[Hand]
    html: Mapping[int, str]


def show_authorship(
    actor: Person | None,
    plan: Plan,
    items: Sequence[Item],
    *,
    way: str,
    language: str,
    addresses: Mapping[int, tuple[str, str]],
    together: bool = False,
) -> Authorship:
    """Who wrote the texts of these sections, told apart by "delegation", "stage" or "author".

    `addresses` are, by section id, what links to paragraphs and to a sentence's story begin with. On a page that holds
    many sections `together`, ids begin with the section's number. Raises what `access.require` raises.
    """
    access.require(actor, plan, "read_restricted")
    standing = [item for item in items if item.revision_id is not None]
    told, sources = _tell(plan, standing)
    letters: Counter[int] = Counter()
    for one in told.values():
        letters.update(one.letters if one is not None else {})
    hands, hand_of = tell_hands(letters, voices_of(plan, letters), way)
    keys = {
        item.section_id: (
            plan.uid, item.revision_id, RENDER_VERSION, language, addresses[item.section_id], together,
            tuple((hand_of[number].letter, hand_of[number].colour) for number in one.letters),
        )
        for item in standing
        if (one := told[item.section_id]) is not None
    }  # fmt: skip
    with _lock:
        html = {section_id: _rendered[key] for section_id, key in keys.items() if key in _rendered}
    missing = [item for item in standing if item.section_id in keys and item.section_id not in html]
    sources |= _sources([item for item in missing if item.section_id not in sources])
    for item in missing:
        one = told[item.section_id]
        paragraphs, body, _ = sources[item.section_id]
        address, story = addresses[item.section_id]
        shown = render_section(
            body,
            language=language,
            paragraph_ids=json.loads(paragraphs),
            address=address,
            prefix=f"s{item.number}-" if together else "",
            layers=lay_hands(one, hand_of, story) if one is not None else (),
        )
        html[item.section_id] = shown
        with _lock:
            if len(shown) < KEPT // 4:
                _rendered[keys[item.section_id]] = shown
    return Authorship(hands, html)


def tell_authorship(actor: Person | None, plan: Plan, item: Item) -> tuple[Told, dict[int, Voice]]:
    """Whose words the sentences of a section are, as places in its text, and who acted in the revisions named.

    Raises NotFound where the language has no text, and what `access.require` raises.
    """
    access.require(actor, plan, "read_restricted")
    told = _tell(plan, [item])[0].get(item.section_id) if item.revision_id is not None else None
    if told is None:
        raise NotFound("This section has no text in that language yet.")
    return told, voices_of(plan, told.letters)


def _tell(plan: Plan, standing: Sequence[Item]) -> tuple[dict[int, Told | None], dict[int, tuple[str, str, str]]]:
    """What is told of each section's revision, by section id, and the sources that had to be read for it."""
    with _lock:
        told = {item.section_id: _told.get((plan.uid, item.revision_id or 0)) for item in standing}
    sources = _sources([item for item in standing if told[item.section_id] is None])
    for item in standing:
        if item.section_id in sources:
            _, body, runs = sources[item.section_id]
            found = tell_sentences(body, read_runs(runs))
            told[item.section_id] = found
            with _lock:
                if len(found.sentences) < KEPT_PARTS // 8:
                    _told[plan.uid, item.revision_id or 0] = found
    return told, sources


def voices_of(plan: Plan, numbers: Collection[int]) -> dict[int, Voice]:
    """Who acted in these entries of the plan, for whom, and in which stage. Asks nobody's rights."""
    stages = db.session.execute(_STAGES, {"plan_id": plan.id}).all()

    def stage_at(number: int) -> str:
        opened = [one for one in stages if one.opened_number <= number]
        open_then = [one for one in opened if one.closed_number is None or number < one.closed_number]
        return open_then[-1].name if open_then else ""

    asked = sorted(numbers)
    batches = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
    return {
        row.number: Voice(
            row.number,
            row.at,
            row.person_id,
            row.person or "",
            row.delegation or "",
            row.on_behalf_of or "",
            stage_at(row.number),
        )
        for batch in batches
        for row in db.session.execute(_VOICES, {"plan_id": plan.id, "numbers": batch})
    }


def _sources(items: Sequence[Item]) -> dict[int, tuple[str, str, str]]:
    """Paragraph ids, text and runs of these sections, by section id, in one query."""
    if not items:
        return {}
    rows = db.session.execute(_SOURCES, {"ids": [item.revision_id for item in items]})
    return {row.section_id: (row.paragraphs, row.body, row.runs) for row in rows}
