"""Lists as they are pasted: their lines. What a line says is read in the modules of each kind of list."""

from wiki.text.lines import split_lines


def numbered_lines(pasted: str) -> list[tuple[int, str]]:
    """The lines that hold anything, without their endings, numbered from 1 as they were pasted."""
    lines = enumerate(split_lines(pasted.removeprefix("\ufeff")), 1)
    return [(number, line.rstrip("\r\n")) for number, line in lines if line.strip()]
