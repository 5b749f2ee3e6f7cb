"""Replay: the biographies of all the texts of a plan worked out from its revisions alone, from first to last.

It gives what saving gives step by step; what that keeps in a database is kept here while the replay lasts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wiki.text.biography import Attribution, attribute
from wiki.text.carried import Carried, Lost
from wiki.text.compare import Comparison, Piece, compare_texts
from wiki.text.recall import REMEMBERED, Gone, Key
from wiki.text.runs import Run, read_runs, spell_runs


@dataclass(frozen=True, slots=True)
class Written:
    """A revision as far as its words go: its number in the plan, the act it belongs to, where, and the text.

    Equal texts have equal hashes.
    """

    number: int
    act: int
    section: int
    language: str
    text: str
    text_hash: str


def replay(revisions: Iterable[Written]) -> Iterator[tuple[Written, Attribution]]:
    """Each revision of a plan, oldest first, with what it brought and took out."""
    told: dict[tuple[int, str], _Told] = {}
    memory = _PlanMemory()
    for one in revisions:
        section = told.setdefault((one.section, one.language), _Told())
        memory.turn_to(one, section.gone)
        same = section.seen.get(one.text_hash)
        found = attribute(
            section.runs,
            compare_texts(section.text, one.text) if section.runs else whole(one.text),
            one.number,
            memory,
            same_as=None if same is None else read_runs(same),
        )
        section.text, section.runs = one.text, found.runs
        section.seen[one.text_hash] = spell_runs(found.runs)
        memory.keep(one, section.gone, found.gone)
        yield one, found


def whole(text: str) -> Comparison:
    """The comparison of the empty text with this one."""
    return Comparison((Piece("inserted", "", text),) if text else ())


@dataclass(slots=True)
class _Told:
    """What is known of a section in a language: its text, and its runs, those of each text it ever had, what went."""

    text: str = ""
    runs: tuple[Run, ...] = ()
    seen: dict[str, str] = field(default_factory=dict)
    gone: list[Gone] = field(default_factory=list)


class _PlanMemory:
    """What was taken out anywhere in the plan, as seen from the revision that is told."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, Key], Gone] = {}
        self._act: dict[str, Carried] = {}
        self._now = Written(0, 0, 0, "", "", "")
        self._here: Sequence[Gone] = ()

    def turn_to(self, now: Written, here: Sequence[Gone]) -> None:
        if now.act != self._now.act:
            self._act.clear()
        self._now, self._here = now, here

    def keep(self, now: Written, here: list[Gone], gone: Sequence[Gone]) -> None:
        for one in gone:
            self._known[self._scope(one.key)] = one
        self._act.setdefault(now.language, Carried()).note(now.section, ((one.text, one.runs) for one in gone))
        here += gone

    def _scope(self, key: Key) -> tuple[str, int, Key]:
        return self._now.language, -1 if key.around is None else self._now.section, key

    def find(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        return {key: one for key in keys if (one := self._known.get(self._scope(key))) is not None}

    def recent(self) -> Sequence[Gone]:
        return self._here[-REMEMBERED:][::-1]

    def carried(self, words: Sequence[str]) -> Iterable[tuple[Lost, Sequence[int]]]:
        lost = self._act.get(self._now.language)
        return lost.sharing(self._now.section, words) if lost is not None else ()
