"""Lists of a Word document as Markdown: paragraphs with their labels, nested by their levels as far as Markdown goes.

Bullets and numbers Markdown knows take what is below them along, indented. A label such as “(a)” or “1.2” is typed in
front of a paragraph as any other, as words pasted into the editor have it (static/src/paste_lists.js).
"""

import re

from wiki.exchange.word_numbers import BULLET, Label

_KNOWN = re.compile(r"-|[0-9]{1,9}[.)]")


def is_known(label: Label) -> bool:
    """Whether Markdown makes an item of a list of it."""
    return bool(_KNOWN.fullmatch(label.text))


def write_list(items: list[tuple[Label, str]]) -> tuple[list[str], int]:
    """Paragraphs that follow one another as parts that blank lines stand between, and how many lost their level."""
    parts: list[str] = []
    above: list[int] = []
    flat, after_bullet = 0, False
    for label, text in items:
        if not label.text:
            above = [level for level in above if level <= label.level]
            inner = " " * 4 * len(above)
            parts.append(inner + text.replace("\n", f"\n{inner}"))
            after_bullet = False
            continue
        known = is_known(label)
        above = [level for level in above if level < label.level] if known else []
        flat += label.level > 0 and not above
        line = " " * 4 * len(above) + label_before(label, text, inside=len(above))
        if after_bullet and label.text == BULLET:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
        after_bullet = label.text == BULLET
        if known:
            above.append(label.level)
    return parts, flat


def label_before(label: Label, text: str, *, inside: int = 0) -> str:
    """A paragraph behind its label; its other lines so far in that they belong to it, `inside` so many items more."""
    further = inside + is_known(label)
    return f"{label.text} {text}".rstrip(" ").replace("\n", "\n" + " " * 4 * further)
