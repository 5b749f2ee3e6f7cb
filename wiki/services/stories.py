"""Stories: what became of a sentence from revision to revision, and what stood there at each draft.

Followed backwards from change to change: the biography of a revision says which one last touched the words, so that
those between are never read. Nothing is written here; what was traced never changes, and is kept in each worker.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Biography, Draft, JournalEntry, Person, Revision, Section, TakenOut, Text
from wiki.presenters.biographies import Step, Story, Turn
from wiki.services import access
from wiki.services.authorship import voices_of
from wiki.text.compare import compare_texts
from wiki.text.origins import Stretch, find_words, origin_of, widen
from wiki.text.redline import WORDS, render_redline
from wiki.text.render import RENDER_VERSION
from wiki.text.runs import Run, Source, read_runs
from wiki.text.words import cut_words, label_length

#: turns of a story on one page, and stretches taken out that are looked through for where words had gone
MAX_TURNS, LOOKED_THROUGH = 12, 400

#: how many stories a worker keeps, and how much of their redlines, in characters
KEPT, KEPT_REDLINES = 2_000, 4_000_000

_lock = Lock()
_traced: LRUCache[tuple[object, ...], "_Trace"] = LRUCache(KEPT)
_redlines: LRUCache[tuple[object, ...], str] = LRUCache(KEPT_REDLINES, getsizeof=lambda html: 200 + 2 * len(html))


@dataclass(frozen=True, slots=True)
class _Trace:
    words: str
    turns: tuple[Turn, ...]
    rest: tuple[int, int, Stretch] | None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of a revision's text."""

    section_id: int
    section: int
    number: int
    text: str
    runs: Sequence[Run]
    stretch: Stretch

    @property
    def words(self) -> str:
        return self.text[slice(*self.stretch)]

    @property
    def parts(self) -> list[Run]:
        return Source(self.runs).cut(*self.stretch)


@dataclass(frozen=True, slots=True)
class _Known:
    """A revision and the one before it."""

    number: int
    act: int
    text: str
    summary: str
    before: int | None
    before_text: str
    before_runs: str


def tell_story(
    actor: Person | None,
    section: Section,
    number: int,
    *,
    start: int,
    end: int,
    words: Mapping[str, str] = WORDS,
) -> tuple[Revision, Story]:
    """The story of the sentences in a stretch of revision `number`, newest first, at most MAX_TURNS turns of it.

    `words` are what redlines say besides the text. Raises NotFound, and what `access.require` raises.
    """
    plan = section.plan
    access.require(actor, plan, "read_restricted")
    row = db.session.execute(
        select(Revision, Text.body, Biography.runs)
        .join(Text, Text.hash == Revision.text_hash)
        .join(Biography, Biography.revision_id == Revision.id)
        .where(Revision.section_id == section.id, Revision.number == number)
    ).first()
    if row is None:
        raise NotFound("This section has no revision %(number)s.", number=number)
    revision, body, runs = row
    stretch = widen(body, start, end)
    if stretch is None:
        raise NotFound("No words stand there.")
    key = (plan.uid, section.number, number, stretch)
    with _lock:
        trace = _traced.get(key)
    if trace is None:
        spot = _Spot(section.id, section.number, number, body, read_runs(runs), stretch)
        trace = _Tracer(section, revision.language).trace(spot)
        with _lock:
            _traced[key] = trace
    voices = voices_of(plan, {turn.number for turn in trace.turns})
    drafts = _drafts_at(revision, trace.turns)
    steps = [
        Step(
            turn,
            voices[turn.number],
            drafts.get(place, ()),
            _redline(turn, f"t{place}-", words),
        )
        for place, turn in enumerate(trace.turns)
    ]
    return revision, Story(trace.words, tuple(steps), trace.rest)


def _redline(turn: Turn, prefix: str, words: Mapping[str, str]) -> str:
    key = (turn.old, turn.new, prefix, RENDER_VERSION, *words.values())
    with _lock:
        kept = _redlines.get(key)
    if kept is None:
        kept = render_redline(compare_texts(turn.old, turn.new), prefix=prefix, fold=False, words=words)
        with _lock:
            if len(kept) < KEPT_REDLINES // 16:
                _redlines[key] = kept
    return kept


def _drafts_at(revision: Revision, turns: Sequence[Turn]) -> dict[int, tuple[str, ...]]:
    """The names of the drafts in which each turn's words stood, oldest first."""
    next_number = (
        select(func.min(Revision.number))
        .where(
            Revision.section_id == revision.section_id,
            Revision.language == revision.language,
            Revision.number > revision.number,
        )
        .scalar_subquery()
    )
    plan_id = select(Section.plan_id).where(Section.id == revision.section_id).scalar_subquery()
    query = (
        select(Draft.name, Draft.number)
        .where(Draft.plan_id == plan_id, or_(next_number.is_(None), Draft.number < next_number))
        .order_by(Draft.number, Draft.id)
    )
    found: dict[int, list[str]] = {}
    for name, number in db.session.execute(query):
        place = next((place for place, turn in enumerate(turns) if turn.number <= number), None)
        if place is not None:
            found.setdefault(place, []).append(name)
    return {place: tuple(names) for place, names in found.items()}


class _Tracer:
    """One walk backwards through the revisions of a plan's sections in one language."""

    def __init__(self, section: Section, language: str) -> None:
        self._plan_id = section.plan_id
        self._language = language
        self._known: dict[tuple[int, int], _Known] = {}
        self._turns: list[Turn] = []

    def trace(self, spot: _Spot) -> _Trace:
        words = spot.words
        here: _Spot | None = spot
        while here is not None:
            if len(self._turns) >= MAX_TURNS:
                return _Trace(words, tuple(self._turns), (here.section, here.number, here.stretch))
            here = self._step(here)
        return _Trace(words, tuple(self._turns), None)

    def _step(self, spot: _Spot) -> _Spot | None:
        """To before the revision that last touched the words; None where the story begins."""
        parts = spot.parts
        last = max(run.revision for run in parts)
        one = self._look(spot.section_id, {run.revision for run in parts}, last)
        if one is None:
            return None
        stretch = spot.stretch if one.number == spot.number else find_words(one.text, spot.words)
        if stretch is None:
            stretch = origin_of(compare_texts(one.text, spot.text), *spot.stretch)
        if stretch is None:
            return None
        words = one.text[slice(*stretch)]
        if one.before is not None:
            origin = origin_of(compare_texts(one.before_text, one.text), *stretch)
            if origin is not None:
                old = one.before_text[slice(*origin)]
                if _said(old) != _said(words):
                    self._turn("changed", spot, one, old, words)
                runs = read_runs(one.before_runs)
                return _Spot(spot.section_id, spot.section, one.before, one.before_text, runs, origin)
        lengths = [(run.length, run.revision) for run in parts if run.length]
        if 2 * sum(length for length, number in lengths if number < last) < sum(length for length, _ in lengths):
            self._turn("written", spot, one, "", words)
            return None
        return self._before_gone(spot, one, words)

    def _before_gone(self, spot: _Spot, one: _Known, words: str) -> _Spot | None:
        """To where words stood before they were taken out and put back, or carried to another section."""
        query = (
            select(TakenOut.number, TakenOut.section_id, TakenOut.words, Section.number.label("section"))
            .join(Section, Section.id == TakenOut.section_id)
            .where(TakenOut.language == self._language, TakenOut.number < one.number)
            .order_by(TakenOut.number.desc(), TakenOut.place)
            .limit(LOOKED_THROUGH)
        )
        in_act = query.where(TakenOut.plan_id == self._plan_id, TakenOut.number >= one.act)
        taken = [
            *(db.session.execute(in_act) if one.act < one.number else ()),
            *db.session.execute(query.where(TakenOut.section_id == spot.section_id)),
        ]
        row = next((row for row in taken if words in row.words), None)
        carried = row is not None and row.number >= one.act
        self._turn("carried" if carried else "put_back", spot, one, "", words)
        source = self._look(row.section_id, {row.number}, row.number) if row is not None else None
        if row is None or source is None or source.before is None:
            return None
        stretch = find_words(source.before_text, words)
        if stretch is None:
            return None
        there = _Spot(
            row.section_id, row.section, source.before, source.before_text, read_runs(source.before_runs), stretch
        )
        if not carried:
            self._turn("taken_out", there, source, words, "")
        return there

    def _turn(self, kind: str, spot: _Spot, one: _Known, old: str, new: str) -> None:
        self._turns.append(Turn(kind, spot.section, one.number, one.before, old, new, one.summary))

    def _look(self, section_id: int, numbers: Collection[int], wanted: int) -> _Known | None:
        """The revision wanted; those of the other numbers are read with it, since they will be asked for."""
        if (section_id, wanted) not in self._known:
            asked = sorted(number for number in numbers if (section_id, number) not in self._known)[-MAX_TURNS:]
            before, before_text = aliased(Revision), aliased(Text)
            rows = db.session.execute(
                select(
                    Revision.number,
                    JournalEntry.act,
                    Text.body,
                    Revision.summary,
                    before.number.label("before"),
                    before_text.body.label("before_text"),
                    Biography.runs.label("before_runs"),
                )
                .join(JournalEntry, JournalEntry.id == Revision.entry_id)
                .join(Text, Text.hash == Revision.text_hash)
                .outerjoin(before, before.id == Revision.parent_id)
                .outerjoin(before_text, before_text.hash == before.text_hash)
                .outerjoin(Biography, Biography.revision_id == before.id)
                .where(
                    Revision.section_id == section_id,
                    Revision.language == self._language,
                    Revision.number.in_(asked),
                )
            )
            for row in rows:
                self._known[section_id, row.number] = _Known(
                    row.number, row.act, row.body, row.summary, row.before, row.before_text or "", row.before_runs or ""
                )
        return self._known.get((section_id, wanted))


def _said(words: str) -> list[str]:
    """The words without white space, Markdown's marks of a heading and the number typed before them."""
    words = words.lstrip("# ")
    label = label_length(words)
    return [word.strip() for word in cut_words(words if label is None else words[label[1] :])]
