"""Redlines: a comparison shown on the rendered text, and told as a list of changes.

The source shown is put together from the pieces (both texts inline, or one side), and what changed is laid over it in
the same way as passages and brackets; so the HTML is well-formed whatever changed. Markdown itself is never shown.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from wiki.sentences import SentenceId
from wiki.text.change_list import leads_elsewhere, number_changes
from wiki.text.classes import opens_item
from wiki.text.compare import Comparison, Piece
from wiki.text.folds import fold_unchanged
from wiki.text.render_inline import Layer
from wiki.text.render_marks import join_chunks
from wiki.text.render_safe import render_chunks
from wiki.text.spacing import begins_block, find_code, find_spacing
from wiki.text.unworded import find_picture, find_shown, holds_code, is_fence, join_fences, opens_fence

_LINK_PARTS = 40  # the last parts of a sheet, within which a link began
_LINE = 400  # characters that are looked at of a line
_WORDED = ("deleted", "inserted", "replaced")
_BOX = frozenset(" xX")
_ENDING = re.compile(r"[\r\n]")


#: what a redline says besides the text: what is heard before a change, and what a move's ends and a fold are called;
#: a "language" beside them is the tag of the one they are in
WORDS: Mapping[str, str] = {
    "inserted": SentenceId("inserted:"),
    "deleted": SentenceId("deleted:"),
    "moved_from": SentenceId("moved from here"),
    "moved_to": SentenceId("moved here"),
    "fold": SentenceId("%d paragraphs unchanged"),
    "fold_one": SentenceId("1 paragraph unchanged"),
}


def render_redline(
    comparison: Comparison,
    *,
    side: str = "inline",
    prefix: str = "",
    fold: bool = True,
    numbered: bool = False,
    words: Mapping[str, str] = WORDS,
) -> str:
    """Safe HTML of a comparison: both texts inline, or only the "old" or "new" one with its share of the changes.

    Deletions are `del`, insertions `ins`, moved blocks have the class moved and a link to their other end
    (ids begin with `prefix`, so that several redlines fit on one page); unchanged blocks fold into `details`.
    Renumbering shows the new number as if nothing had changed. Where they are numbered, the marks of one change carry
    its number in data-change, the same on all sides.
    """
    sheet = _Sheet(prefix, words, side, numbered)
    sheet.add(comparison.pieces)
    sheet.mark_tags()
    chunks = render_chunks("".join(sheet.text), sheet.layers, uid=f"{prefix}{side}")
    return "\n".join(fold_unchanged(chunks, words, _speech(words))) if fold else join_chunks(chunks)


class _Sheet:
    """The source that is shown, as it grows, and what is laid over it."""

    def __init__(self, prefix: str, words: Mapping[str, str], side: str, numbered: bool) -> None:
        self.prefix = prefix
        self.words = words
        self.side = side
        self.speech = _speech(words)
        self.text: list[str] = []
        self.length = 0
        self.layers: list[Layer] = []
        self.exact = False  # whether we are in code, where nothing is Markdown
        self.around: dict[int, int] = {}  # where what is between two marks of one number began
        # where a mark stands that may be in a tag, how far it reaches, and its change
        self.marks: list[tuple[int, int, int]] = []
        self.numbered = numbered
        self.change = 0

    def _put(self, text: str) -> tuple[int, int]:
        start = self.length
        self.text.append(text)
        self.length += len(text)
        return start, self.length

    def _show(self, text: str, opening: str, closing: str, said: str) -> None:
        """Text with one change laid over it; a change of nothing but line ends shows a pilcrow."""
        if not text.strip() and _ENDING.search(text):
            start, _ = self._put("¶")
            self._lay(start, start + 1, opening, closing, said)
            self._put(text)
            return
        self._lay(*self._put(text), opening, closing, said)

    def _lay(self, start: int, end: int, opening: str, closing: str, said: str) -> None:
        once = f'<span class="unseen"{self.speech}> {escape(said)} </span>' if said else ""
        tag = (self._with_number(opening), closing)
        self.layers.append(Layer(start, end, (tag,), once, changed=True, exact=self.exact))

    def _with_number(self, opening: str) -> str:
        return f'{opening[:-1]} data-change="{self.change}">' if self.numbered else opening

    def add(self, pieces: Sequence[Piece]) -> None:
        """Show pieces one after another, on the side that is asked for."""
        before = self.text[-1] if self.text else ""
        pieces = [*join_fences(pieces)]
        within = self.change  # what changed in what moved is part of that change
        numbers = number_changes(pieces)
        told = zip(pieces, find_spacing(pieces, before), find_code(pieces), numbers, strict=True)
        for piece, spacing, code, number in told:
            self.exact, self.change = code, within or number
            if spacing:
                self._put(
                    piece.new if self.side == "new" else piece.old if self.side == "old" else piece.old + piece.new
                )
            elif piece.around is not None and not code:
                self._add_around(piece)
            elif piece.kind in _WORDED and self._add_unworded(piece):
                continue
            elif self.side == "old":
                self._add_old(piece)
            elif self.side == "new":
                self._add_new(piece)
            else:
                self._add_both(piece)

    def _add_unworded(self, piece: Piece) -> bool:
        """Show a change among the words of a picture, or in the fence of code: not it is marked, but what it shows in.
        False where it is none."""
        line = self._line()
        start = find_picture(line)
        if start is not None and not self.exact:
            first = self.length - len(line) + start
            self._put(piece.old if self.side == "old" else piece.new)
            self._lay(first, self.length, '<span class="restyled">', "</span>", "")
            return True
        if opens_fence(line + (piece.new or piece.old)):
            if not (line or self.exact) and piece.kind != "replaced" and holds_code(piece.new or piece.old):
                return False
            if line or not self.exact:  # else it ends the code
                self.marks.append((self.length, self.length, self.change))
            if is_fence(piece) or opens_fence(line):
                self._put(piece.old if self.side == "old" else piece.new)
                return True
        return False

    def _add_around(self, piece: Piece) -> None:
        """A mark around words that stayed: only its own side's stands there, and what is between two is marked."""
        assert piece.around is not None
        text = "".join(self.text[-_LINK_PARTS:])
        start, end = self._put(piece.old if self.side == "old" else piece.new)
        if (piece.old or piece.new).startswith("(") and text.endswith("]"):
            start = start - len(text) + _link_start(text[:-1])  # its words stood in brackets before
            self._lay(start, end, '<span class="restyled">', "</span>", "")
        elif piece.around in self.around:
            self.marks.append((self.around[piece.around], end, self.change))
        else:
            self.around[piece.around] = start
            self.marks.append((start, start, self.change))

    def _line(self) -> str:
        """What is shown so far of the line we are in, or the end of it."""
        line = ""
        for part in reversed(self.text[-_LINK_PARTS:]):
            line = part[-_LINE:] + line
            if _ENDING.search(part) or len(part) > _LINE:
                break
        return line[max(line.rfind("\n"), line.rfind("\r")) + 1 :]

    def mark_tags(self) -> None:
        """Lay marks over what stands between two, and over what shows that a tag changed."""
        text = "".join(self.text)
        for place, end, change in self.marks:
            self.change = change
            shown = find_shown(text, place) or (place, end)
            self._lay(*shown, '<span class="restyled">', "</span>", "")

    def _add_old(self, piece: Piece) -> None:
        """What the old side shows of a piece."""
        if piece.kind == "moved_from":
            self._moved(piece, away=True)
        elif leads_elsewhere(piece):
            self._retarget(piece.old)
        elif piece.kind in ("deleted", "replaced"):
            self._show(piece.old, "<del>", "</del>", self.words["deleted"])
        else:
            self._put(piece.old)

    def _add_new(self, piece: Piece) -> None:
        """What the new side shows of a piece."""
        if piece.kind == "moved_to":
            self._moved(piece, away=False)
        elif leads_elsewhere(piece):
            self._retarget(piece.new)
        elif piece.kind in ("inserted", "replaced"):
            self._show(piece.new, "<ins>", "</ins>", self.words["inserted"])
        else:
            self._put(piece.new)

    def _add_both(self, piece: Piece) -> None:
        """What the inline redline shows of a piece: what was there, then what is there."""
        if piece.kind in ("moved_from", "moved_to"):
            self._moved(piece, away=piece.kind == "moved_from")
        elif piece.kind in ("kept", "renumbered"):
            self._put(piece.new)
        elif leads_elsewhere(piece):
            self._retarget(piece.new)
        elif (
            piece.kind == "replaced" and {piece.old, piece.new} <= _BOX and self.text[-1:] and self.text[-1][-1:] == "["
        ):
            self._lay(*self._put(piece.new), "<ins>", "</ins>", self.words["inserted"])  # one box, ticked or not
        elif piece.old and piece.new.strip() and _is_markup(piece):
            # Other markup around the same words: the new one is shown, marked as changed.
            self._lay(*self._put(piece.new), '<span class="restyled">', "</span>", "")
        else:
            self._both(piece)

    def _retarget(self, target: str) -> None:
        """The end of a link that led elsewhere: the whole link is marked, for its address is not shown."""
        _, end = self._put(target)
        text = "".join(self.text[-_LINK_PARTS:])
        start = end - len(text) + _link_start(text[: len(text) - len(target)])
        self._lay(start, end, '<span class="restyled">', "</span>", "")

    def _both(self, piece: Piece) -> None:
        if piece.old and not (piece.old.isspace() and not _ENDING.search(piece.old)):
            old = piece.old
            if old.isspace():
                start, _ = self._put("¶")
                self._lay(start, start + 1, "<del>", "</del>", self.words["deleted"])
            else:
                if old[-1] in "`*_~" and old[-1] == piece.new[:1]:
                    old += "\u2060"  # else the marks between the two would be read as one
                # A heading or item that was replaced must not run into what stands there now.
                block = begins_block(piece.new) or (begins_block(old) and not self._line())
                self._show(old, "<del>", "</del>", self.words["deleted"])
                if piece.new and block and not _ENDING.search(old[-1:]):
                    self._put("\n\n")
        if piece.new:
            self._show(piece.new, "<ins>", "</ins>", self.words["inserted"])

    def _moved(self, piece: Piece, *, away: bool) -> None:
        here, there = ("from", "to") if away else ("to", "from")
        name = f"{self.prefix}move-{piece.move}"
        tag = "del" if away else "span"
        name = escape(name)
        said = f"{escape(self.words['moved_from' if away else 'moved_to'])} {'↓' if away else '↑'}"
        once = f'<a class="moved"{self.speech} id="{name}-{here}" href="#{name}-{there}">{said}</a> '
        start = self.length
        if away or not piece.inside:
            self._put(piece.old or piece.new)
        else:
            side, self.side, around, self.around = self.side, "inline", self.around, {}
            self.add(piece.inside)
            self.side, self.around = side, around
        tags = ((self._with_number(f'<{tag} class="moved">'), f"</{tag}>"),)
        self.layers.append(Layer(start, self.length, tags, once, changed=True))


def _link_start(text: str) -> int:
    """Where the bracket stands that is open at the end of a text."""
    depth = 1
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at
    return len(text)


def _speech(words: Mapping[str, str]) -> str:
    """The attribute by which our own words are read out in their language, where they say which it is."""
    return f' lang="{escape(words["language"])}"' if "language" in words else ""


def _is_markup(piece: Piece) -> bool:
    """Whether only the Markdown around the same words differs."""
    strip = re.compile(r"[\s*_#>`~|=\\-]+")
    if "formatting" not in piece.classes:
        return False
    return opens_item(piece.old, piece.new) or strip.sub("", unescape(piece.old)) == strip.sub("", unescape(piece.new))
