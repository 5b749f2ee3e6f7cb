"""Adoption: refused while anything stands in the way, and final once it is done."""

from datetime import date

import pytest

from tests.services import factories
from tests.services.documents import document, write
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, NotFound, Sealed, SignInNeeded
from wiki.models import Comment
from wiki.services import adoption, drafts, exports, journal, plans, records, revisions, sections
from wiki.services.access import standing

SOURCE = "# One\n\nOne says this.\n\n# Two\n\nTwo says that, as [One](#one) does.\n"
DAY = date(2008, 5, 30)


@pytest.fixture
def plan(owner):
    return document(owner, SOURCE)


def comment(plan, person, **more) -> Comment:
    """A remark as it is stored; who may post one is not what is tested here."""
    with transaction(plan.id):
        entry = journal.record(person, plan, "comment.post", "comment/1", {})
        made = Comment(plan_id=plan.id, number=entry.number, entry_id=entry.id, body="Why?", person_id=person.id,
                       at=entry.at, **more)  # fmt: skip
        db.session.add(made)
    return made


def kinds(actor, plan) -> list[str]:
    return [obstacle.kind for obstacle in adoption.check_plan(actor, plan).obstacles]


def test_everything_in_the_way_is_named_and_refuses(plan, owner):
    two = factories.section(plan, 2)
    write(owner, two, "# Two\n\nTwo [may] say [that], as [Three](#three) does.\n")
    made = comment(plan, owner)
    assert kinds(owner, plan) == ["bracket", "reference", "comment"]
    with pytest.raises(Conflict) as raised:
        adoption.adopt_plan(owner, plan, name="Adopted", date=DAY)
    for word in ("Two", "#three", f"Comment {made.number}"):
        assert word in str(raised.value)
    assert plan.sealed_number is None and drafts.list_drafts(owner, plan) == []
    write(owner, two, "# Two\n\nTwo says that, as [One](#one) does.\n")
    with transaction(plan.id):
        db.session.get_one(Comment, made.id).disposition = "noted"
    assert kinds(owner, plan) == []


def test_what_stands_in_the_way_is_called_as_it_is_headed(owner):
    """A section's number in addresses is no number that stands in the text, and would be taken for one."""
    plan = document(owner, "# Aim\n\nNo.\n\n# 1. Scope\n\nIt [may].\n")
    (found,) = adoption.check_plan(owner, plan).obstacles
    assert found.message % found.parameters == "“1. Scope” (en): open brackets: 1."


def test_brackets_are_counted_from_the_text_not_from_what_is_kept_beside_it(plan, owner):
    saved = write(owner, factories.section(plan, 2), "# Two\n\nTwo [may] say.\n")
    with transaction(plan.id):
        db.session.get_one(type(saved.revision), saved.revision.id).brackets_open = 0
    assert kinds(owner, plan) == ["bracket"]


def test_what_was_answered_closed_private_or_a_reply_is_not_in_the_way(plan, owner):
    first = comment(plan, owner, resolved_number=3)
    comment(plan, owner, disposition="accepted")
    comment(plan, owner, reply_to_id=first.id)
    with transaction(plan.id):
        db.session.add(Comment(plan_id=plan.id, body="Mine", audience="private", person_id=owner.id, at=first.at))
    assert kinds(owner, plan) == []


def test_with_a_chair_the_very_text_must_have_been_declared(plan, owner):
    chair = factories.member(owner, plan, "Carla", "chair")
    with pytest.raises(Conflict):
        adoption.adopt_plan(owner, plan, name="Adopted", date=DAY)
    adoption.declare_adoption(chair, plan)
    assert adoption.check_plan(owner, plan).ready
    sections.retitle_section(owner, factories.section(plan, 2), title="Second")
    assert not adoption.check_plan(owner, plan).ready
    adoption.declare_adoption(chair, plan)
    with pytest.raises(Forbidden):
        adoption.adopt_plan(chair, plan, name="Adopted", date=DAY)
    draft = adoption.adopt_plan(owner, plan, name="Adopted", date=DAY, symbol="UNEP/CBD/COP/9")
    assert (draft.adopted, draft.distribution) == (True, "public")
    assert records.verify_plan(plan).ok


def test_a_sealed_plan_takes_no_changes_and_proves_itself(plan, owner):
    write(owner, factories.section(plan, 1), "# Une\n\nOne dit cela.\n\n", language="fr")
    adoption.adopt_plan(owner, plan, name="Adopted", date=DAY)
    with pytest.raises(Sealed):
        write(owner, factories.section(plan, 1), "# One\n\nMore.\n\n")
    with pytest.raises(Sealed):
        sections.remove_section(owner, factories.section(plan, 1))
    with pytest.raises(Sealed):
        adoption.adopt_plan(owner, plan, name="Again", date=DAY)
    old = revisions.newest_text(owner, factories.section(plan, 1))
    with pytest.raises(Sealed):
        revisions.revert_section(owner, factories.section(plan, 1), to=old)
    assert not standing(owner, plan).may("comment")
    seal = adoption.find_seal(None, plan)
    assert set(seal.sha256) == {"en", "fr"}
    english = exports.export_plan(None, plan, moment="adopted")
    assert (english.sha256, english.content) == (seal.sha256["en"], SOURCE.encode())
    assert adoption.check_file(None, plan, english.content) == "en"
    assert adoption.check_file(None, plan, exports.export_plan(None, plan, language="fr").content) == "fr"
    assert adoption.check_file(None, plan, english.content + b"\n") is None
    assert records.verify_plan(plan).ok


def test_who_may(plan, owner):
    expert = factories.member(owner, plan, "Ed", "expert")
    with pytest.raises(Forbidden):
        adoption.declare_adoption(expert, plan)
    with pytest.raises(Forbidden):
        adoption.adopt_plan(expert, plan, name="Adopted", date=DAY)
    with pytest.raises(SignInNeeded):
        adoption.check_plan(None, plan)
    assert adoption.find_seal(None, plan) is None
    with pytest.raises(NotFound):
        adoption.check_file(None, plan, b"")
    plans.change_plan(owner, plan, title=plan.title, visibility="private")
    with pytest.raises(NotFound):
        adoption.find_seal(None, plan)
