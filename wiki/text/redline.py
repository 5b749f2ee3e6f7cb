"""The redline: a comparison shown on rendered text, never on raw Markdown.

Both texts are woven into one source with marks at the edges of what was deleted and inserted; Markdown
renders it, and the marks become elements. Long unchanged stretches are folded.
"""

import re
from collections.abc import Iterable, Mapping

from lxml import html as html_tree

from wiki.text import marks
from wiki.text.compare import Comparison, Piece
from wiki.text.render import render_marked

#: the hidden words that say a change aloud, and those shown at a move's two ends and on a fold
WORDS: Mapping[str, str] = {
    "inserted": "inserted:",
    "deleted": "deleted:",
    "moved_from": "moved from here",
    "moved_to": "moved here",
    "fold": "%d paragraphs unchanged",
    "fold_one": "1 paragraph unchanged",
}

#: unchanged paragraphs kept in sight on each side of a change
CONTEXT = 1

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_PREFIX = re.compile(
    r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+|\|[ \t]*)?"
    r"(?:(?:\d{1,4}(?: (?:bis|ter|alt))?[.)]|\([a-z]{1,4}\))[ \t]+)?"
)
_RULE = re.compile(r"[ \t]*[|:=-][|:= \t-]*\Z")


def render_redline(
    comparison: Comparison, *, side: str = "inline", words: Mapping[str, str] = WORDS, fold: bool = True
) -> str:
    """Safe HTML of a comparison: both texts in one ("inline"), or one "old" or "new" side with its changes marked.

    Every `ins` and `del` begins with hidden words, so that it can be heard; the two ends of a move are linked.
    """
    source = "".join(_woven(comparison.pieces, side))
    rendered = render_marked(source, say=lambda kind, move: _said(kind, move, words))
    return _folded(rendered, words) if fold else rendered


def _said(kind: str, move: int, words: Mapping[str, str]) -> str:
    if kind in ("inserted", "deleted"):
        return words[kind]
    here, there = ("from", "to") if kind == "moved_from" else ("to", "from")
    arrow = "↓" if kind == "moved_from" else "↑"
    return (
        f'<a class="moved" id="move-{move}-{here}" href="#move-{move}-{there}">{marks.escape(words[kind])} {arrow}</a> '
    )


def _woven(pieces: Iterable[Piece], side: str) -> Iterable[str]:
    """The source of both texts, marked where they differ."""
    at_line_start = True
    for piece in pieces:
        for text, kind, move in _spoken(piece, side):
            if not text:
                continue
            if kind == "kept" and not move:
                yield text
            else:
                yield from _marked(text, kind, move, at_line_start)
            at_line_start = text.endswith(("\n", "\r"))


def _spoken(piece: Piece, side: str) -> Iterable[tuple[str, str, str]]:
    """What a piece puts on this side: text, "kept", "ins" or "del", and the mark of a move's end."""
    old, new = side != "new", side != "old"
    end = marks.digits(piece.move or 0) + marks.END
    if piece.kind in ("kept", "renumbered"):
        yield (piece.new if new else piece.old), "kept", ""
    elif piece.kind == "moved_from":
        if old:
            yield piece.old, "del", marks.MOVED_FROM + end
    elif piece.kind == "moved_to":
        if new:
            first = marks.MOVED_TO + end
            for inner in piece.inside or (Piece("kept", piece.new, piece.new),):
                for text, kind, _ in _spoken(inner, side if side == "inline" else "new"):
                    yield text, kind, first
                    first = ""
    else:
        if old:
            yield piece.old, "del", ""
        if new:
            yield piece.new, "ins", ""


def _marked(text: str, kind: str, move: str, at_line_start: bool) -> Iterable[str]:
    """A changed stretch with marks around the words of each of its lines, behind what Markdown reads as structure."""
    on, off = {"ins": (marks.INS_ON, marks.INS_OFF), "del": (marks.DEL_ON, marks.DEL_OFF), "kept": ("", "")}[kind]
    for line in _LINE.findall(text):
        body = line.rstrip("\r\n")
        ending = line[len(body) :]
        words = body.rstrip(" \t")
        start = 0
        if at_line_start:
            found = _PREFIX.match(words)
            start = found.end() if found else 0
        at_line_start = bool(ending)
        if not words[start:].strip() or _RULE.match(words):
            yield line
            continue
        inner = words[start:]
        if "|" in inner and words.lstrip().startswith("|"):
            inner = re.sub(r"[ \t]*(?<!\\)\|[ \t]*", lambda cell: f"{off}{cell.group()}{on}", inner)
            inner = inner.removesuffix(on) if inner.endswith(on) else inner + off
            yield f"{words[:start]}{move}{on}{inner}{body[len(words) :]}{ending}"
        else:
            yield f"{words[:start]}{move}{on}{inner}{off}{body[len(words) :]}{ending}"
        move = ""


def _folded(rendered: str, words: Mapping[str, str]) -> str:
    """The redline with runs of unchanged blocks put away behind a line that says how many they are."""
    if not rendered.strip():
        return rendered
    blocks = html_tree.fragments_fromstring(rendered)
    spelled = [block if isinstance(block, str) else html_tree.tostring(block, encoding="unicode") for block in blocks]
    changed = [bool(re.search(r'<(?:ins|del)\b|class="moved"', block)) for block in spelled]
    keep = [
        any(changed[max(0, index - CONTEXT) : index + CONTEXT + 1]) or re.match(r"<h[1-6]", spelled[index]) is not None
        for index in range(len(spelled))
    ]
    result: list[str] = []
    run: list[str] = []
    for block, kept in zip([*spelled, ""], [*keep, True], strict=True):
        if not kept:
            run.append(block)
            continue
        if len(run) > 1:
            said = words["fold"] % len(run)
            result.append(f'<details class="fold"><summary>{marks.escape(said)}</summary>{"".join(run)}</details>')
        else:
            result += run
        run = []
        result.append(block)
    return "".join(result)
