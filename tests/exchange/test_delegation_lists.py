"""Pasted lists of delegations: what tables really hold, and what cannot be read."""

import pytest

from wiki.exchange.delegation_lists import read_delegations

PASTED = (
    "\ufeffName\tISO code\r\n"
    "Kenya\tKE\r\n"
    "\r\n"
    '"Bolivia, Plurinational State of", BO\n'
    "Group of 77 and China; G77; group\r"
    "Iles; IL; \n"
)


def test_each_line_is_a_name_and_a_code():
    found = [(row.number, row.name, row.code, row.kind) for row in read_delegations(PASTED)]
    assert found == [
        (2, "Kenya", "KE", ""),
        (4, "Bolivia, Plurinational State of", "BO", ""),
        (5, "Group of 77 and China", "G77", "group"),
        (6, "Iles", "IL", ""),
    ]


@pytest.mark.parametrize("line", ["Kenya", "; KE", "Kenya;", "Kenya; KE; party; more"])
def test_what_cannot_be_read_is_kept_with_its_reason(line):
    (found,) = read_delegations(line)
    assert found.problem and found.source == line
