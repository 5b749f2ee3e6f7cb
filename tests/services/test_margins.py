"""The margin of a section with more remarks than a page holds: sifted, turned, and never without the one asked for."""

import pytest

from tests.services import factories
from tests.statements import noted
from wiki.db import db
from wiki.errors import Invalid
from wiki.services import answers, comments, delegations, margins, revisions
from wiki.services.margins import PAGE


@pytest.fixture
def vision(plan):
    return factories.section(plan, 1)


def beside(actor, section, **asked):
    revision = revisions.newest_revision(section, "en")
    return margins.comments_beside(actor, section.plan, section.id, revision.id, **asked)


def fill(owner, section, count):
    return [
        comments.post_comment(owner, section.plan, body=str(number), section=section, quote="three")
        for number in range(count)
    ]


def test_every_remark_is_on_one_page_and_found_by_its_key(plan, owner, vision):
    made = fill(owner, vision, PAGE + 5)
    whole = comments.post_comment(owner, plan, body="whole", section=vision)
    reply = comments.reply_to_comment(owner, whole, body="yes")
    first, second = beside(owner, vision), beside(owner, vision, page=2)
    assert [note.key for note in (*first.notes, *second.notes)] == [*(one.id for one in made), whole.id]
    assert (first.first, first.last, first.in_all, first.pages) == (1, PAGE, PAGE + 6, 2)
    assert (second.first, second.last) == (PAGE + 1, PAGE + 6)
    assert first.marks == second.marks and len(first.marks) == PAGE + 5
    for one in (made[0], made[PAGE - 1], made[PAGE], whole, reply):
        named = beside(owner, vision, named=one.id)
        keys = {note.key for note in named.notes} | {answer.key for note in named.notes for answer in note.replies}
        assert one.id in keys and named.page == (1 if one in made[:PAGE] else 2)
    assert beside(owner, vision, page=99).page == 2 and beside(owner, vision, page=-3).page == 1
    assert beside(owner, vision, named=10**9).page == 1


def test_what_is_named_is_shown_whatever_was_chosen_and_whatever_became_of_it(plan, owner, vision):
    lost, closed, left = fill(owner, vision, 3)
    whole = comments.post_comment(owner, plan, body="whole", section=vision)
    answers.resolve_comment(owner, closed)
    answers.resolve_comment(owner, whole)
    newest = revisions.newest_revision(vision, "en")
    text = newest.text.body.replace("Vision three.", "Nothing.")
    revisions.save_revision(owner, vision, text=text, based_on=newest.number)
    assert [(note.key, note.place) for note in beside(owner, vision).notes] == [(lost.id, "lost"), (left.id, "lost")]
    for one in (closed, whole):
        named = beside(owner, vision, state="open", named=one.id)
        assert [note.key for note in named.closed] == [one.id] and named.named_is_closed and named.state == "all"
    assert beside(owner, vision, state="lost", named=left.id).state == "lost"
    others = comments.post_comment(owner, plan, body="secret", section=vision, audience="private")
    chair = factories.member(owner, plan, "Chair", "chair")
    assert "secret" not in {note.body for note in beside(chair, vision, named=others.id).notes}


def test_remarks_are_sifted_by_state_and_by_who_spoke(plan, owner, vision):
    root = factories.person("Root", is_administrator=True)
    kenya = delegations.create_delegation(root, kind="party", name="Kenya", code="KE")
    made = fill(owner, vision, 5)
    answers.answer_comment(owner, made[0], disposition="noted")
    answers.resolve_comment(owner, made[1])
    spoken = comments.post_comment(owner, plan, body="For Kenya.", section=vision, on_behalf_of=kenya)
    chair = factories.member(owner, plan, "Chair", "chair")
    own = comments.post_comment(chair, plan, body="Own.", section=vision, audience="private")

    def keys(**asked):
        return [note.key for note in beside(chair, vision, **asked).notes]

    assert keys(state="answered") == [made[0].id] and keys(state="resolved") == [made[1].id]
    assert keys(state="open") == [*(one.id for one in made[2:]), spoken.id]
    assert keys(state="mine") == [own.id] and keys(state="lost") == []
    assert keys(delegation="KE") == [spoken.id] and keys(delegation="XX") == []
    sifted = beside(chair, vision, state="open")
    assert dict(sifted.counts) == {"all": 7, "open": 4, "answered": 1, "resolved": 1, "lost": 0, "mine": 1}
    assert [(voice.code, voice.count) for voice in sifted.voices] == [("KE", 1)]
    assert len(sifted.marks) == 3 and not beside(chair, vision).many
    with pytest.raises(Invalid):
        beside(owner, vision, state="odd")


def test_where_nothing_was_said_there_is_nothing_to_choose_from(plan, owner, vision):
    empty = beside(owner, vision, state="open", delegation="KE", named=5)
    assert empty.state == "all" and not empty.delegation and not empty.many and empty.notes == ()


def test_a_full_margin_asks_as_few_queries_as_a_page_of_it(plan, owner, vision):
    for one in fill(owner, vision, PAGE + 3):
        comments.reply_to_comment(owner, one, body="yes")
    revision_id = revisions.newest_revision(vision, "en").id
    db.session.expunge_all()
    owner, plan, vision = (db.session.merge(thing) for thing in (owner, plan, vision))
    with noted() as asked:
        shown = margins.comments_beside(owner, plan, vision.id, revision_id, page=2)
        assert len(shown.notes) == 3 and all(note.replies for note in shown.notes)
    assert len(asked) <= 4, asked
