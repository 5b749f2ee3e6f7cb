"""Preparing the words of one block for Markdown: brackets taken out, marks put in where no token is cut."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiki.text.brackets import Brackets
from wiki.text.render_marks import PLAIN, Insert, Literal, Marks, State

# Within these no mark may stand: it would change what Markdown reads.
_TOKENS = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escape
    r"|\*+|~+|`+|(?<=\w)_+(?=\w)|_+"  # marks of emphasis and code
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<[A-Za-z/!][^<>\r\n]{0,1000}>"
)
_OPENS = re.compile(r"[\\*~`_&<]")  # one of these begins each of them
_SPECIAL = re.compile(r"[*_`<&\\\[!]")
_DEEPEST = 12  # brackets nested deeper look like those around them
_MOST = 1500  # tokens in one block; what has more is shown as typed, because Markdown's time grows with its square


@dataclass(frozen=True, slots=True)
class Layer:
    """Ranges of the source that are shown in some way; `tags` around the words, `once` before their first run."""

    start: int
    end: int
    tags: tuple[tuple[str, str], ...]
    once: str = ""
    changed: bool = False
    exact: bool = False  # its ends are known to cut no token


class Words:
    """The source of one rendering with all that is to be marked in it."""

    def __init__(
        self,
        source: str,
        marks: Marks,
        brackets: Brackets,
        links: Sequence[tuple[int, int, int]],
        layers: Iterable[Layer],
    ) -> None:
        self.source = source
        self.marks = marks
        self.links = sorted(links)
        self.link_starts = [start for start, _, _ in self.links]
        self.kept = {start for start, _, _ in links}
        for _, label, end in links:
            self.kept.update(at for at in range(label, end) if source[at] in "[]")
        self.inserted: dict[int, tuple[str, int]] = {}
        self.layers = list(layers)
        self.edges: list[tuple[int, State]] = []
        self._settle(brackets)
        self.edge_at = [at for at, _ in self.edges]

    def _settle(self, brackets: Brackets) -> None:
        """From layers that overlap to one state for each stretch of the source."""
        layers = [*self.layers, *_bracket_layers(brackets)]
        moments: dict[int, list[tuple[bool, int]]] = {}
        for index, layer in enumerate(layers):
            start, end = (layer.start, layer.end) if layer.exact else self._outward(layer.start, layer.end)
            if start < end:
                moments.setdefault(start, []).append((True, index))
                moments.setdefault(end, []).append((False, index))
        open_now: set[int] = set()
        shown: set[int] = set()
        places = sorted(moments)
        for at, following in zip(places, [*places, len(self.source)][1:], strict=True):
            for opening, index in moments[at]:
                (open_now.add if opening else open_now.discard)(index)
            order = sorted(open_now, key=lambda index: (layers[index].start, -layers[index].end, index))
            within = [layers[index] for index in order]
            said = open_now - shown
            if not any(map(str.isalnum, self.source[at:following])):
                # No words to say it before, such as the edge of a cell: it is said before those that follow.
                said = {index for index in said if layers[index].end <= following}
            once = "".join(layers[index].once for index in sorted(said))
            shown |= said
            tags = tuple((index, *tag) for index in order for tag in layers[index].tags)
            changed = any(layer.changed for layer in within)
            state = State(tags, once, changed, len(self.edges) if once else 0) if tags else PLAIN
            self.edges.append((at, state))

    def _outward(self, start: int, end: int) -> tuple[int, int]:
        """The range with no token cut by its ends."""
        for at, label, stop in self._links_around(start, end):
            # The words of a link may be marked in part; the call of a note, a task box and a picture are put in whole.
            inner = at if stop == label + 1 and self.source[at + 1] in "^ xX" else label
            if self.source[at - 1 : at] == "!" and stop > label + 1:
                at = inner = at - 1
            start = at if inner < start < stop else start
            end = stop if inner < end < stop else end
        first, last = self._token_around(start), self._token_around(end)
        return (first[0] if first else start), (last[1] if last else end)

    def _links_around(self, start: int, end: int) -> list[tuple[int, int, int]]:
        first = bisect_left(self.link_starts, start - 2000)
        return self.links[first : bisect_right(self.link_starts, end)] if self.links else []

    def _token_around(self, at: int) -> tuple[int, int] | None:
        begin = max(self.source.rfind("\n", 0, at), self.source.rfind("\r", 0, at), at - 1200) + 1
        # Most places have none before them in their line, and what stands behind them does not matter.
        while opening := _OPENS.search(self.source, begin, at):
            found = _TOKENS.match(self.source, opening.start(), at + 1200)
            if found is not None and found.end() > at:
                return found.start(), found.end()
            begin = found.end() if found is not None else opening.end()
        return None

    def text_of(self, spans: Sequence[tuple[int, int]], *, code: bool = False) -> str:
        """The words of these stretches, one for each line, as Markdown may see them; code is given as typed."""
        plain = not code and sum(len(_SPECIAL.findall(self.source, *span)) for span in spans) > _MOST
        lines = []
        before = spans[0][0] if spans else 0
        for start, end in spans:
            line = self._line(start, end, literal=plain, code=code)
            if bisect_right(self.edge_at, start) > bisect_right(self.edge_at, before):
                # Something began or ended between two lines, or at the first character of this one.
                line = self.marks.mark(self._state_before(start)) + line
            lines.append(line)
            before = end - 1 if end > start else end
        state = self._state_before(spans[0][0]) if spans else PLAIN
        first = "" if state is PLAIN else self.marks.mark(state)
        last = self.marks.mark(PLAIN) if self.edges else ""
        return first + "\n".join(lines) + last

    def shown_at(self, at: int, text: str) -> str:
        """Text of ours (a typed number), shown as what stands at a place of the source is."""
        state = self._state_before(at)
        return text if state is PLAIN else self.marks.mark(state) + text + self.marks.mark(PLAIN)

    def _state_before(self, at: int) -> State:
        index = bisect_right(self.edge_at, at) - 1
        return self.edges[index][1] if index >= 0 else PLAIN

    def _line(self, start: int, end: int, *, literal: bool, code: bool) -> str:
        source = self.source
        parts = []
        at = start
        first = bisect_right(self.edge_at, start)
        cuts = [(edge, state) for edge, state in self.edges[first : bisect_left(self.edge_at, end)]]
        for edge, state in [*cuts, (end, PLAIN)]:
            parts.append(self._stretch(at, edge, literal=literal, code=code))
            if edge < end:
                parts.append(self.marks.mark(state))
            at = edge
        line = "".join(parts)
        if not code and not literal and re.search(r"(?<!\\)(?:\\\\)*\\$", source[start:end]):
            line = line[:-1] + "  "
        return line

    def _stretch(self, start: int, end: int, *, literal: bool, code: bool) -> str:
        words = self.source[start:end]
        if code:
            return words
        if literal:
            return _SPECIAL.sub(lambda found: self.marks.mark(Literal(found[0])), words).replace(
                "]", self.marks.mark(Literal("]"))
            )
        if "[" not in words and "]" not in words:
            return words
        out = []
        at = 0
        for found in re.finditer(r"[\[\]]", words):
            here = start + found.start()
            if found.start() < at:
                continue
            escaped = here and self.source[here - 1] == "\\"
            out.append(words[at : found.start()])
            at = found.end()
            if here in self.inserted:
                mark, stop = self.inserted[here]
                out.append(mark)
                at = max(at, stop - start)
            elif here in self.kept or escaped:
                out.append(found[0])
            else:
                out.append(self.marks.mark(Literal(found[0])))
        out.append(words[at:])
        return "".join(out)

    def insert_at(self, start: int, end: int, html: str) -> None:
        """Show our own HTML in the place of a range that begins with "[" (a footnote's mark, a task's box)."""
        self.inserted[start] = (self.marks.mark(Insert(html)), end)


def _bracket_layers(brackets: Brackets) -> list[Layer]:
    layers = []
    who = ('<span class="who">', "</span>")
    for item in brackets.brackets:
        if item.depth >= _DEEPEST:
            continue
        kind = "" if item.kind == "text" else f" bk-{item.kind}"
        layers.append(Layer(item.start, item.end, ((f'<span class="bk{kind}">', "</span>"),), exact=True))
        if item.owners and item.kind != "attribution":
            if item.words_start > item.start + 1:
                layers.append(Layer(item.start + 1, item.words_start, (who,), exact=True))
            if item.end > item.words_end + 1:
                layers.append(Layer(item.words_end + 1, item.end, (who,), exact=True))
    alone = ('<span class="stray">', "</span>")
    layers += [Layer(at, at + 1, (alone,), exact=True) for at in brackets.unbalanced]
    return layers
