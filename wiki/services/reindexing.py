"""Making what is searched anew, section by section, while others save.

Each batch is a transaction of a fraction of a second, and a pause follows it, so that saves come through. What is still
to be done is kept in `search_rest`: whatever ends the work, the next start goes on where it stood. Nobody's rights are
asked: this is for the operator, whose machine it is. What a piece is, and what a save does to the index, is told in
indexing.py.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from sqlalchemy import Integer, Select, bindparam, delete, exists, insert, literal, select, update
from sqlalchemy.orm import joinedload, undefer

from wiki.db import connection, db, transaction
from wiki.models import Comment, JournalEntry, Placement, Plan, Revision, SearchForm, SearchPiece, SearchRest, Section
from wiki.services import indexing, search_stores
from wiki.services.indexing import PARAGRAPHS
from wiki.text.folding import FORM

#: for how many seconds a batch holds the lock, and for how many nobody does after it
AT_ONCE, PAUSE = 0.2, 0.1
#: how many remarks a batch takes
REMARKS = 50

_PIECES = SearchPiece.__table__.c


def _list_line() -> Select[int, int, int | None, bool]:
    """The placements of a section and of all that it ever stood under, in order: those of others do not matter."""
    placed = Placement.__table__.c
    line = select(bindparam("section_id", type_=Integer).label("id")).cte(recursive=True)
    above = select(placed.parent_id).where(placed.section_id == line.c.id, placed.parent_id.is_not(None))
    line = line.union(above)
    return (
        select(placed.number, placed.section_id, placed.parent_id, placed.removed)
        .where(placed.section_id.in_(select(line.c.id)))
        .order_by(placed.number)
    )


_LINE = _list_line()


class _Event(NamedTuple):
    """What an entry did to a section: a revision of it, or that it stands again, or that it does not any more."""

    number: int
    revision: int | None
    stands: bool


def ensure_index() -> None:
    """Make the index where there is none yet, where its words are of another form than today's, or go on with it."""
    if db.session.scalars(select(SearchForm.form)).all() != [FORM]:
        rebuild_index()
    elif db.session.scalar(select(exists().where(SearchRest.id > 0))):
        _finish()


def rebuild_index() -> int:
    """Make everything that is searched anew from the texts and remarks; gives the number of pieces.

    Meanwhile a search finds what has been done so far.
    """
    with transaction():
        search_stores.drop_all_words()
        db.session.execute(delete(SearchPiece))
        db.session.execute(delete(SearchForm))
        db.session.execute(delete(SearchRest))
        sections = select(Section.id, Section.plan_id, literal(0)).order_by(Section.id)
        db.session.execute(insert(SearchRest).from_select(["section_id", "plan_id", "done"], sections))
        plans = select(Plan.id, literal(0)).order_by(Plan.id)
        db.session.execute(insert(SearchRest).from_select(["plan_id", "done"], plans))
        db.session.add(SearchForm(form=FORM))
    return _finish()


def _finish() -> int:
    """Do what is left to be done, batch by batch."""
    db.session.rollback()
    rests = db.session.execute(select(SearchRest.plan_id, SearchRest.id).order_by(SearchRest.id)).all()
    for plan_id, found in groupby(rests, key=lambda rest: rest.plan_id):
        keys = [rest.id for rest in found]
        while keys:
            keys = keys[_batch(keys, plan_id) :]
            time.sleep(PAUSE if keys else 0)
    more = True
    while more:
        with transaction():
            more = search_stores.settle_words()
        time.sleep(PAUSE if more else 0)
    return db.session.query(SearchPiece).count()


def _batch(keys: Sequence[int], plan_id: int) -> int:
    """Go on with sections, or with the remarks of a plan, for a moment; how many of them are done."""
    ends = time.monotonic() + AT_ONCE
    with transaction(plan_id):
        for done, key in enumerate(keys):
            if _go_on(key, plan_id, ends):
                return done
            if time.monotonic() >= ends:
                return done + 1
    return len(keys)


def _go_on(key: int, plan_id: int, ends: float) -> bool:
    """Do again what is left of one, until the moment is over; whether there is more to do."""
    rest = db.session.get(SearchRest, key)
    if rest is None:
        return False
    if rest.section_id is None:
        rest.done, more = _say_again(plan_id, rest.done)
    else:
        section = db.session.get_one(Section, rest.section_id)
        _forget_after(section, rest.done)
        rest.done, more = _play(section, rest.done, ends)
    if not more:
        db.session.delete(rest)
    return more


def _forget_after(section: Section, number: int) -> None:
    """Take back what saves did to a section whose turn is not over: they found it as it stood after that entry."""
    later = db.session.execute(
        select(_PIECES.id, _PIECES.body, _PIECES.language).where(
            _PIECES.section_id == section.id, _PIECES.comment_id.is_(None), _PIECES.number > number
        )
    ).all()
    search_stores.drop_words([(row.id, row.body, row.language) for row in later])
    of_section = (SearchPiece.section_id == section.id, SearchPiece.comment_id.is_(None))
    unseen = {"synchronize_session": False}
    db.session.execute(delete(SearchPiece).where(*of_section, SearchPiece.number > number), execution_options=unseen)
    again = update(SearchPiece).where(*of_section, SearchPiece.until_number > number).values(until_number=None)
    db.session.execute(again, execution_options=unseen)


def _play(section: Section, done: int, ends: float) -> tuple[int, bool]:
    """Do again what entries after `done` did to a section; the last one that was done, and whether more follow."""
    for event in (events := _events(section, done)):
        if event.revision is not None:
            asked = [joinedload(Revision.text), joinedload(Revision.entry), undefer(Revision.paragraphs)]
            revision = db.session.get_one(Revision, event.revision, options=asked)
            indexing.index_revision(revision, section, revision.text.body, at=revision.entry.at)
            db.session.expunge(revision.text)
            db.session.expunge(revision)
        elif event.stands:
            at = db.session.scalars(
                select(JournalEntry.at).where(
                    JournalEntry.plan_id == section.plan_id, JournalEntry.number == event.number
                )
            ).one()
            for revision in indexing.newest_revisions([section.id], event.number):
                indexing.index_revision(revision, section, revision.text.body, at=at, number=event.number)
        else:
            ended = update(SearchPiece).where(
                SearchPiece.section_id == section.id,
                SearchPiece.until_number.is_(None),
                SearchPiece.kind.in_(PARAGRAPHS),
            )
            db.session.execute(
                ended.values(until_number=event.number), execution_options={"synchronize_session": False}
            )
        done = event.number
        if time.monotonic() >= ends:
            return done, next(events, None) is not None
    return done, False


def _events(section: Section, after: int) -> Iterator[_Event]:
    """What happened to a section after an entry, in order."""
    rows = db.session.execute(
        select(Revision.number, Revision.id).where(Revision.section_id == section.id, Revision.number > after)
    )
    found = [_Event(row.number, row.id, True) for row in rows]
    found += [_Event(number, None, stands) for number, stands in _comings_and_goings(section) if number > after]
    return iter(sorted(found))


def _comings_and_goings(section: Section) -> Iterable[tuple[int, bool]]:
    """The entries by which a section, that stood, stood no more, or stood again: it or one above it was taken out, put
    back, or put elsewhere."""
    rows = connection().execute(_LINE, {"section_id": section.id}).all()
    above: dict[int, tuple[int | None, bool]] = {}
    stood = True
    for number, moved, parent, removed in rows:
        new = moved not in above
        above[moved] = parent, removed
        if new or section.id not in above:
            continue
        here: int | None = section.id
        stands = True
        while here is not None and stands:
            here, gone = above[here]
            stands = not gone
        if stands != stood:
            stood = stands
            yield number, stands


def _say_again(plan_id: int, done: int) -> tuple[int, bool]:
    """Keep the words of the next remarks of a plan; the row of the last one, and whether more follow."""
    asked = select(Comment.id).where(Comment.plan_id == plan_id, Comment.id > done).order_by(Comment.id)
    keys: Sequence[int] = db.session.scalars(asked.limit(REMARKS + 1)).all()
    for key in islice(keys, REMARKS):
        indexing.index_comment(db.session.get_one(Comment, key))
        done = key
    return done, len(keys) > REMARKS
