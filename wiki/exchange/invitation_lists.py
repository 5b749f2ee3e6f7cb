"""Lists of people as they are pasted: from a mail's address field, a spreadsheet or by hand. Reading them, no more.

What a line means for a plan (does the delegation exist, may the role be given) is for services/invitations.py.
"""

import re
from dataclasses import dataclass

from wiki.exchange.pasted_lines import numbered_lines
from wiki.sentences import SentenceId

ROLES = ("secretariat", "chair", "expert", "party", "observer", "reader")

_ADDRESSED = re.compile(r'(?P<name>(?>"[^"]*"|[^<>;\t])*)<\s*(?:mailto:)?(?P<email>[^<>\s]+)\s*>\s*[,;]?')
_BARE = re.compile(r"[^\s<>;,\"]+@[^\s<>;,\"]+")
_QUOTED_OR = {sign: re.compile(rf'"[^"]*"|{sign}') for sign in ";,"}
#: what the column of addresses is called in the first row of a table
_HEADED = frozenset({"e-mail", "email", "mail", "e-mail address", "email address", "address", "courriel", "correo"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stood, as it was, and what it says; `problem` is a sentence id where it cannot be read.

    `role` and `code` are empty where the line leaves them to the default.
    """

    number: int
    source: str
    name: str = ""
    email: str = ""
    role: str = ""
    code: str = ""
    focal_point: bool = False
    problem: str = ""


def read_invitations(pasted: str) -> list[Line]:
    """The lines of a pasted list that hold anything, numbered from 1 as pasted.

    A line is `email`, `Name <email>`, several of these as a mail's address field has them, or fields between
    semicolons, tabs or commas: name; email; role; delegation (the name may be left out). "focal point" as a role is a
    Party's focal point. The row that names the columns of a table is left out.
    """
    lines = numbered_lines(pasted)
    if lines and "@" not in lines[0][1]:
        fields = re.split(r"[;,\t]", lines[0][1])
        if len(fields) > 1 and any(field.strip().casefold() in _HEADED for field in fields):
            del lines[0]
    return [_read(number, one) for number, source in lines for one in _people_of(source)]


def _people_of(source: str) -> list[str]:
    """The people of a line: several, where it is a mail's address field; else the line as it is."""
    if source.count("@") < 2:
        return [source]
    for sign in ";,":
        parts: list[str] = []
        for part in _split(source, sign):
            # Written family name first, a name has a comma of its own.
            parts[-1:] = [f"{parts[-1]}{sign}{part}"] if parts and "@" not in parts[-1] else [*parts[-1:], part]
        people = [part.strip() for part in parts if part.strip()]
        if all(_ADDRESSED.fullmatch(one) or _BARE.fullmatch(one) for one in people):
            return people
    return [source]


def _split(source: str, sign: str) -> list[str]:
    """The parts between a sign, where it stands outside quotation marks."""
    ends = [found.span() for found in _QUOTED_OR[sign].finditer(source) if found[0] == sign]
    starts = [0, *(end for _, end in ends)]
    return [source[start:end] for start, end in zip(starts, [*(end for end, _ in ends), len(source)], strict=True)]


def _read(number: int, source: str) -> Line:
    if source.count("@") > 1 and not _ADDRESSED.fullmatch(source.strip()):
        return Line(number, source, problem=SentenceId("Put one person on each line."))
    if "@" not in source:
        return Line(number, source, problem=SentenceId("There is no e-mail address in this line."))
    addressed = _ADDRESSED.fullmatch(source.strip())
    if addressed:
        return Line(number, source, name=_unquoted(addressed["name"]), email=addressed["email"])
    fields = [field.strip() for field in re.split(r"[;\t]", source.strip())]
    if len(fields) == 1:
        fields = _between_commas(fields[0])
    if "@" in fields[0]:
        fields.insert(0, "")
    if len(fields) < 2 or "@" not in fields[1]:
        return Line(number, source, problem=SentenceId("The e-mail address has to stand second, behind the name."))
    name, email, role, code, *rest = [*fields, "", ""] if len(fields) < 4 else fields
    if any(rest):
        return Line(
            number, source, problem=SentenceId("A line has four fields at most: name; e-mail; role; delegation.")
        )
    within = _ADDRESSED.fullmatch(email)
    if within:
        name, email = name or _unquoted(within["name"]), within["email"]
    role = role.casefold()
    focal_point = role in ("focal point", "focal-point")
    role = "party" if focal_point else role
    if role and role not in ROLES:
        return Line(
            number,
            source,
            problem=SentenceId("The third field is a role: secretariat, chair, expert, party and so on."),
        )
    email = email.rstrip(",").removeprefix("mailto:")
    return Line(number, source, name=_unquoted(name), email=email, role=role, code=code, focal_point=focal_point)


def _between_commas(source: str) -> list[str]:
    """The fields of a line between commas; those before the address are the name, which may have a comma itself."""
    fields = [field.strip() for field in _split(source, ",")]
    place = next(place for place, field in enumerate(fields) if "@" in field)
    return [", ".join(fields[:place]), *fields[place:]] if place else fields


def _unquoted(name: str) -> str:
    return name.strip().strip("\"'“”").strip()
