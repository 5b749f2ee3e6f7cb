"""Brackets on real plans: where they stand and since when; each act a revision, an entry that names it, one moment."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.services import factories
from tests.statements import noted
from wiki.db import db
from wiki.errors import Conflict, EditConflict, Forbidden, Invalid, NotFound
from wiki.models import JournalEntry
from wiki.presenters.journal import as_recorded
from wiki.services import brackets, comments, drafts, journal, margins, moments, plans, revisions
from wiki.services.brackets import Words

TEXT = (
    "# Vision\n\n1. Parties [shall] [XA: should] report by 2015.\n\n"
    "2. They mobilize [XA, XB: new and [additional]] resources. They meet once a year.\n\n"
)


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision", "Mission")
    write(owner, made, TEXT)
    return made


def section(plan):
    return factories.section(plan, 1)


def newest(plan):
    return revisions.newest_revision(section(plan), "en")


def write(owner, plan, text):
    return revisions.save_revision(owner, section(plan), text=text, based_on=newest(plan).number).revision


def standing(plan, **more):
    outline = moments.outline_at(plan, journal.head_number(plan))
    return brackets.find_brackets(plan, outline, **more)


def at(plan, mark):
    return {"start": newest(plan).text.body.index(mark), "based_on": newest(plan).number}


def test_what_stands_open_is_told_with_owners_place_and_options(owner, plan):
    (found,) = standing(plan)
    assert (found.number, found.title, found.count) == (1, "Vision", 4)
    assert found.count == moments.outline_at(plan, journal.head_number(plan)).item(1).brackets_open
    shall, should, new, additional = found.brackets
    assert [item.words for item in found.brackets] == ["shall", "should", "new and [additional]", "additional"]
    assert (shall.kind, shall.among, shall.options, shall.acts) == (
        "alternative",
        (1, 2),
        ("shall",),
        ("choose", "drop"),
    )
    assert (new.owners, new.depth, new.acts) == (("XA", "XB"), 0, ("lift", "drop"))
    assert additional.depth == 1
    assert (should.place.number, new.place.number) == ("1.", "2.")
    assert shall.place.paragraph == should.place.paragraph != new.place.paragraph
    assert standing(plan, section=2) == ()


def test_marks_without_a_partner_are_told_where_they_are(owner, plan):
    write(owner, plan, "# Vision\n\n1. Parties [will report.\n\n2. They] meet [now].\n\n] end\n\n")
    (found,) = standing(plan)
    assert [(item.mark, item.place.number) for item in found.strays] == [("]", None)]
    write(owner, plan, "# Vision\n\n1. Parties will report.\n\n2. They] meet [now].\n\n")
    (found,) = standing(plan)
    (stray,) = found.strays
    assert (stray.mark, stray.after, stray.place.number) == ("]", "meet [now].", "2.")
    assert stray.before.endswith("2. They")
    assert found.count == 2


def test_each_act_is_one_revision_with_an_entry_that_says_which(owner, plan):
    vision = section(plan)
    brackets.lift_bracket(owner, vision, **at(plan, "[additional]"))
    assert "[XA, XB: new and additional] resources" in newest(plan).text.body
    assert newest(plan).summary == "[additional] → additional"
    brackets.choose_alternative(owner, vision, summary="Agreed in the corridor", **at(plan, "[XA: should]"))
    assert "1. Parties should report" in newest(plan).text.body
    assert newest(plan).summary == "Agreed in the corridor"
    brackets.drop_bracket(owner, vision, **at(plan, "[XA, XB:"))
    assert "2. They mobilize resources. They" in newest(plan).text.body
    brackets.put_in_brackets(owner, vision, words=Words(quote="once a year"), owners="XC", based_on=newest(plan).number)
    assert newest(plan).text.body == (
        "# Vision\n\n1. Parties should report by 2015.\n\n2. They mobilize resources. They meet [XC: once a year].\n\n"
    )
    said = [
        entry
        for entry in db.session.scalars(
            select(JournalEntry).where(JournalEntry.plan_id == plan.id).order_by(JournalEntry.number)
        )
        if entry.kind.startswith("bracket.")
    ]
    assert [entry.kind for entry in said] == ["bracket.lift", "bracket.choose", "bracket.drop", "bracket.put"]
    told = as_recorded(said[0], withheld=False, names={})
    assert told.sentence % told.parameters == "lifted a bracket in section 1 (en)."
    for entry in said:
        made = revisions.find_revision(owner, vision, entry.number + 1)
        assert made.entry.act == entry.act == entry.number
        assert moments.find_moment(owner, plan, str(made.number)).number == made.number
        told = as_recorded(entry, withheld=False, names={})
        assert told.sentence != "recorded “%(kind)s”." and told.sentence % told.parameters


def test_a_preview_is_what_would_be_recorded_and_records_nothing(owner, plan):
    head = journal.head_number(plan)
    seen = brackets.preview_settling(owner, section(plan), act="choose", **at(plan, "[XA: should]"))
    words = {"words": Words(quote="once a year"), "owners": "XC", "based_on": newest(plan).number}
    put = brackets.preview_bracketing(owner, section(plan), **words)
    assert journal.head_number(plan) == head
    brackets.choose_alternative(owner, section(plan), **at(plan, "[XA: should]"))
    assert newest(plan).text.body == seen.text
    brackets.put_in_brackets(owner, section(plan), **words)
    assert newest(plan).text.body == put.text.replace("[shall] [XA: should]", "should")


def test_a_comment_follows_its_words_out_of_the_bracket(owner, plan):
    remark = comments.post_comment(owner, plan, body="Why?", section=section(plan), quote="additional")
    brackets.lift_bracket(owner, section(plan), **at(plan, "[additional]"))
    (beside,) = margins.comments_beside(owner, plan, section(plan).id, newest(plan).id).notes
    assert beside.key == remark.id and not beside.lost
    assert newest(plan).text.body[beside.start : beside.end] == "additional"


def test_others_edits_meanwhile_are_combined_and_those_of_the_same_sentence_refuse_the_act(owner, plan):
    seen = at(plan, "[additional]")
    write(owner, plan, TEXT.replace("once a year", "twice a year"))
    saved = brackets.lift_bracket(owner, section(plan), **seen)
    assert saved.combined
    assert "new and additional] resources. They meet twice a year." in newest(plan).text.body
    seen = at(plan, "[shall]")
    write(owner, plan, newest(plan).text.body.replace("by 2015", "by 2020"))
    head = journal.head_number(plan)
    with pytest.raises(EditConflict):
        brackets.drop_bracket(owner, section(plan), **seen)
    assert journal.head_number(plan) == head


def test_what_cannot_be_done_is_refused_and_leaves_no_trace(owner, plan):
    head, vision, seen = journal.head_number(plan), section(plan), at(plan, "[shall]")
    with pytest.raises(Conflict):
        brackets.lift_bracket(owner, vision, **seen)
    with pytest.raises(Conflict):
        brackets.drop_bracket(owner, vision, start=3, based_on=seen["based_on"])
    with pytest.raises(NotFound):
        brackets.drop_bracket(owner, vision, start=seen["start"], based_on=999)
    for quote, owners, field in (("not there", "", "quote"), ("", "", "quote"), ("once", "the fund", "owners")):
        with pytest.raises(Invalid) as refused:
            brackets.put_in_brackets(owner, vision, words=Words(quote=quote), owners=owners, based_on=seen["based_on"])
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        stranger = factories.person("Party")
        plans.grant_role(owner, plan, stranger, role="party")
        head += 1
        brackets.drop_bracket(stranger, vision, **seen)
    assert journal.head_number(plan) == head
    brackets.drop_bracket(owner, vision, **seen)
    with pytest.raises((Conflict, EditConflict)):
        brackets.drop_bracket(owner, vision, **seen)
    assert newest(plan).text.body.count("[") == 3


def test_a_whole_paragraph_is_put_in_brackets_by_its_id(owner, plan):
    (found,) = standing(plan)
    paragraph = found.brackets[2].place.paragraph
    brackets.put_in_brackets(
        owner, section(plan), words=Words(paragraph=paragraph), owners="KE", based_on=newest(plan).number
    )
    assert "2. [KE: They mobilize [XA, XB: new and [additional]] resources. They meet once a year.]\n" in (
        newest(plan).text.body
    )


def test_a_bracket_keeps_its_age_through_edits_around_and_inside_it(owner, plan):
    came = newest(plan).number
    drafts.freeze_draft(owner, plan, name="One", date=date(2007, 1, 31))
    for year in range(2016, 2030):
        write(owner, plan, newest(plan).text.body.replace(f"by {year - 1}", f"by {year}"))
    later = write(owner, plan, newest(plan).text.body.replace("once a year", "[once] a year")).number
    write(owner, plan, newest(plan).text.body.replace("new and [", "fresh, new and [").replace("2. They", "3. They"))
    (found,) = standing(plan, drafts=drafts.list_drafts(owner, plan))
    assert {item.words: item.since.number for item in found.brackets} == {
        "shall": came,
        "should": came,
        "fresh, new and [additional]": came,
        "additional": came,
        "once": later,
    }
    assert [item.since.draft and item.since.draft.name for item in found.brackets] == ["One"] * 4 + [None]
    assert found.brackets[0].since.person == "Amina"


def test_finding_ages_takes_few_steps_however_long_the_history(owner, plan):
    came = newest(plan).number
    for number in range(40):
        write(owner, plan, newest(plan).text.body.replace("They meet", f"They meet {number},", 1))
    with noted() as asked:
        (found,) = standing(plan)
        first = len(asked)
        standing(plan)
    assert {item.since.number for item in found.brackets} == {came}
    assert first <= 20 and len(asked) - first <= 3, asked
