"""Comments: they hold on to their words through every edit, and are read by those they are for."""

from datetime import timedelta

import pytest

from tests.services import factories
from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, StageClosed, TooLarge
from wiki.models import Delegation, EntryPayload, JournalEntry, Membership
from wiki.services import answers, comment_lists, comments, drafts, margins, notes, records, revisions, stages
from wiki.text.passages import Passage


@pytest.fixture
def vision(plan):
    return factories.section(plan, 1)


def newest(section):
    return revisions.newest_revision(section, "en")


def edit(owner, section, old, new):
    before = newest(section)
    text = before.text.body
    assert text.count(old) == 1
    return revisions.save_revision(owner, section, text=text.replace(old, new), based_on=before.number).revision


def shown(actor, section, revision):
    return margins.comments_beside(actor, section.plan, section.id, revision.id).notes


def beside(actor, section):
    revision = newest(section)
    return [
        (note.place, revision.text.body[note.start : note.end] if note.start is not None else None)
        for note in shown(actor, section, revision)
    ]


def test_a_comment_on_words_follows_them_and_says_when_they_go_and_come_back(plan, owner, vision):
    first = newest(vision)
    made = comments.post_comment(owner, plan, body="Why two?", section=vision, quote="Vision two", prefix="one.")
    assert first.text.body[made.start : made.end] == made.quote == "Vision two"
    assert made.number == made.entry.number and made.entry.subject == f"comment/{made.number}"
    edit(owner, vision, "Vision one.", "Before it stands more. Vision one.")
    assert beside(owner, vision) == [("exact", "Vision two")]
    edit(owner, vision, "Vision two", "Vision and two")
    assert beside(owner, vision) == [("edited", "Vision and two")]
    edit(owner, vision, "three", "four")
    assert beside(owner, vision) == [("edited", "Vision and two")]
    gone = edit(owner, vision, " Vision and two.", "")
    note = shown(owner, vision, gone)[0]
    assert (note.place, note.lost.number, note.lost.words) == ("lost", gone.number, "Vision two")
    assert [found.key for found in comment_lists.list_comments(owner, plan, state="lost")] == [made.id]
    edit(owner, vision, "four", "five")
    assert beside(owner, vision) == [("lost", None)]
    revisions.revert_section(owner, vision, to=first)
    assert beside(owner, vision) == [("exact", "Vision two")]
    assert comment_lists.list_comments(owner, plan, state="lost") == []


def test_lost_words_are_found_again_without_a_revert_only_where_they_are_unmistakable(plan, owner, vision):
    comments.post_comment(owner, plan, body="?", section=vision, quote="Vision two")
    edit(owner, vision, " Vision two.", "")
    edit(owner, vision, "three", "three. Vision two, and Vision two")
    assert beside(owner, vision) == [("lost", None)]
    edit(owner, vision, "Vision two, and ", "")
    assert beside(owner, vision) == [("exact", "Vision two")]


def test_a_comment_made_on_an_older_revision_is_carried_to_the_newest_at_once(plan, owner, vision):
    first = newest(vision)
    edit(owner, vision, "Vision one.", "Vision 1.")
    edit(owner, vision, " Vision two.", "")
    kept = comments.post_comment(owner, plan, body="a", section=vision, revision=first, quote="three")
    lost = comments.post_comment(owner, plan, body="b", section=vision, revision=first, quote="Vision two")
    assert {note.key: note.place for note in shown(owner, vision, newest(vision))} == {
        kept.id: "exact",
        lost.id: "lost",
    }
    assert [note.place for note in shown(owner, vision, first)] == ["exact", "exact"]


def test_a_paragraph_alone_words_within_it_and_words_that_are_not_there(plan, owner, vision):
    text = newest(vision).text.body
    _, second = [block for block in text.split("\n\n")[1:] if block.strip()]
    ids = range(1, 20)
    whole = None
    for paragraph in ids:
        whole = comments.post_comment(owner, plan, body="whole", section=vision, paragraph=paragraph)
        if whole.quote == second.strip():
            break
    assert text[whole.start : whole.end] == second.strip()
    inside = comments.post_comment(owner, plan, body="x", section=vision, paragraph=paragraph, quote="Vision")
    assert inside.start == text.index("Vision three")
    missing = comments.post_comment(owner, plan, body="x", section=vision, paragraph=paragraph, quote="nowhere here")
    assert (missing.start, missing.end, missing.quote) == (whole.start, whole.end, "nowhere here")
    nowhere = comments.post_comment(owner, plan, body="x", section=vision, paragraph=999, quote="nowhere here")
    assert nowhere.start is None
    notes_here = {note.key: note for note in shown(owner, vision, newest(vision))}
    assert [notes_here[made.id].unplaced for made in (whole, inside, missing, nowhere)] == [False, False, True, True]
    assert notes_here[nowhere.id].place == "section"
    marks = margins.comments_beside(owner, plan, vision.id, newest(vision).id).marks
    assert (inside.start, inside.end, inside.id) in marks


def test_closed_discussions_are_not_carried_and_reopened_ones_catch_up(plan, owner, vision):
    made = comments.post_comment(owner, plan, body="?", section=vision, quote="three")
    answers.resolve_comment(owner, made)
    edit(owner, vision, "Vision one.", "Vision 1, the first.")
    assert beside(owner, vision) == []
    answers.reopen_comment(owner, made)
    assert beside(owner, vision) == [("exact", "three")]
    with pytest.raises(Conflict):
        answers.reopen_comment(owner, made)


def test_a_private_note_is_outside_the_journal_until_it_is_published(plan, owner, vision):
    count = db.session.query(JournalEntry).count()
    note = comments.post_comment(owner, plan, body="Hm.", section=vision, quote="three", audience="private")
    other = comments.post_comment(owner, plan, body="Never mind.", section=vision, quote="two", audience="private")
    assert note.number is None and db.session.query(JournalEntry).count() == count
    for refused in (
        lambda: comments.reply_to_comment(owner, note, body="x"),
        lambda: answers.resolve_comment(owner, note),
        lambda: answers.answer_comment(owner, note, disposition="noted"),
    ):
        with pytest.raises(Conflict):
            refused()
    with pytest.raises(NotFound):
        notes.publish_comment(factories.member(owner, plan, "Chair", "chair"), note)
    notes.discard_note(owner, other)
    notes.publish_comment(owner, note, audience="public")
    assert note.number is not None and comment_lists.list_comments(None, plan)[0].body == "Hm."
    with pytest.raises(Conflict):
        notes.discard_note(owner, note)
    assert records.verify_plan(plan).ok


def test_what_comes_after_the_deadline_is_taken_marked_and_listed_apart(plan, owner, vision):
    party = factories.member(owner, plan, "Bruno", "party")
    with pytest.raises(StageClosed):
        comments.post_comment(party, plan, body="too early", section=vision)
    stage = stages.create_stage(
        owner, plan, name="Comments", closes="2090-01-31T18:00", zone="America/Montreal", cells=["comment:party"]
    )
    stages.open_stage(owner, stage)
    with clock.standing_at(stage.closes_at - timedelta(seconds=1)):
        in_time = comments.post_comment(party, plan, body="in time", section=vision)
    with clock.standing_at(stage.closes_at + timedelta(seconds=1)):
        late = comments.post_comment(party, plan, body="late", section=vision)
        assert not comments.reply_to_comment(party, late, body="and a word more").late
    assert (in_time.late, late.late) == (False, True)
    assert [note.body for note in comment_lists.list_comments(owner, plan)] == ["in time"]
    assert [note.body for note in comment_lists.list_comments(owner, plan, state="late")] == ["late"]
    assert comment_lists.tally_comments(owner, plan) == {"open": 1, "answered": 0, "resolved": 0, "late": 1}
    assert comment_lists.count_open(owner, plan) == {vision.id: 2}
    answers.answer_comment(owner, late, disposition="noted")
    assert comment_lists.count_open(owner, plan) == {vision.id: 1}


def test_answers_give_reasons_and_the_last_one_counts(plan, owner, vision):
    expert = factories.member(owner, plan, "Eva", "expert")
    made = comments.post_comment(expert, plan, body="Say how.", section=vision, quote="three")
    reply = comments.reply_to_comment(owner, made, body="We will.")
    with pytest.raises(Invalid, match="reason"):
        answers.answer_comment(owner, made, disposition="not_accepted")
    with pytest.raises(Invalid):
        answers.answer_comment(owner, made, disposition="perhaps")
    with pytest.raises(Forbidden):
        answers.answer_comment(expert, made, disposition="accepted")
    with pytest.raises(Conflict):
        answers.answer_comment(owner, reply, disposition="accepted")
    answers.answer_comment(owner, made, disposition="out_of_scope", reason="Not here.")
    did = edit(owner, vision, "three", "three, by letter")
    answers.answer_comment(owner, made, disposition="accepted", revision=did, resolve=True)
    note = comments.show_thread(owner, reply)
    assert (note.state, note.disposition, note.done_in) == ("resolved", "accepted", (1, did.number))
    assert [entry.kind for entry in db.session.query(JournalEntry).order_by(JournalEntry.id.desc()).limit(2)] == [
        "comment.resolve",
        "comment.answer",
    ]
    answers.reopen_comment(expert, made)
    with pytest.raises(Forbidden):
        answers.resolve_comment(factories.member(owner, plan, "Other", "expert"), made)


def test_a_delegate_speaks_for_the_groups_of_the_party_and_nobody_else(plan, owner, vision):
    expert = factories.member(owner, plan, "Eva", "expert")
    with transaction():
        group, strange = (
            Delegation(kind="group", name=name, code=name[:3]) for name in ("G-77 and China", "European Union")
        )
        kenya = Delegation(kind="party", name="Kenya", code="KE")
        db.session.add_all([group, strange, kenya])
        db.session.flush()
        since = clock.now().date()
        db.session.add(Membership(delegation_id=kenya.id, person_id=expert.id, since=since))
        db.session.add(Membership(delegation_id=group.id, member_id=kenya.id, since=since))
    made = comments.post_comment(expert, plan, body="x", section=vision, on_behalf_of=group)
    assert (made.entry.delegation.name, made.entry.on_behalf_of.name) == ("Kenya", "G-77 and China")
    with pytest.raises(Forbidden):
        comments.post_comment(expert, plan, body="x", section=vision, on_behalf_of=strange)
    assert comments.post_comment(owner, plan, body="x", on_behalf_of=strange).on_behalf_of_id == strange.id


def test_erasing_takes_the_words_everywhere_and_the_record_still_holds(plan, owner, vision):
    expert = factories.member(owner, plan, "Eva", "expert")
    made = comments.post_comment(expert, plan, body="a confidence", section=vision, quote="three")
    comments.reply_to_comment(owner, made, body="kept")
    answers.answer_comment(owner, made, disposition="not_accepted", reason="it is a confidence")
    with pytest.raises(Forbidden):
        answers.erase_comment(expert, made, reason="mine")
    with pytest.raises(Invalid):
        answers.erase_comment(owner, made, reason=" ")
    answers.erase_comment(factories.person("Admin", is_administrator=True), made, reason="A court asked for it.")
    assert not [payload.body for payload in db.session.query(EntryPayload) if "confidence" in (payload.body or "")]
    assert db.session.query(EntryPayload).filter(EntryPayload.erased_number == made.erased_number).count() == 2
    assert records.verify_plan(plan).ok
    note = comments.show_thread(owner, made)
    assert (note.state, note.body, note.quote, note.replies[0].body) == ("erased", "", "", "kept")
    with pytest.raises(Conflict):
        answers.erase_comment(owner, made, reason="again")


def test_bounds_of_what_may_be_said(plan, owner, vision):
    assert comments.post_comment(owner, plan, body="x" * 20_000).section_id is None
    with pytest.raises(TooLarge):
        comments.post_comment(owner, plan, body="x" * 20_001)
    for wrong in (
        {"body": " \n"},
        {"body": "nul \x00"},
        {"body": "x", "audience": "everyone"},
        {"body": "x", "quote": "of no section"},
        {"body": "x", "section": vision, "passage": Passage(5, 5)},
        {"body": "x", "section": vision, "passage": Passage(0, 10_000)},
    ):
        with pytest.raises(Invalid):
            comments.post_comment(owner, plan, **wrong)
    with pytest.raises(NotFound):
        comments.post_comment(
            owner, plan, body="x", section=vision, revision=newest(factories.section(plan, 2)), quote="Mission"
        )
    public = comments.post_comment(owner, plan, body="x", audience="participants")
    with pytest.raises(Invalid):
        comments.reply_to_comment(owner, public, body="wider", audience="public")
    with pytest.raises(Invalid):
        comment_lists.list_comments(owner, plan, state="odd")


def test_who_reads_only_what_is_public_cannot_pry_into_the_newest_text(plan, owner, vision):
    observer = factories.member(owner, plan, "Olga", "observer")
    stage = stages.create_stage(owner, plan, name="Open", cells=["comment:observer"])
    stages.open_stage(owner, stage)
    with pytest.raises(NotFound):
        comments.post_comment(observer, plan, body="x", section=vision, paragraph=1)
    draft = drafts.freeze_draft(owner, plan, name="Draft 1", date=clock.now().date(), distribution="public")
    edit(owner, vision, "three", "three (a secret)")
    made = comments.post_comment(observer, plan, body="x", section=vision, quote="a secret", paragraph=2)
    assert made.revision.number <= draft.number and "(a secret)" not in made.quote
    with pytest.raises(NotFound):
        comments.post_comment(observer, plan, body="x", section=vision, revision=newest(vision), paragraph=2)
    assert comments.context_of(observer, made) is None
