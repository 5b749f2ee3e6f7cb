"""Lists of delegations as they are pasted, from a spreadsheet or by hand. Reading them, no more.

Whether a name or a code is free is for services/delegations.
"""

from dataclasses import dataclass

from wiki.exchange.pasted_lines import numbered_lines
from wiki.sentences import SentenceId

#: what the column of codes is called in the first row of a table
_HEADED = frozenset({"code", "codes", "iso", "iso code"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line: where it stood, as it was, and what it says; `problem` is a sentence id where it cannot be read.

    `kind` is empty where the line leaves it to the default.
    """

    number: int
    source: str
    name: str = ""
    code: str = ""
    kind: str = ""
    problem: str = ""


def read_delegations(pasted: str) -> list[Row]:
    """The lines that hold anything, numbered from 1: fields between tabs or semicolons, or else commas: name; code;
    and, if it is not the one for all, kind. The row that names the columns of a table is left out."""
    rows = [(number, source, _fields(source)) for number, source in numbered_lines(pasted)]
    if rows and any(field.casefold() in _HEADED for field in rows[0][2]):
        del rows[0]
    return [_read(number, source, fields) for number, source, fields in rows]


def _fields(source: str) -> list[str]:
    sign = next((sign for sign in ("\t", ";") if sign in source), None)
    # A name may have a comma of its own, so what stands behind the last one is the code.
    fields = source.split(sign) if sign else source.rsplit(",", 1)
    return [field.strip().strip('"“”').strip() for field in fields]


def _read(number: int, source: str, fields: list[str]) -> Row:
    name, code, kind = [*fields, "", ""][:3]
    if not name or not code or any(fields[3:]):
        return Row(number, source, problem=SentenceId("A line is the name, a semicolon and the code."))
    return Row(number, source, name=name, code=code, kind=kind.casefold())
