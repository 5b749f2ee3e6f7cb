"""Biographies: which revision brought each word, kept beside each revision as it is saved.

They ask nobody's rights and open no transaction: saving does both, and then comes here. Whatever is kept can be worked
out anew from the texts. Who is shown what of it is in `authorship.py` and `stories.py`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam, delete, insert, literal, select, union_all

from wiki.db import connection, db, transaction
from wiki.models import Biography, JournalEntry, Plan, Revision, Section, TakenOut, Text
from wiki.services import journal
from wiki.text.biography import Attribution, attribute
from wiki.text.carried import Carried, Lost
from wiki.text.compare import Comparison
from wiki.text.recall import REMEMBERED, Gone, Key
from wiki.text.replay import Written, replay, whole
from wiki.text.runs import Run, read_runs, spell_runs

#: how many revisions are held in memory at once while biographies are worked out anew
BATCH = 200

#: stretches read at most to find one known by the words put in
_READ = 400

# What every save asks is built once: building and hashing a statement costs more than running it.
# Tables rather than models: nothing of theirs is needed as an object.
_told, _out, _written = Biography.__table__.c, TakenOut.__table__.c, Revision.__table__.c
_BEFORE = select(literal(0), _told.runs).where(_told.revision_id == bindparam("before_id"))
# What is newest is asked for, and a planner is tempted to walk the section's or the plan's whole history from its end;
# the sums of nought leave it nothing but the index on the hash or the digest.
_SAME = (
    select(literal(1), _told.runs)
    .where(
        _told.revision_id == _written.id,
        _written.section_id + 0 == bindparam("section_id"),
        _written.language == bindparam("language"),
        _written.text_hash == bindparam("text_hash"),
        _written.number < bindparam("number"),
    )
    .order_by(_written.number.desc())
    .limit(1)
)
_KNOWN = union_all(_BEFORE, select(_SAME.subquery()))
_WORDS = select(_out.words, _out.runs, _out.digest)
_LAST_FIRST = _WORDS.order_by(_out.number.desc(), _out.place.desc())
_BY_DIGEST = _LAST_FIRST.where(
    _out.plan_id + 0 == bindparam("plan_id"), _out.digest.in_(bindparam("digests", expanding=True))
).limit(_READ)
# Most saves look for one; a list is spelt out anew each time.
_BY_ONE_DIGEST = _LAST_FIRST.where(_out.plan_id + 0 == bindparam("plan_id"), _out.digest == bindparam("digest")).limit(
    _READ
)
_RECENT = _LAST_FIRST.where(_out.section_id == bindparam("section_id"), _out.language == bindparam("language")).limit(
    REMEMBERED
)
_UNLOADED = {"synchronize_session": False}  # none of these rows is ever loaded
_KEEP = insert(Biography.__table__)
_KEEP_TAKEN = insert(TakenOut.__table__)


def write_biography(
    section: Section, revision: Revision, before: Revision | None, comparison: Comparison | None, text: str
) -> None:
    """Tell, beside a revision that was just written, which revision brought each word of its text.

    `comparison` is that with the revision before, where there is one. Two or three small queries and one or two
    inserts, however long the history.
    """
    previous: tuple[Run, ...] = ()
    same_as = None
    if before is not None:
        asked = {
            "before_id": before.id,
            "section_id": section.id,
            "language": revision.language,
            "text_hash": revision.text_hash,
            "number": revision.number,
        }
        known = {row[0]: read_runs(row[1]) for row in connection().execute(_KNOWN, asked)}
        previous, same_as = known[0], known.get(1)
    memory = _Memory(section, revision)
    comparison = comparison if comparison is not None else whole(text)
    found = attribute(previous, comparison, revision.number, memory, same_as=same_as)
    _keep(section, revision.id, revision.number, revision.language, found)
    memory.note(found.gone)


def rebuild_biographies(plan: Plan) -> int:
    """Work out the biographies of all texts of a plan anew, for the operator; how many revisions were told."""
    with transaction(plan.id):
        sections = {one.number: one for one in db.session.scalars(select(Section).where(Section.plan_id == plan.id))}
        ids = select(Revision.id).where(Revision.section_id.in_([one.id for one in sections.values()]))
        db.session.execute(delete(Biography).where(Biography.revision_id.in_(ids)), execution_options=_UNLOADED)
        db.session.execute(delete(TakenOut).where(TakenOut.plan_id == plan.id), execution_options=_UNLOADED)
        row_ids: dict[int, int] = {}
        counted = 0
        for one, found in replay(_revisions(plan, row_ids)):
            _keep(sections[one.section], row_ids.pop(one.number), one.number, one.language, found)
            counted += 1
    return counted


def _revisions(plan: Plan, row_ids: dict[int, int]) -> Iterator[Written]:
    """The plan's revisions, oldest first, a batch at a time; their row ids by number."""
    asked = (
        select(Revision.id, Revision.number, Revision.language, JournalEntry.act, Section.number, Text.hash, Text.body)
        .select_from(JournalEntry)
        .join(Revision, Revision.entry_id == JournalEntry.id)
        .join(Section, Section.id == Revision.section_id)
        .join(Text, Text.hash == Revision.text_hash)
        # Row ids grow with the numbers. The sum keeps a planner from beginning with the plan's sections and sorting
        # the whole history anew for each batch.
        .where(Section.plan_id + 0 == plan.id, Revision.id > bindparam("after"))
        .order_by(Revision.id)
        .limit(BATCH)
    )
    after = 0
    while rows := db.session.execute(asked, {"after": after}).all():
        for row_id, number, language, act, section, text_hash, body in rows:
            row_ids[number] = row_id
            yield Written(number, act, section, language, body, text_hash)
        after = rows[-1][0]


def _keep(section: Section, revision_id: int, number: int, language: str, found: Attribution) -> None:
    writes = connection()
    writes.execute(_KEEP, {"revision_id": revision_id, "runs": spell_runs(found.runs)})
    if found.gone:
        rows = [
            {
                "plan_id": section.plan_id,
                "number": number,
                "place": place,
                "section_id": section.id,
                "language": language,
                "digest": digest_of(one.key, section.number, language),
                "words": one.text,
                "runs": spell_runs(one.runs),
            }
            for place, one in enumerate(found.gone)
        ]
        writes.execute(_KEEP_TAKEN, rows)


def digest_of(key: Key, section: int, language: str) -> str:
    """Under which digest words taken out are found again: within their section, or in the whole plan."""
    scope = [language, key.words] if key.around is None else [language, key.words, section, *key.around]
    return blake2b(json.dumps(scope).encode(), digest_size=16).hexdigest()


class _Memory:
    """What the plan's revisions took out, as seen from the revision that is told."""

    def __init__(self, section: Section, revision: Revision) -> None:
        self._section = section
        self._revision = revision
        self._asked = {"plan_id": section.plan_id, "section_id": section.id, "language": revision.language}

    def find(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        digests = {digest_of(key, self._section.number, self._revision.language): key for key in keys}
        if len(digests) == 1:
            rows = connection().execute(_BY_ONE_DIGEST, {**self._asked, "digest": next(iter(digests))})
        else:
            rows = connection().execute(_BY_DIGEST, {**self._asked, "digests": list(digests)})
        found: dict[Key, Gone] = {}
        for words, runs, digest in rows:
            key = digests[digest]
            if key not in found and words.strip() == key.words:
                found[key] = Gone(words, read_runs(runs), key)
        return found

    def recent(self) -> Sequence[Gone]:
        return _gone(connection().execute(_RECENT, self._asked))

    def carried(self, words: Sequence[str]) -> Iterable[tuple[Lost, Sequence[int]]]:
        return self._noted().sharing(self._section.number, words)

    def note(self, gone: Iterable[Gone]) -> None:
        """Remember what was taken out while the act is written: the same act may put it into another section."""
        self._noted().note(self._section.number, ((one.text, one.runs) for one in gone))

    def _noted(self) -> Carried:
        notes = journal.act_notes(self._section.plan_id)
        noted: Carried = notes.setdefault(f"taken out, {self._revision.language}", Carried())
        return noted


def _gone(rows: Iterable[Any]) -> Sequence[Gone]:
    return [Gone(words, read_runs(runs), Key(words.strip(), None)) for words, runs, _ in rows]
