"""Marks: private-use characters that carry structure through Markdown and become tags afterwards.

Marks are set at token edges in the source, survive Markdown and the sanitiser as plain characters, and are
turned into elements by `paint`, which closes and reopens them at every tag so that the result is always
well-formed. Texts from outside never hold such characters; they are refused at the door.
"""

import html as html_escapes
import re
from collections.abc import Callable, Sequence

#: paragraph address: ADDRESS digits LABEL words END
ADDRESS, LABEL, END = "\ue000", "\ue001", "\ue002"
#: bracket edges, and those of a bracket that has no partner
OPEN, CLOSE, STRAY_OPEN, STRAY_CLOSE = "\ue010", "\ue011", "\ue012", "\ue013"
#: the end of the owners at a bracket's beginning
OWNED = "\ue014"
#: passage edges: PASSAGE_ON digits END, PASSAGE_OFF digits END
PASSAGE_ON, PASSAGE_OFF = "\ue020", "\ue021"
#: edges of inserted, deleted and moved words
INS_ON, INS_OFF, DEL_ON, DEL_OFF = "\ue040", "\ue041", "\ue042", "\ue043"
#: the two ends of a move: MOVED_FROM digits END, MOVED_TO digits END
MOVED_FROM, MOVED_TO = "\ue044", "\ue045"

#: a backtick that Markdown shall not see
TICK = "\ue050"

#: nothing at all, so that what follows does not begin a list
NO_LIST = "\ue051"

_PLAIN = {
    NO_LIST: "",
    STRAY_OPEN: '<span class="stray">[</span>',
    STRAY_CLOSE: '<span class="stray">]</span>',
    TICK: "`",
}
_DIGIT = 0xE0A0
_MARK = re.compile("[\ue000-\uf8ff]")
_TAG = re.compile(r"(<[^>]*>)")
_TOKEN = re.compile(
    "\ue000(?P<id>[\ue0a0-\ue0a9]+)\ue001(?P<label>[^\ue002]*)\ue002"
    "|(?P<edge>[\ue020\ue021\ue044\ue045])(?P<key>[\ue0a0-\ue0a9]+)\ue002"
    "|(?P<mark>[\ue000-\uf8ff])"
)


def digits(number: int) -> str:
    """A number in private-use digits, which no Markdown rule takes for a number."""
    return "".join(chr(_DIGIT + int(digit)) for digit in str(number))


def number(spelled: str) -> int:
    """The number that `digits` spelled."""
    return int("".join(str(ord(digit) - _DIGIT) for digit in spelled))


def strip(text: str) -> str:
    """The text without any mark."""
    return _MARK.sub("", text)


def paint(html: str, *, address: Callable[[int, str], str], say: Callable[[str, int], str]) -> str:
    """Turn the marks in sanitised HTML into elements.

    `address` makes the link of a paragraph from its id and typed label; `say` gives the hidden and shown words
    for "inserted", "deleted", "moved_from" and "moved_to" (with the move's number).
    """
    painted: list[str] = []
    words: list[str] = []
    passages: list[int] = []
    depth = 0
    owners = False
    change = ""

    def flush() -> None:
        run = "".join(words)
        words.clear()
        if run.strip():
            if depth:
                run = f'<span class="{"who" if owners else "bk"}">{run}</span>'
            if change:
                run = f"<{change}>{run}</{change}>"
            if passages:
                run = f'<mark class="passage" data-passage="{passages[-1]}">{run}</mark>'
        painted.append(run)

    for part in _TAG.split(html):
        if part.startswith("<"):
            flush()
            painted.append(strip(part))
            continue
        last = 0
        for found in _TOKEN.finditer(part):
            words.append(part[last : found.start()])
            last = found.end()
            mark = found["mark"]
            if mark in _PLAIN:
                words.append(_PLAIN[mark])
                continue
            if mark == CLOSE and depth:
                words.append("]")
            flush()
            if found["id"]:
                painted.append(address(number(found["id"]), found["label"]))
            elif found["edge"]:
                key = number(found["key"])
                if found["edge"] == PASSAGE_ON:
                    passages.append(key)
                elif found["edge"] == PASSAGE_OFF:
                    passages = [held for held in passages if held != key]
                else:
                    painted.append(say("moved_from" if found["edge"] == MOVED_FROM else "moved_to", key))
            elif mark == OPEN:
                depth += 1
                words.append("[")
                owners = _owned(part, last)
                if owners:
                    owners = False
                    flush()
                    owners = True
            elif mark == CLOSE:
                depth = max(0, depth - 1)
                owners = False
            elif mark == OWNED:
                owners = False
            elif mark in (INS_ON, DEL_ON):
                change = "ins" if mark == INS_ON else "del"
                said = say("inserted" if mark == INS_ON else "deleted", 0)
                painted.append(f'<span class="unseen">{said} </span>' if said else "")
            elif mark in (INS_OFF, DEL_OFF):
                change = ""
        words.append(part[last:])
    flush()
    return "".join(painted)


def _owned(part: str, start: int) -> bool:
    """Whether owners stand at the beginning of the bracket opened before `start`."""
    stop = part.find(OWNED, start)
    return stop >= 0 and not any(edge in part[start:stop] for edge in (OPEN, CLOSE))


def insert(text: str, places: Sequence[tuple[int, str]]) -> str:
    """The text with marks put in at places (code points), those at one place in the order given."""
    pieces: list[str] = []
    last = 0
    for at, mark in sorted(places, key=lambda place: place[0]):
        pieces += [text[last:at], mark]
        last = at
    return "".join([*pieces, text[last:]])


def escape(words: str) -> str:
    """Words for HTML, outside tags and inside attributes."""
    return html_escapes.escape(words, quote=True)
