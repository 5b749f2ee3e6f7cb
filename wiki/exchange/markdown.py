"""Markdown files: bytes to source and nothing else. What is read is kept byte for byte, a BOM included."""

import re

from wiki.errors import Invalid, TooLarge

#: the longest file, in bytes
MAX_BYTES = 10_000_000

# Private-use characters are the renderer's own marks, so a text may not hold them.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def read_markdown(content: bytes) -> str:
    """The source a file holds; `.encode()` of it gives the same bytes back.

    Positions in errors count bytes, the first being 0.
    Raises TooLarge, and Invalid for what is not UTF-8, holds NUL or a character of the private use area.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge("A Markdown file holds at most %(limit)s bytes.", field="file", limit=MAX_BYTES)
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(
            "The file is not UTF-8 text: byte %(position)s cannot be read. Save it as UTF-8 and send it again.",
            field="file",
            position=error.start,
        ) from error
    if (nul := content.find(0)) >= 0:
        raise Invalid("The file holds a NUL at byte %(position)s; a text holds none.", field="file", position=nul)
    if private := _PRIVATE.search(source):
        raise Invalid(
            "The file holds the private-use character %(character)s at byte %(position)s; nobody else can read it.",
            field="file",
            character=f"U+{ord(private.group()):04X}",
            position=len(source[: private.start()].encode()),
        )
    return source
