"""Numbers that Word counts by itself (WordprocessingML numbering, ECMA-376 part 1, 17.9), as Word shows them.

The converter knows lists, but not that a label reads “1.2” or “(a)”. So each paragraph with a label is given a mark, in
characters that no text may hold, which prose.py finds again behind the converter, and numbering stays behind here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from wiki.exchange.ooxml import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: what stands before a paragraph with a label: the place of the label in the list of all
MARK = re.compile("\ue000([0-9]{1,7})\ue001")
BULLET = "-"
#: Word has nine levels; a label is cut where a document makes it longer than anybody writes
_LEVELS, _MAX_LABEL = 9, 60
_HOPS = 20
_UNSEEN = re.compile("[\ue000-\uf8ff\0-\x1f\x7f]")
_FURTHER = re.compile("list (?:bullet|number) ([2-5])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph of a list, and how deep it stands, from 0; bullets are all one. Nothing is
    shown where the paragraph goes on with the item above it."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """One w:num: the count it shares, its levels, and the levels it begins anew."""

    count: str
    levels: Mapping[int, _Level]
    anew: Mapping[int, int]


@dataclass(slots=True)
class _Count:
    reached: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def mark_numbers(
    roots: list[Element], numbering: Element | None, styles: Element | None, names: Mapping[str, str]
) -> list[Label]:
    """Put the mark of its label before each paragraph that Word numbers, and give the labels in that order.

    Headings are counted and not marked. `names` are those of the styles, by id.
    """
    lists = _lists_of(numbering, styles)
    labels: list[Label] = []
    if not lists:
        return labels
    of_style = _numbers_of_styles(styles)
    for root in roots:
        counts: dict[str, _Count] = {}
        for paragraph in root.iter(f"{_W}p"):
            properties = paragraph.find(f"{_W}pPr")
            style = _value(properties, "pStyle")
            key, level = _number_of(properties, style, of_style, lists)
            one = lists.get(key)
            if one is None or level not in one.levels:
                continue
            text, name = _count_up(counts.setdefault(one.count, _Count()), key, one, level), names.get(style, "")
            if not _is_heading(name):
                _put_mark(paragraph, properties, len(labels))
                # Word's own “List Bullet 2” is the first level of a list of its own, further in.
                further = _FURTHER.fullmatch(name)
                labels.append(Label(text, level + (int(further[1]) - 1 if further else 0)))
    return labels


def _is_heading(name: str) -> bool:
    return name.startswith("heading ") or name == "title"


def _put_mark(paragraph: Element, properties: Element, place: int) -> None:
    run = etree.Element(f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = f"\ue000{place}\ue001"
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _value(element: Element | None, path: str) -> str:
    found = element.find("/".join(f"{_W}{part}" for part in path.split("/"))) if element is not None else None
    said: str = found.get(f"{_W}val", "") if found is not None else ""
    return said


def _whole(said: str, otherwise: int) -> int:
    return int(said) if re.fullmatch("[0-9]{1,6}", said) else otherwise


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


# What numbering.xml says.


def _lists_of(numbering: Element | None, styles: Element | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    abstract = {it.get(f"{_W}abstractNumId", ""): it for it in numbering.iterchildren(f"{_W}abstractNum")}
    bases = {it.get(f"{_W}numId", ""): _value(it, "abstractNumId") for it in numbering.iterchildren(f"{_W}num")}
    by_style = {
        it.get(f"{_W}styleId", ""): _value(it, "pPr/numPr/numId")
        for it in (styles.iterchildren(f"{_W}style") if styles is not None else ())
        if it.get(f"{_W}type") == "numbering"
    }
    levels = {key: _levels_of(it) for key, it in abstract.items()}
    lists = {}
    for it in numbering.iterchildren(f"{_W}num"):
        key = it.get(f"{_W}numId", "")
        base = bases[key]
        if base in abstract and not levels[base]:
            # A list may be said to be as a style of lists is.
            base = bases.get(by_style.get(_value(abstract[base], "numStyleLink"), ""), base)
        own, anew = dict(levels.get(base, {})), {}
        for change in it.iterchildren(f"{_W}lvlOverride"):
            level = _whole(change.get(f"{_W}ilvl", ""), _LEVELS)
            own |= _levels_of(change)
            if (start := _value(change, "startOverride")) and level < _LEVELS:
                anew[level] = _whole(start, 1)
        lists[key] = _List(base, own, anew)
    return lists


def _levels_of(element: Element) -> dict[int, _Level]:
    made = {}
    for it in element.iterchildren(f"{_W}lvl"):
        level = _whole(it.get(f"{_W}ilvl", ""), _LEVELS)
        if level < _LEVELS:
            made[level] = _Level(
                start=_whole(_value(it, "start"), 0 if it.find(f"{_W}start") is None else 1),
                form=_value(it, "numFmt") or "decimal",
                text=_value(it, "lvlText"),
                legal=_is_on(it.find(f"{_W}isLgl")),
                restart=_whole(said, level) if (said := _value(it, "lvlRestart")) else None,
                style=_value(it, "pStyle"),
            )
    return made


def _numbers_of_styles(styles: Element | None) -> dict[str, tuple[str, str]]:
    """By the id of a paragraph's style: the list and the level that it, or one it rests on, says."""
    said: dict[str, tuple[str, str, str]] = {}
    for it in styles.iterchildren(f"{_W}style") if styles is not None else ():
        said[it.get(f"{_W}styleId", "")] = (
            _value(it, "pPr/numPr/numId"),
            _value(it, "pPr/numPr/ilvl"),
            _value(it, "basedOn"),
        )
    made = {}
    for style in said:
        key, level, at = "", "", style
        for _ in range(_HOPS):
            if at not in said:
                break
            key, level = key or said[at][0], level or said[at][1]
            at = said[at][2]
        made[style] = (key, level)
    return made


def _number_of(
    properties: Element | None, style: str, of_style: Mapping[str, tuple[str, str]], lists: Mapping[str, _List]
) -> tuple[str, int]:
    key, level = _value(properties, "numPr/numId"), _value(properties, "numPr/ilvl")
    from_style, level_of_style = of_style.get(style, ("", ""))
    if not key:
        key = from_style
        if not level and key in lists:
            linked = (str(at) for at, it in lists[key].levels.items() if style and it.style == style)
            level = next(linked, level_of_style)
    return key, _whole(level, 0)


# Counting.


def _count_up(count: _Count, key: str, one: _List, level: int) -> str:
    """The label of the next paragraph at a level, once it is counted; empty where Word shows none."""
    here = one.levels[level]
    if level in one.anew and (key, level) not in count.begun:
        count.reached[level] = one.anew[level]
    elif level in count.reached:
        count.reached[level] += 1
    else:
        count.reached[level] = here.start
    count.begun.add((key, level))
    for deeper in [at for at in count.reached if at > level]:
        restart = one.levels[deeper].restart if deeper in one.levels else None
        if restart is None or level < restart:
            del count.reached[deeper]
    if here.form == "bullet":
        return BULLET if here.text.strip() else ""

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        that = one.levels.get(at, _Level())
        return _said(count.reached.get(at, that.start), "decimal" if here.legal else that.form)

    label = re.sub("%([1-9])", shown, here.text[:_MAX_LABEL])
    return " ".join(_UNSEEN.sub("", label).split())[:_MAX_LABEL]


def _said(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 10:
        text = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text, rest = "", number
        for value, sign in _ROMAN:
            text += sign * (rest // value)
            rest %= value
    elif form == "decimalZero":
        text = f"{number:02}"
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text
