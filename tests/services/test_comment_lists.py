"""Lists of comments: everybody finds what is for them, and few queries find it."""

import pytest

from tests.services import factories
from tests.statements import noted
from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Comment, JournalEntry, PassagePlace
from wiki.services import comment_lists, comments, margins, notes, revisions


@pytest.fixture
def vision(plan):
    return factories.section(plan, 1)


def beside(actor, section):
    revision = revisions.newest_revision(section, "en")
    return margins.comments_beside(actor, section.plan, section.id, revision.id).notes


def test_each_audience_is_read_by_those_it_is_for(plan, owner, vision):
    people = factories.everyone(owner, plan)
    for audience in ("private", "participants", "observers", "public"):
        comments.post_comment(owner, plan, body=audience, section=vision, audience=audience)
    own = comments.post_comment(people["chair"], plan, body="mine", section=vision, audience="private")
    comments.reply_to_comment(
        owner, db.session.query(Comment).filter_by(body="public").one(), body="among us", audience="participants"
    )

    def read(actor):
        bodies = [note.body for note in comment_lists.list_comments(actor, plan, state="all")]
        assert sorted(bodies) == sorted(n.body for n in beside(actor, vision))
        return set(bodies)

    assert read(owner) == {"private", "participants", "observers", "public"}
    assert read(people["chair"]) == {"mine", "participants", "observers", "public"}
    assert read(people["expert"]) == read(people["party"]) == {"participants", "observers", "public"}
    assert read(people["observer"]) == {"observers", "public"}
    assert read(people["reader"]) == read(None) == {"public"}
    assert comment_lists.list_comments(None, plan)[0].replies == ()
    assert [reply.body for reply in comment_lists.list_comments(owner, plan, state="open")[0].replies] == ["among us"]
    assert comment_lists.count_open(owner, plan) == {vision.id: 3}
    assert comment_lists.count_open(None, plan) == {vision.id: 1}
    with pytest.raises(NotFound):
        notes.find_note(owner, plan, own.id)
    hidden = db.session.query(Comment).filter_by(body="participants").one()
    with pytest.raises(NotFound):
        comments.find_comment(None, plan, hidden.number)
    visibility = {entry.payload.visibility for entry in db.session.query(JournalEntry).filter_by(kind="comment.post")}
    assert visibility == {"participants", "observers", "public"}


def test_lists_page_and_take_few_queries(plan, owner, vision):
    for count in range(7):
        made = comments.post_comment(owner, plan, body=str(count), section=vision, quote="three")
        comments.reply_to_comment(owner, made, body="yes")
    page = comment_lists.list_comments(owner, plan, limit=3)
    assert [note.body for note in page] == ["6", "5", "4"]
    rest = comment_lists.list_comments(owner, plan, limit=9, before=page[-1].key)
    assert [note.body for note in rest] == list("3210")
    assert len(comment_lists.list_comments(owner, plan, moment=page[-1].number, limit=9)) == 5
    revision = revisions.newest_revision(vision, "en")
    db.session.expunge_all()
    owner, plan, vision = (db.session.merge(thing) for thing in (owner, plan, vision))
    with noted() as asked:
        assert len(comment_lists.list_comments(owner, plan)) == 7
        listing = len(asked)
        assert len(margins.comments_beside(owner, plan, vision.id, revision.id).notes) == 7
    assert listing <= 4 and len(asked) - listing <= 5, asked
    assert db.session.query(PassagePlace).count() == 7
