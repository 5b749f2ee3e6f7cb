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
        "a@b@example.org",
        "A; a@example.org; b@example.org",
        "a@example.org b@example.org",
        "Amina; a@example.org; president",
        "Amina; a@example.org; party; KE; more",
        "Amina; Nairobi; a@example.org",
    ],
)
def test_what_cannot_be_read_is_kept_with_its_reason(line):
    (found,) = read_invitations(line)
    assert found.problem
    assert found.source == line


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("a@example.org, b@example.org", [("", "a"), ("", "b")]),
        ("a@example.org; b@example.org;", [("", "a"), ("", "b")]),
        ("Kofi <k@example.org>; Amina <a@example.org>; ", [("Kofi", "k"), ("Amina", "a")]),
        ("Lin, Xiaowen <l@example.org>; Asante, Kofi <k@example.org>", [("Lin, Xiaowen", "l"), ("Asante, Kofi", "k")]),
        ("Lin, Xiaowen <l@example.org>, k@example.org", [("Lin, Xiaowen", "l"), ("", "k")]),
        ('"Lin; X" <l@example.org>, "Asante, K" <k@example.org>', [("Lin; X", "l"), ("Asante, K", "k")]),
        ("mailto:a@example.org", [("", "a")]),
        ("Lin, Xiaowen, l@example.org", [("Lin, Xiaowen", "l")]),
    ],
)
def test_a_mails_address_field_is_taken_person_by_person(line, people):
    found = read_invitations(line)
    assert [(one.name, one.email.partition("@")[0]) for one in found] == people
    assert not any(one.problem for one in found)


def test_a_table_is_taken_with_the_row_that_names_its_columns():
    rows = ("Name,E-mail,Role,Country", "Ana Silva,ana@example.org,party,Brazil", "kofi@example.org,expert")
    for sign in ",;\t":
        found = read_invitations("\n".join(rows).replace(",", sign))
        assert [(one.number, one.name, one.role, one.code) for one in found] == [
            (2, "Ana Silva", "party", "Brazil"),
            (3, "", "expert", ""),
        ]
    assert [one.problem != "" for one in read_invitations("Name; Role\nE-mail")] == [True, True]


def test_a_line_of_nothing_but_signs_takes_no_longer_for_its_length():
    for line in (";" * 150_000 + "a@b;c@d", '"' * 150_001 + "@@", ",@" * 75_000, "<@" * 75_000):
        assert all(one.problem or one.email for one in read_invitations(line))
