"""What may be done with a bracket, what the text reads like once it is done, and brackets put round words.

Where brackets stand is `brackets.py`, how the seams are smoothed `bracket_views.py`. Who may do it, and that it is
recorded, is no concern of this room. None stands for what cannot be done; nothing here raises.
"""

import re

from wiki.text.bracket_words import read_owners
from wiki.text.brackets import Bracket, choose, drop, lift, parse_brackets
from wiki.text.paragraphs import split_paragraphs, typed_number

#: a character of a word written with spaces round it: there brackets stand round whole words
_LETTER = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_MARKERS = re.compile(r"#{1,6}[ \t]+|(?:[-+*>][ \t]+)+")


def open_acts(bracket: Bracket) -> tuple[str, ...]:
    """Which acts make sense for a bracket: lift (its words are agreed), drop (they go with it), choose (of options).

    One option of several is not lifted, since the others would be left beside it; a gap is filled in the editor; an
    instruction, and the name of who proposed a paragraph, can only go.
    """
    if bracket.kind == "alternative":
        return ("choose", "drop")
    return {"text": ("lift", "drop"), "attribution": ("lift",)}.get(bracket.kind, ("drop",))


def settle(text: str, start: int, act: str, option: int = 0) -> str | None:
    """The text once an act was done to the bracket that begins at `start`; None where there is none it is open to."""
    bracket = next((item for item in parse_brackets(text).brackets if item.start == start), None)
    if bracket is None or act not in open_acts(bracket):
        return None
    if act == "choose":
        return choose(text, bracket, option) if 0 <= option < max(1, len(bracket.options)) else None
    return lift(text, bracket) if act == "lift" else drop(text, bracket)


def enclose(text: str, start: int, end: int, owners: tuple[str, ...] = ()) -> tuple[str, int] | None:
    """The text with brackets round a range, their owners in front, and where the bracket begins.

    The range is widened to whole words; white space at its ends, and the marks or the number a paragraph begins with,
    stay outside. None where no bracket
    with these words and owners would come of it, or the text would be laid out otherwise: in code, across a link or
    half of another bracket, over cells of a table.
    """
    start, end = _narrowed(text, start, end)
    if start >= end or _crosses_cells(text, start, end):
        return None
    named = f"{', '.join(owners)}: " if owners else ""
    made = f"{text[:start]}[{named}{text[start:end]}]{text[end:]}"
    before, after = parse_brackets(text), parse_brackets(made)
    whole = end + len(named) + 2
    stands = any(
        (item.start, item.words_start, item.words_end, item.end, item.owners)
        == (start, start + 1 + len(named), whole - 1, whole, owners)
        and item.kind in ("text", "alternative", "placeholder")
        for item in after.brackets
    )
    if not stands or len(after.brackets) != len(before.brackets) + 1 or len(after.unbalanced) != len(before.unbalanced):
        return None
    if [block.kind for block in split_paragraphs(made)] != [block.kind for block in split_paragraphs(text)]:
        return None
    return made, start


def owners_of(typed: str) -> tuple[str, ...] | None:
    """The owners somebody typed ("KE, African Group"); None where a bracket would not be read as theirs."""
    if not typed.strip():
        return ()
    owners = read_owners(typed)
    found = parse_brackets(f"[{', '.join(owners)}: x]").brackets if owners else ()
    return owners if found and found[0].owners == owners else None


def _narrowed(text: str, start: int, end: int) -> tuple[int, int]:
    for block in split_paragraphs(text):
        if block.start <= start < block.end:
            opening = _MARKERS.match(text, block.start, block.end)
            first = opening.end() if opening else block.start
            number = typed_number(text[first : block.end])
            if number is not None and text.startswith(number, first):
                first += len(number)
            start = max(start, first)
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        while start and _LETTER.match(text, start - 1) and _LETTER.match(text, start):
            start -= 1
        while end < len(text) and _LETTER.match(text, end) and _LETTER.match(text, end - 1):
            end += 1
    return start, end


def _crosses_cells(text: str, start: int, end: int) -> bool:
    return re.search(r"(?<!\\)\||[\r\n]", text[start:end]) is not None and any(
        block.kind == "table" and block.start < end and start < block.end for block in split_paragraphs(text)
    )
