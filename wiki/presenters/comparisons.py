"""Comparisons told: as sentences for people, as plain data, as text for a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from wiki.presenters.changes import EDITORIAL, PlanComparison, SectionChange, Side, substance_of
from wiki.sentences import SentenceId
from wiki.text.change_list import Change, render_list
from wiki.text.compare import Comparison, Piece, compare_texts
from wiki.text.spacing import find_spacing

#: the longest stretch a sentence quotes whole, in characters
QUOTED = 160


def tell_changes(change: SectionChange, *, only_substance: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """The changes in a section's text as sentence ids with what fills them, in order; renumbering is none.

    A paragraph is called by the number typed there, or counted from the heading on; long quotes are shortened in
    the middle.
    """
    if change.comparison is None or change.status in ("added", "removed"):
        return []
    told = [
        _sentence(found)
        for found in render_list(change.comparison)
        if not only_substance or not found.classes or not EDITORIAL.issuperset(found.classes)
    ]
    return [sentence for sentence in told if sentence[0]]


def _sentence(change: Change) -> tuple[str, dict[str, Any]]:
    old, new = _quote(change.old), _quote(change.new)
    filled = {"place": (change.number or str(change.place)).rstrip("."), "old": old, "new": new}
    if change.kind == "moved_to":
        return SentenceId("Paragraph %(place)s was moved here: “%(new)s”."), filled
    if change.kind == "sentence_moved":
        return SentenceId("In paragraph %(place)s, “%(new)s” was moved here."), filled
    if change.kind == "linked":
        return SentenceId("In paragraph %(place)s, “%(old)s” was made a link to %(new)s."), filled
    if change.kind == "unlinked":
        return SentenceId("In paragraph %(place)s, “%(new)s” is no link to %(old)s any more."), filled
    if change.kind == "restyled":
        told = SentenceId("In paragraph %(place)s, only the look of “%(new)s” has changed.")
        return told if new else "", filled
    if old and new:
        return SentenceId("In paragraph %(place)s, “%(old)s” was replaced by “%(new)s”."), filled
    if new:
        return SentenceId("In paragraph %(place)s, “%(new)s” was added."), filled
    if old:
        return SentenceId("In paragraph %(place)s of the earlier text, “%(old)s” was taken out."), filled
    return "", filled


def _quote(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED // 2].rstrip()} … {words[-QUOTED // 2 :].lstrip()}"


def tell_section(change: SectionChange) -> list[tuple[str, dict[str, Any]]]:
    """What became of a section as a whole, as sentence ids with what fills them."""
    told: list[tuple[str, dict[str, Any]]] = []
    if change.status == "added":
        told.append((SentenceId("This section is new."), {}))
    if change.status == "removed":
        told.append((SentenceId("This section was taken out."), {}))
    if change.moved and change.old and change.new:
        if change.old.parent == change.new.parent:
            told.append((SentenceId("This section was moved to another place among its neighbours."), {}))
        else:
            told.append(
                (
                    SentenceId("This section was moved from “%(old)s” to “%(new)s”."),
                    {"old": change.old.parent or "…", "new": change.new.parent or "…"},
                )
            )
    if change.retitled and change.old and change.new:
        filled = {"old": change.old.title, "new": change.new.title}
        told.append((SentenceId("Its title was “%(old)s” and is “%(new)s” now."), filled))
    return told


def as_json(
    comparison: PlanComparison, *, before: dict[str, Any], after: dict[str, Any], only_substance: bool = False
) -> dict[str, Any]:
    """The comparison as plain data. `before` and `after` say which moments were compared, in the caller's words.

    All `old` of a section's pieces joined are its old text, all `new` the new one.
    """
    old_brackets, new_brackets = comparison.brackets
    return {
        "from": before,
        "to": after,
        "language": comparison.language,
        "inserted": comparison.inserted,
        "deleted": comparison.deleted,
        "classes": comparison.classes,
        "brackets_open": {"from": old_brackets, "to": new_brackets},
        "sections": [
            change_as_json(section)
            for section in comparison.sections
            if is_shown(section, only_substance=only_substance)
        ],
        "unchanged": comparison.count("unchanged"),
    }


def change_as_json(change: SectionChange) -> dict[str, Any]:
    """What became of one section as plain data."""
    return {
        "number": change.number,
        "title": change.title,
        "status": change.status,
        "moved": change.moved,
        "retitled": change.retitled,
        "inserted": change.inserted,
        "deleted": change.deleted,
        "classes": dict(sorted(change.classes.items())),
        "from": _side_as_json(change.old),
        "to": _side_as_json(change.new),
        "pieces": [piece_as_json(piece) for piece in change.comparison.pieces] if change.comparison else [],
    }


def _side_as_json(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "number": side.number,
        "title": side.title,
        "level": side.level,
        "parent": side.parent,
        "revision": side.revision,
        "sha256": side.text_hash,
        "brackets_open": side.brackets_open,
    }


def piece_as_json(piece: Piece) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": piece.kind, "old": piece.old, "new": piece.new}
    if piece.classes:
        found["classes"] = list(piece.classes)
    if piece.move is not None:
        found["move"] = piece.move
    if piece.inside:
        found["inside"] = [piece_as_json(part) for part in piece.inside]
    return found


def as_text(comparison: PlanComparison, *, before: str, after: str, only_substance: bool = False) -> str:
    """The comparison for a terminal, in English: `[-taken out-]` and `{+added+}` inside lines that are shown whole."""
    old_brackets, new_brackets = comparison.brackets
    counted = f"{comparison.inserted} characters added, {comparison.deleted} taken out"
    told = [
        f"{before} -> {after}",
        f"{len(comparison.changed)} of {len(comparison.sections)} sections changed, {counted}.",
        f"Open brackets: {old_brackets} -> {new_brackets}.",
    ]
    for section in comparison.changed:
        if not is_shown(section, only_substance=only_substance):
            continue
        told.extend(("", f"== {section.number}. {section.title or '(beginning)'} [{section.status}] =="))
        told.extend(sentence % filled for sentence, filled in tell_section(section))
        if section.comparison is not None:
            shown = substance_of(section.comparison) if only_substance else section.comparison
            told.append(marked_text(shown))
    return "\n".join(told) + "\n"


def marked_text(comparison: Comparison) -> str:
    """The lines that changed, with one unchanged line that says something before and after."""
    lines, touched = [""], [False]
    for text, changed in _marked(comparison.pieces):
        for count, part in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if count:
                lines.append("")
                touched.append(False)
            lines[-1] += part
            touched[-1] |= changed and bool(part)
    full = [index for index, line in enumerate(lines) if line.strip()]
    shown = {
        index for place, index in enumerate(full) if any(touched[near] for near in full[max(0, place - 1) : place + 2])
    }
    told: list[str] = []
    for index, line in enumerate(lines):
        if index in shown or (not line.strip() and told and told[-1] not in ("", "…")):
            told.append(line.rstrip() if index not in shown else line)
        elif line.strip() and told and told[-1] != "…":
            told.append("…")
    return "\n".join(told).rstrip("\n…").rstrip()


def _marked(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
    """What a terminal shows of each piece, and whether that is a change."""
    for piece, spacing in zip(pieces, find_spacing(pieces), strict=True):
        changed = piece.kind not in ("kept", "renumbered") and not spacing
        yield (_mark(piece) if changed else piece.new), changed


def _mark(piece: Piece) -> str:
    if piece.kind == "moved_from":
        return _braced("[-", f"moved {piece.move}: {piece.old}", "-]")
    if piece.kind == "moved_to":
        inside = "".join(text for text, _ in _marked(piece.inside)) or piece.new
        return _braced("{+", f"moved {piece.move}: {inside}", "+}")
    return _braced("[-", piece.old, "-]") + _braced("{+", piece.new, "+}")


def _braced(opening: str, text: str, closing: str) -> str:
    """Text between two marks, which stand on its lines; line ends alone are shown as a pilcrow."""
    if not text:
        return ""
    core = text.strip("\r\n")
    if not core:
        return f"{opening}¶{closing}{text if opening == '{+' else ''}"
    lead = len(text) - len(text.lstrip("\r\n"))
    return f"{text[:lead]}{opening}{core}{closing}{text[lead + len(core) :]}"


def is_shown(change: SectionChange, *, only_substance: bool = False) -> bool:
    """Whether a section is among those that changed, in the kind of change asked for."""
    return change.differs and (change.substantial or change.moved or not only_substance)


def fold_unchanged(
    comparison: PlanComparison, *, only_substance: bool = False
) -> list[tuple[SectionChange | None, tuple[SectionChange, ...]]]:
    """The sections in order: each that is shown alone, (section, ()), and each run of others folded, (None, run)."""
    folded: list[tuple[SectionChange | None, tuple[SectionChange, ...]]] = []
    for section in comparison.sections:
        if is_shown(section, only_substance=only_substance):
            folded.append((section, ()))
        elif section.number == 0 and not section.differs:
            continue  # what stands before the first heading has no name to be folded under
        elif folded and folded[-1][0] is None:
            folded[-1] = (None, (*folded[-1][1], section))
        else:
            folded.append((None, (section,)))
    return folded


def pieces_between(old: str, new: str) -> list[dict[str, Any]]:
    """What became of one text in another, as plain data; nothing where they are the same."""
    return [piece_as_json(piece) for piece in compare_texts(old, new).pieces] if old != new else []
