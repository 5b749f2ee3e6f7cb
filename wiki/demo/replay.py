"""Replays a story on plain strings: what each section says after each step, without any service.

Pure functions only. The rules of playing live here so that the tests, and whoever plays the story for real, agree on
what a step does to a text; who may do it is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wiki.demo.shapes import (
    Act,
    AddSection,
    Edit,
    Move,
    Plan,
    Remove,
    Renumber,
    Replacement,
    Restore,
    Retitle,
    Revert,
    Step,
    Write,
)

IMPORTED = "imported"
_HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
_HEADING_LABEL = re.compile(r"^(?:[IVX]+|[A-Z])(?: bis| ter)?\. ")
_PARAGRAPH = re.compile(r"^(\[?)\d+(?: bis| ter| quater| quinquies)?\. ")
_ALTERNATIVE = re.compile(r"^\d+ alt\. ")
_ITEM = re.compile(r"^(\[?)\([a-z](?: bis| ter)?\) ")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def split_sections(document: str) -> tuple[str, ...]:
    """The sections of a document that starts with a heading: each from its heading line to the next heading."""
    starts = [found.start() for found in _HEADING.finditer(document)]
    return tuple(document[start:end] for start, end in zip(starts, [*starts[1:], len(document)], strict=True))


def heading_level(text: str) -> int:
    """The level of a section's own heading, 1 to 6."""
    found = _HEADING.match(text)
    assert found, text[:60]
    return len(found[1])


def edited(text: str, replacements: tuple[Replacement, ...]) -> str:
    """The text after the replacements, one after the other; ValueError where an old text is not there exactly once."""
    for old, new in replacements:
        if text.count(old) != 1:
            raise ValueError(f"found {text.count(old)} times instead of once: {old!r}")
        text = text.replace(old, new)
    return text


def retitled(text: str, title: str) -> str:
    """The text with another title in its heading line."""
    line, rest = text.split("\n", 1)
    return f"{line.split(' ', 1)[0]} {title}\n{rest}"


@dataclass(frozen=True, slots=True)
class State:
    """A plan after a step: texts by key, parents by key, keys in reading order (removed ones left out)."""

    texts: dict[str, str]
    parents: dict[str, str | None]
    order: tuple[str, ...]
    removed: dict[str, tuple[str, ...]]

    def document(self) -> str:
        """The whole text."""
        return "".join(self.texts[key] for key in self.order)

    def branch(self, key: str) -> tuple[str, ...]:
        """A section and all that stands under it, in reading order."""
        return (key, *(below for child in self.order if self.parents[child] == key for below in self.branch(child)))


def imported(plan: Plan) -> State:
    """The plan as its document sets it up."""
    texts = dict(zip(plan.sections, split_sections(plan.document), strict=True))
    parents: dict[str, str | None] = {}
    above: dict[int, str] = {}
    for key, text in texts.items():
        level = heading_level(text)
        parents[key] = above.get(level - 1)
        above[level] = key
    return State(texts, parents, plan.sections, {})


def _placed(order: tuple[str, ...], branch: tuple[str, ...], behind: tuple[str, ...]) -> tuple[str, ...]:
    """The reading order with a branch put behind the last of the sections named."""
    rest = [key for key in order if key not in branch]
    spot = rest.index(behind[-1]) + 1
    return (*rest[:spot], *branch, *rest[spot:])


def _numbered_sections(state: State) -> dict[str, str]:
    """The sections whose text changes when headings, paragraphs and items are numbered afresh; annexes keep theirs."""
    changed, paragraph, counts = {}, 0, {2: 0, 3: 0}
    for key in state.order:
        lines, item = state.texts[key].split("\n"), 0
        level, title = heading_level(lines[0]), lines[0].split(" ", 1)[1]
        if _HEADING_LABEL.match(title) and level in counts:
            counts[level] += 1
            counts[3] = counts[3] if level == 3 else 0
            label = _ROMAN[counts[2] - 1] if level == 2 else chr(ord("A") + counts[3] - 1)
            lines[0] = f"{'#' * level} {label}. {_HEADING_LABEL.sub('', title)}"
        for at, line in enumerate(lines):
            if _PARAGRAPH.match(line):
                paragraph, item = paragraph + 1, 0
                lines[at] = _PARAGRAPH.sub(rf"\g<1>{paragraph}. ", line)
            elif _ALTERNATIVE.match(line):
                lines[at] = _ALTERNATIVE.sub(f"{paragraph} alt. ", line)
            elif _ITEM.match(line):
                lines[at] = _ITEM.sub(rf"\g<1>({chr(ord('a') + item)}) ", line)
                item += 1
        if (text := "\n".join(lines)) != state.texts[key]:
            changed[key] = text
    return changed


def after_step(state: State, step: Step, past: dict[tuple[str, str], str]) -> State:
    """The plan after one step; past holds texts by section and label, for reverts."""
    texts, parents, order, removed = dict(state.texts), dict(state.parents), state.order, dict(state.removed)
    match step:
        case Write(section=key):
            texts[key] = step.text
        case Edit(section=key):
            texts[key] = edited(texts[key], step.replace)
        case Retitle(section=key):
            texts[key] = retitled(texts[key], step.title)
        case Revert(section=key):
            texts[key] = past[key, step.to]
        case AddSection(key=key):
            texts[key], parents[key] = step.text, step.under
            order = _placed(order, (key,), state.branch(step.after) if step.after else (step.under,))
        case Move(section=key):
            branch = state.branch(key)
            shift = heading_level(texts[step.under]) + 1 - heading_level(texts[key])
            for moved in branch:
                marks, rest = texts[moved].split(" ", 1)
                texts[moved] = f"{'#' * (len(marks) + shift)} {rest}"
            parents[key] = step.under
            order = _placed(order, branch, state.branch(step.after) if step.after else (step.under,))
        case Remove(section=key):
            removed[key] = order
            order = tuple(other for other in order if other not in state.branch(key))
        case Restore(section=key):
            before = removed.pop(key)
            order = tuple(other for other in before if other == key or other in order)
        case _:
            return state
    return State(texts, parents, order, removed)


def replay(plan: Plan) -> Iterator[tuple[Step | None, State]]:
    """The plan after its import (with None) and after each step; a step in the way is named in a ValueError."""
    state = imported(plan)
    past = {(key, IMPORTED): text for key, text in state.texts.items()}
    yield None, state
    for step in plan.steps:
        try:
            state = after_step(state, step, past)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{step.at:%Y-%m-%d %H:%M} {type(step).__name__} {touched(step)}: {error}") from error
        if (label := getattr(step, "label", "")) and (key := touched(step)):
            past[key, label] = state.texts[key]
        yield step, state


def touched(step: Act) -> str | None:
    """The key of the section that a step is about, if it is about one."""
    return step.key if isinstance(step, AddSection) else getattr(step, "section", None)


def spelled_out(plan: Plan) -> Plan:
    """The plan with each renumbering spelled out as writes of the sections it changes, all at the same moment."""
    while True:
        steps: list[Step] = []
        for step, state in replay(plan):
            if isinstance(step, Renumber):
                numbered = _numbered_sections(state)
                break
            if step:
                steps.append(step)
        else:
            return plan
        written = (Write(step.at, step.by, key, text, step.summary) for key, text in numbered.items())
        plan = replace(plan, steps=(*steps, *written, *plan.steps[len(steps) + 1 :]))
