"""Drafts: names for moments, which never change."""

from datetime import date

import pytest
from sqlalchemy import update

from tests.services import factories
from tests.services.documents import document, write
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from wiki.models import Draft
from wiki.presenters.exports import draft_as_data
from wiki.services import drafts, imports, journal, moments, revisions
from wiki.services.records import list_entries, verify_plan

DAY = date(2006, 11, 8)
OLD, NEW = "# One\n\nOld words.\n", "# One\n\nNew words.\n"


@pytest.fixture
def plan(owner):
    return document(owner, OLD)


def test_a_draft_keeps_the_text_of_its_moment(plan, owner):
    draft = drafts.freeze_draft(owner, plan, name="First draft", symbol="UNEP/1", date=DAY)
    write(owner, factories.section(plan, 1), NEW)
    assert moments.source_at(plan, draft.number) == OLD
    assert moments.source_at(plan, moments.find_moment(owner, plan).number) == NEW
    assert (draft.slug, draft.distribution, draft.adopted) == ("first-draft", "restricted", False)
    assert list_entries(owner, plan, kinds=("draft.freeze",))[0].content["moment"] == draft.number


def test_an_older_moment_is_named_where_an_act_ends(plan, owner):
    end = journal.head_number(plan)
    write(owner, factories.section(plan, 1), NEW)
    draft = drafts.freeze_draft(owner, plan, name="Then", date=DAY, moment=end)
    assert moments.source_at(plan, draft.number) == OLD
    for inside in (end - 1, 0, end + 50):
        with pytest.raises(NotFound):
            drafts.freeze_draft(owner, plan, name="Nowhere", date=DAY, moment=inside)


def test_slugs_are_free_and_no_moment_could_be_mistaken_for_one(plan, owner):
    def slug(name: str, **more: str) -> str:
        return drafts.freeze_draft(owner, plan, name=name, date=DAY, **more).slug

    names = ["Draft", "Draft!", "2006", "now", "草案", "x" * 80, "x" * 81]
    assert [slug(name) for name in names] == [
        "draft", "draft-2", "draft-2006", "draft-now", "draft-3", "x" * 60, "x" * 58 + "-2"
    ]  # fmt: skip
    with pytest.raises(Conflict):
        slug("Another", slug="draft")
    for bad in ("12", "now", "A b"):
        with pytest.raises(Invalid):
            slug("Another", slug=bad)
    for bad in (" ", "two\nlines", "x" * 161):
        with pytest.raises(Invalid) as raised:
            slug(bad)
        assert raised.value.field == "name"


def test_a_name_stands_for_one_moment(plan, owner):
    drafts.freeze_draft(owner, plan, name="First draft", date=DAY)
    other = document(owner, OLD, slug="other")
    drafts.freeze_draft(owner, other, name="First draft", date=DAY)
    before = journal.head_number(plan)
    for name in ("First draft", " first DRAFT "):
        with pytest.raises(Conflict, match=f"There is a draft called “{name.strip()}” already") as raised:
            drafts.freeze_draft(owner, plan, name=name, date=DAY)
        assert raised.value.field == "name"
        with pytest.raises(Conflict):
            imports.import_document(owner, slug="plan", source=NEW, draft=name)
    assert journal.head_number(plan) == before
    assert moments.source_at(plan, before) == OLD


def test_drafts_of_one_name_from_before_are_still_there(plan, owner):
    for name in ("First", "Second"):
        drafts.freeze_draft(owner, plan, name=name, date=DAY)
    with transaction(plan.id):
        db.session.execute(update(Draft).values(name="First"))
    assert [(one.slug, one.name) for one in drafts.list_drafts(owner, plan)] == [
        ("first", "First"),
        ("second", "First"),
    ]
    assert moments.find_moment(owner, plan, "second").draft.name == "First"
    with pytest.raises(Conflict):
        drafts.freeze_draft(owner, plan, name="First", date=DAY)
    assert drafts.freeze_draft(owner, plan, name="Third", date=DAY).slug == "third"


def test_who_sees_and_who_freezes(plan, owner):
    reader, expert = factories.person("Rea"), factories.member(owner, plan, "Ed", "expert")
    drafts.freeze_draft(owner, plan, name="Open", date=DAY, distribution="public")
    kept = drafts.freeze_draft(owner, plan, name="Kept", date=DAY)
    assert [draft.slug for draft in drafts.list_drafts(reader, plan)] == ["open"]
    assert [draft.slug for draft in drafts.list_drafts(expert, plan)] == ["open", "kept"]
    with pytest.raises(NotFound):
        drafts.find_draft(None, plan, "kept")
    with pytest.raises(Forbidden):
        drafts.freeze_draft(expert, plan, name="Mine", date=DAY)
    with pytest.raises(SignInNeeded):
        drafts.publish_draft(None, plan, kept)
    number = kept.number
    drafts.publish_draft(owner, plan, kept)
    drafts.publish_draft(owner, plan, kept)
    assert len(list_entries(None, plan, kinds=("draft.publish",))) == 1
    assert drafts.find_draft(None, plan, "kept").number == number
    assert verify_plan(plan).ok


def test_nothing_that_happens_later_changes_a_draft(plan, owner):
    section = factories.section(plan, 1)
    before = draft_as_data(drafts.freeze_draft(owner, plan, name="First", date=DAY, note="Note"))
    old = revisions.newest_text(owner, section)
    write(owner, section, NEW)
    revisions.revert_section(owner, section, to=old)
    drafts.freeze_draft(owner, plan, name="First again", date=DAY)
    assert draft_as_data(drafts.find_draft(owner, plan, "first")) == before
