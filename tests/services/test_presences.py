"""Who has a section open: seen by the others, forgotten when silent, no business of the journal."""

import re
from datetime import timedelta

import pytest

from tests.services import factories
from wiki import clock
from wiki.db import db
from wiki.errors import Forbidden
from wiki.models import Presence
from wiki.services import journal, presences, revisions


@pytest.fixture
def chair(owner, plan):
    return factories.member(owner, plan, "Bo", "chair")


def test_the_others_are_named_section_by_section_and_language_by_language(owner, plan, chair):
    vision, mission = factories.section(plan, 1), factories.section(plan, 2)
    assert presences.mark_presence(owner, vision).others == ()
    assert presences.mark_presence(chair, vision).others == ("Amina",)
    assert presences.mark_presence(owner, vision).others == ("Bo",)
    assert presences.mark_presence(chair, mission).others == ()
    assert presences.mark_presence(chair, vision, language="fr").others == ()
    presences.end_presence(chair, vision)
    assert presences.mark_presence(owner, vision).others == ()


def test_who_falls_silent_is_forgotten(owner, plan, chair, monkeypatch):
    vision = factories.section(plan, 1)
    presences.mark_presence(chair, vision)
    later = clock.now() + presences.STAYS + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert presences.mark_presence(owner, vision).others == ()
    assert db.session.query(Presence).count() == 1


def test_a_save_meanwhile_is_told_with_its_author(owner, plan, chair):
    vision = factories.section(plan, 1)
    before = presences.mark_presence(owner, vision)
    newest = revisions.newest_revision(vision, "en")
    assert (before.newest, before.saved_by) == (newest.number, "Amina")
    text = re.sub("one", "two", newest.text.body)
    saved = revisions.save_revision(chair, vision, text=text, based_on=newest.number).revision
    after = presences.mark_presence(owner, vision)
    assert (after.newest, after.saved_by) == (saved.number, "Bo")


def test_presence_is_for_those_who_edit_and_leaves_the_journal_alone(owner, plan):
    head = journal.head_number(plan)
    presences.mark_presence(owner, factories.section(plan, 1))
    assert journal.head_number(plan) == head
    with pytest.raises(Forbidden):
        presences.mark_presence(factories.person("Reader"), factories.section(plan, 1))
