"""Pasted lists: what people really paste, and what cannot be read."""

import pytest

from wiki.exchange.invitation_lists import read_invitations

PASTED = (
    "\ufeffamina@example.org\r\n"
    "\r\n"
    'Kofi Asante <kofi@example.org>,\r"Lin, Xiaowen" <lin@example.org>\n'
    "Renata Barros; renata@example.org; Expert\n"
    "Nadia\tnadia@example.org\tfocal point\teg\n"
    "sam@example.org; observer; IUCN\n"
    "Zoë; Zoë Q <zoe@example.org>"
)


def test_each_line_says_who_and_as_what():
    found = [(line.number, line.name, line.email, line.role, line.code) for line in read_invitations(PASTED)]
    assert found == [
        (1, "", "amina@example.org", "", ""),
        (3, "Kofi Asante", "kofi@example.org", "", ""),
        (4, "Lin, Xiaowen", "lin@example.org", "", ""),
        (5, "Renata Barros", "renata@example.org", "expert", ""),
        (6, "Nadia", "nadia@example.org", "party", "eg"),
        (7, "", "sam@example.org", "observer", "IUCN"),
        (8, "Zoë", "zoe@example.org", "", ""),
    ]
    assert [line.number for line in read_invitations(PASTED) if line.focal_point] == [6]


@pytest.mark.parametrize(
    "line",
    [
        "Amina Wanjiru",
        "a@example.org, b@example.org",
        "A <a@example.org>, B <b@example.org>",
        "Amina; a@example.org; president",
        "Amina; a@example.org; party; KE; more",
        "Amina; Nairobi; a@example.org",
    ],
)
def test_what_cannot_be_read_is_kept_with_its_reason(line):
    (found,) = read_invitations(line)
    assert found.problem
    assert found.source == line
