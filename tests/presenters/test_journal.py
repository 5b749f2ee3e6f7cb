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
