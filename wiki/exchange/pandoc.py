"""Pandoc: one conversion in one process, from bytes to bytes. It sees no path of a user's and fetches nothing.

Pandoc runs with `--sandbox`, in an empty folder, without the user's settings, for a limited time in limited memory.
"""

import subprocess
import tempfile
from pathlib import Path

import pypandoc

from wiki.errors import Invalid, TooLarge

#: seconds a conversion may take
TIME_LIMIT = 60
#: what pandoc's heap may grow to
MEMORY_LIMIT = "1500m"


def convert(content: bytes, *, source: str, target: str, reference: bytes = b"") -> bytes:
    """A document in another of pandoc's formats; `reference` is the .docx that gives its styles.

    Raises TooLarge when it needs more time or memory than is given, Invalid when pandoc cannot read it.
    """
    with tempfile.TemporaryDirectory(prefix="plenary-") as folder:
        # fmt: off
        command = [
            pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY_LIMIT}", "-RTS",
            "--sandbox", f"--data-dir={folder}", f"--from={source}", f"--to={target}", "--output=-",
        ]
        # fmt: on
        if reference:
            path = Path(folder, "reference.docx")
            path.write_bytes(reference)
            command.append(f"--reference-doc={path}")
        return _run(command, content, folder)


def default_reference() -> bytes:
    """The .docx whose styles pandoc uses when it is given none."""
    return _run([pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"], b"", None)


def _run(command: list[str], content: bytes, folder: str | None) -> bytes:
    environment = {"HOME": folder or "/", "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command is the user's
            command, input=content, capture_output=True, timeout=TIME_LIMIT, check=False, cwd=folder, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge("Converting the document took more than %(seconds)s seconds.", field="file",
                       seconds=TIME_LIMIT) from error  # fmt: skip
    if done.returncode in (251, -9):
        raise TooLarge("Converting the document needs more memory than is given.", field="file")
    if done.returncode:
        raise Invalid("The document could not be converted; it may be damaged.", field="file")
    return done.stdout
