"""Marks that travel through Markdown and become tags afterwards.

Words are marked (a comment's passage, a bracket, an insertion) by single private-use characters at the edges of
tokens. They go through Markdown and the sanitiser as text and are turned into tags here, around each run of text by
itself: so a mark may cross emphasis, links, items and cells, and what comes out is always well-formed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

#: private-use characters that stand for marks; what people send must not hold any (plane 15)
FIRST, LAST = 0xF0000, 0xFFFFD
_MARK = re.compile("[\U000f0000-\U000ffffd]")
_TOKEN = re.compile('(<[^">]*(?:"[^"]*"[^">]*)*>)')
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"br", "hr", "img", "wbr", "col"}
_SEEN = {"hr", "img"}  # what is shown as words are
_UNSAFE = re.compile("[\x02\x03\U000f0000-\U000ffffd]")


def without_marks(text: str) -> str:
    """The text with U+FFFD in place of characters that would be taken for marks."""
    return _UNSAFE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class State:
    """How a run of text is shown: `tags` around it, outermost first, `once` before its first run.

    A tag is (which layer it shows, opening, closing).

    `changed` says that the run is part of a change, so that blocks without any can be told; `number` keeps two runs
    apart that look alike.
    """

    tags: tuple[tuple[int, str, str], ...] = ()
    once: str = ""
    changed: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that Markdown must not see, put in as it is (escaped)."""

    text: str


@dataclass(frozen=True, slots=True)
class Insert:
    """HTML of our own, put in as it is."""

    html: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """Attributes for the nearest element around this place whose name is among `names`, and HTML into or before it."""

    names: tuple[str, ...]
    attributes: str
    inside: str = ""
    before: str = ""


Event = State | Literal | Insert | Attribute
PLAIN = State()


@dataclass(slots=True)
class Marks:
    """The marks of one rendering: each event gets a character of its own."""

    events: list[Event] = field(default_factory=list)
    known: dict[Event, str] = field(default_factory=dict)

    def mark(self, event: Event) -> str:
        """The character that stands for an event; "" when there are more than the plane holds."""
        if event in self.known:
            return self.known[event]
        if FIRST + len(self.events) > LAST:
            return ""
        self.events.append(event)
        self.known[event] = chr(FIRST + len(self.events) - 1)
        return self.known[event]

    def event_of(self, character: str) -> Event | None:
        """The event a character stands for."""
        index = ord(character) - FIRST
        return self.events[index] if index < len(self.events) else None


@dataclass(frozen=True, slots=True)
class Chunk:
    """One element at the top of the rendered text, and whether anything in it is changed."""

    html: str
    changed: bool


def apply_marks(html: str, marks: Marks) -> tuple[Chunk, ...]:
    """Turn marks into tags; the text in chunks, one for each element at the top."""
    return tuple(_Walk(marks).run(html))


def join_chunks(chunks: Sequence[Chunk]) -> str:
    """The whole HTML."""
    return "\n".join(chunk.html for chunk in chunks)


class _Walk:
    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.state = PLAIN
        self.used: set[int] = set()
        self.out: list[str] = []
        self.stack: list[tuple[str, int]] = []
        self.chunks: list[Chunk] = []
        self.changed = False
        self.open: list[tuple[int, str, str]] = []  # the tags of marks around the place where we are

    def run(self, html: str) -> list[Chunk]:
        for token in _TOKEN.split(html):
            if not token:
                continue
            tag = _TAG.match(token)
            if tag:
                self._tag(token, tag[1] == "/", tag[2].lower())
            else:
                self._text(token)
        self._close(0)
        self._flush()
        return self.chunks

    def _flush(self) -> None:
        if self.out:
            self.chunks.append(Chunk("".join(self.out), self.changed))
        self.out, self.changed = [], False

    def _tag(self, token: str, closing: bool, name: str) -> None:
        if name in _SEEN:
            self._words(token)
            if not self.stack:
                self._close(0)
                self._flush()
            return
        self._close(0)
        if closing:
            self.out.append(token)
            if self.stack and self.stack[-1][0] == name:
                self.stack.pop()
            if not self.stack:
                self._flush()
            return
        if not self.stack and self.out and not "".join(self.out).strip():
            self.out.clear()
        self.out.append(token)
        if name not in _VOID:
            self.stack.append((name, len(self.out) - 1))
        elif not self.stack:
            self._flush()

    def _text(self, text: str) -> None:
        at = 0
        for found in _MARK.finditer(text):
            self._words(text[at : found.start()])
            at = found.end()
            event = self.marks.event_of(found[0])
            if isinstance(event, State):
                self.state = event
            elif isinstance(event, Literal):
                self._words(escape(event.text, quote=False))
            elif isinstance(event, Insert) and event.html.startswith("<"):
                self._close(0)
                self.out.append(event.html)
            elif isinstance(event, Insert):
                self._words(event.html)
            elif isinstance(event, Attribute):
                self._attribute(event)
        self._words(text[at:])

    def _words(self, words: str) -> None:
        if not words:
            return
        state, tags = self.state, self.state.tags
        if any(tag[1].startswith("<a ") for tag in tags) and any(name == "a" for name, _ in self.stack):
            tags = tuple(tag for tag in tags if not tag[1].startswith("<a "))  # a link holds no other link
        same = 0
        while same < min(len(self.open), len(tags)) and self.open[same] == tags[same]:
            same += 1
        self._close(same)
        for tag in tags[same:]:
            self.out.append(tag[1])
            self.open.append(tag)
        if state.once and id(state) not in self.used:
            self.used.add(id(state))
            self.out.append(state.once)
        self.changed = self.changed or state.changed
        self.out.append(words)

    def _close(self, keep: int) -> None:
        """Close the tags of marks down to so many."""
        while len(self.open) > keep:
            self.out.append(self.open.pop()[2])

    def _attribute(self, event: Attribute) -> None:
        for name, index in reversed(self.stack):
            if name in event.names:
                tag = self.out[index]
                cut = len(tag) - 1
                if not event.attributes or event.attributes.split("=")[0] + "=" not in tag:
                    self.out[index] = event.before + tag[:cut] + event.attributes + tag[cut:] + event.inside
                return
