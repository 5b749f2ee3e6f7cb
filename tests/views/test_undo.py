"""What was done can be taken back from the page that says it was done."""

import pytest

from tests.services import factories
from tests.views.forms import Form, forms
from tests.views.visitors import Visitor
from wiki.services import comment_lists, comments, journal, moments, people, plans, revisions


@pytest.fixture
def plan(owner):
    return factories.plan(owner, "Vision", "Mission", "Means")


@pytest.fixture
def visitor(app, owner):
    return Visitor(app, owner)


def undo_of(visitor: Visitor, answer) -> Form:
    """The form of the button on the page the answer leads to: what is said there comes before anything else."""
    assert answer.status_code == 303
    page = visitor.get(answer.location).text
    said = page.partition('<div class="flash">')[2].partition("</div>")[0]
    assert ">Undo</button>" in said
    (form,) = forms(said)
    return form


def undo(visitor: Visitor, answer) -> None:
    done = undo_of(visitor, answer).send(visitor)
    assert done.status_code == 303 and visitor.get(done.location).status_code == 200


def whole_text(plan) -> str:
    return moments.source_at(plan, journal.head_number(plan))


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("sections/1/title", {"title": "Another vision"}),
        ("sections/1/move", {"to": "behind:3"}),
        ("sections/2/move", {"to": "under:1"}),
        ("sections/3/move", {"to": "under:0"}),
        ("sections/2/remove", {}),
    ],
)
def test_an_act_on_a_section_is_taken_back(visitor, plan, address: str, fields: dict[str, str]):
    before = whole_text(plan)
    answer = visitor.post(f"/plans/{plan.slug}/{address}", data=fields)
    assert whole_text(plan) != before
    undo(visitor, answer)
    assert whole_text(plan) == before


def test_a_save_is_taken_back_and_what_others_saved_since_stands(visitor, plan, owner):
    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    edit = f"/plans/{plan.slug}/sections/1/edit"
    text = newest.text.body.replace("Vision one", "My one")
    answer = visitor.post(edit, data={"text": text, "based_on": newest.number, "summary": ""})
    button = undo_of(visitor, answer)
    mine = revisions.newest_revision(vision, "en")
    theirs = mine.text.body.replace("Vision three", "Their three")
    revisions.save_revision(owner, vision, text=theirs, based_on=mine.number)
    assert button.send(visitor).status_code == 303
    now = revisions.newest_revision(vision, "en").text.body
    assert "Vision one" in now and "Their three" in now and "My one" not in now


def test_a_save_that_others_built_on_is_not_taken_back_over_their_heads(visitor, plan, owner):
    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    text = newest.text.body.replace("Vision one", "My one")
    answer = visitor.post(f"/plans/{plan.slug}/sections/1/edit", data={"text": text, "based_on": newest.number})
    button = undo_of(visitor, answer)
    mine = revisions.newest_revision(vision, "en")
    built = mine.text.body.replace("My one", "Her one")
    revisions.save_revision(owner, vision, text=built, based_on=mine.number)
    assert button.send(visitor).status_code == 409
    assert "Her one" in revisions.newest_revision(vision, "en").text.body


def test_a_discussion_and_a_role_are_taken_back(visitor, plan, owner):
    remark = comments.post_comment(owner, plan, body="Why?")
    address = f"/plans/{plan.slug}/comments/{remark.number}"
    undo(visitor, visitor.post(f"{address}/resolve", data={}))
    assert [note.number for note in comment_lists.list_comments(owner, plan, state="open")] == [remark.number]
    wen = factories.person("Wen")
    plans.grant_role(owner, plan, wen, role="expert")
    (held,) = [one for one in people.list_people(owner, plan) if one.person.name == "Wen"]
    undo(visitor, visitor.post(f"/plans/{plan.slug}/people/roles/{held.roles[0].id}/end", data={}))
    assert "Wen" in [one.person.name for one in people.list_people(owner, plan)]
