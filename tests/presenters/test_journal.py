"""The record in words."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import wiki.services
from wiki.presenters.journal import OTHERWISE, SENTENCES, RecordedEntry, fold_withheld, tell

ROOM = Path(wiki.services.__file__).parent


def test_every_kind_that_is_recorded_has_a_sentence():
    found = set()
    for path in ROOM.glob("*.py"):
        nouns = "plan|role|section|draft|comment|stage|invitation|person|delegation|membership|revision"
        found |= set(re.findall(rf'"((?:{nouns})\.[a-z]+)"', path.read_text()))
    assert found <= set(SENTENCES), found - set(SENTENCES)


def test_entries_withheld_one_after_the_other_are_folded():
    at = datetime(2006, 11, 8, tzinfo=UTC)
    entries = [RecordedEntry(number, number, at, "d", number in (2, 4, 5)) for number in range(6, 0, -1)]
    assert [[entry.number for entry in run] for run in fold_withheld(entries)] == [[6], [5, 4], [3], [2], [1]]
    assert fold_withheld([]) == []


@pytest.mark.parametrize(
    ("kind", "subject", "content", "told"),
    [
        ("draft.freeze", "draft/first", {"moment": 7, "name": "First"}, "froze moment 7 as “First”."),
        ("draft.publish", "draft/first", {"distribution": "public"}, "made the draft “first” public."),
        ("draft.freeze", "draft/first", None, "recorded “draft.freeze”."),
        ("new.kind", "x/1", {"a": 1}, "recorded “new.kind”."),
    ],
)
def test_an_entry_is_told_whatever_is_left_of_it(kind, subject, content, told):
    sentence, filled = tell(kind, subject, content)
    assert sentence % filled == told
    assert sentence == OTHERWISE or kind in SENTENCES


#: an entry about people, and what is told of it
NAMES = {"u1": "Amina", "u2": "Kenya", "u3": "Group of 77", "u4": "Bola"}


@pytest.mark.parametrize(
    ("kind", "subject", "content", "actor", "told"),
    [
        ("membership.start", "delegation/u2", {"person": "u1"}, "u4", "took Amina into the delegation “Kenya”."),
        ("membership.start", "delegation/u2", {"person": "u1"}, "u1", "joined the delegation “Kenya”."),
        ("membership.start", "delegation/u3", {"member": "u2"}, "u4", "took “Kenya” into the group “Group of 77”."),
        ("membership.end", "delegation/u2", {"person": "u1", "until": "2007-01-31"}, "u4",
         "ended the membership of Amina in “Kenya”, until 2007-01-31."),
        ("membership.end", "delegation/u3", {"member": "u2", "until": "2007-01-31"}, "u4",
         "ended the membership of “Kenya” in “Group of 77”, until 2007-01-31."),
        ("membership.change", "delegation/u2", {"person": "u1", "focal_point": True}, "u4",
         "made Amina a focal point of “Kenya”."),
        ("membership.change", "delegation/u2", {"person": "u1", "focal_point": False}, "u4",
         "let Amina be a focal point of “Kenya” no longer."),
        ("role.grant", "person/u1", {"role": "chair"}, "u4", "gave Amina the role “chair”."),
        ("role.grant", "person/u1", {"role": "chair"}, "u1", "took the role “chair”."),
        ("role.end", "person/u1", {"role": "party"}, "u4", "took the role “Party” back from Amina."),
        ("person.create", "person/u1", {}, "u4", "made an account for Amina."),
        ("person.create", "person/u1", {}, "u1", "came in with a new account."),
        ("person.change", "person/u1", {"administrator": True}, "u4", "made Amina an administrator."),
        ("person.change", "person/u1", {"may_make_plans": False}, "u4", "let Amina make plans no longer."),
        ("person.reset", "person/u1", {}, "u4", "made a link by which Amina can choose a new password."),
        ("invitation.send", "invitation/u1", {"role": "expert", "delegation": None}, "u4",
         "invited Amina as “expert”."),
        ("invitation.send", "invitation/u1", {"role": "party", "delegation": "u2"}, "u4",
         "invited Amina as “Party” of “Kenya”."),
        ("invitation.withdraw", "invitation/gone", {}, "u4", "took the invitation of somebody back."),
        ("comment.post", "comment/3", {"section": 7}, "u4", "commented on section 7."),
        ("comment.post", "comment/3", {"section": None}, "u4", "commented on the plan."),
        ("plan.import", "plan", {"language": "fr"}, "u4", "imported a document (fr)."),
        ("plan.change", "plan", {"title": "A", "visibility": "public"}, "u4",
         "changed the plan's settings: “A”, public."),
    ],
)  # fmt: skip
def test_it_says_who_and_what(kind, subject, content, actor, told):
    sentence, filled = tell(kind, subject, content, names=NAMES, actor=actor)
    assert sentence % filled == told
