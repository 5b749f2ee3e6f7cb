"""Saving: nothing typed is lost, nothing unchanged is touched."""

import pytest

from tests.services import factories
from wiki.db import db
from wiki.errors import EditConflict, Forbidden, Invalid, SplitsSection, StaleRevision
from wiki.models import Revision, Text
from wiki.services import autosaves, journal, moments, revisions, sections


def newest(section):
    return revisions.newest_revision(section, "en")


def test_a_save_makes_the_next_revision_and_an_entry(plan, owner):
    vision = factories.section(plan, 1)
    before = newest(vision)
    saved = revisions.save_revision(
        owner, vision, text=before.text.body.replace("one", "1"), based_on=before.number, summary="numerals"
    )
    assert saved.changed and not saved.combined
    assert saved.revision.parent_id == before.id
    assert saved.revision.number == journal.head_number(plan)
    assert "Vision 1." in moments.source_at(plan, journal.head_number(plan))


def test_an_unchanged_form_makes_no_revision_and_changes_no_byte(plan, owner):
    vision = factories.section(plan, 1)
    odd = "## Vision\r\nmixed\nendings \r\n\ttrailing  \nand\u2028a separator\n\n"
    odd = odd.replace("## ", "# ")
    first = revisions.save_revision(owner, vision, text=odd, based_on=newest(vision).number).revision
    sent = odd.replace("\r\n", "\n").replace("\n", "\r\n")
    again = revisions.save_revision(owner, vision, text=sent, based_on=first.number, from_form=True)
    assert not again.changed
    assert newest(vision).text.body == odd


def test_edits_in_different_sentences_are_combined_and_both_texts_kept(plan, owner):
    vision = factories.section(plan, 1)
    base = newest(vision)
    revisions.save_revision(owner, vision, text=base.text.body.replace("Vision one", "Theirs"), based_on=base.number)
    mine = base.text.body.replace("Vision three", "Mine")
    saved = revisions.save_revision(owner, vision, text=mine, based_on=base.number)
    assert saved.combined
    assert "Theirs" in saved.revision.text.body and "Mine" in saved.revision.text.body
    assert saved.revision.base_id == base.id != saved.revision.parent_id
    assert db.session.get(Text, saved.revision.typed_hash).body == mine


def test_the_same_sentence_twice_is_a_conflict_with_all_three_texts(plan, owner):
    vision = factories.section(plan, 1)
    base = newest(vision)
    theirs = base.text.body.replace("Vision one", "Theirs")
    mine = base.text.body.replace("Vision one", "Mine")
    revisions.save_revision(owner, vision, text=theirs, based_on=base.number)
    with pytest.raises(EditConflict) as caught:
        revisions.save_revision(owner, vision, text=mine, based_on=base.number)
    error = caught.value
    assert (error.base, error.mine, error.theirs) == (base.text.body, mine, theirs)
    assert newest(vision).text.body == theirs

    settled = revisions.settle_conflict(
        owner, vision, base=base.number, theirs=error.newest, mine=mine, picks=[("own", "Both. ")]
    )
    assert "Both." in settled.revision.text.body
    with pytest.raises(Invalid):
        revisions.settle_conflict(owner, vision, base=base.number, theirs=error.newest, mine=mine, picks=[])


def test_a_heading_typed_inside_splits_off_a_section_once_confirmed(plan, owner):
    vision = factories.section(plan, 1)
    base = newest(vision)
    text = base.text.body + "## Below\n\nwords\n\n# Beside\n\nmore\n\n"
    with pytest.raises(SplitsSection) as caught:
        revisions.save_revision(owner, vision, text=text, based_on=base.number)
    assert caught.value.titles == ("Below", "Beside")
    before = journal.head_number(plan)
    revisions.save_revision(owner, vision, text=text, based_on=base.number, split=True)
    head = journal.head_number(plan)
    outline = moments.outline_at(plan, head)
    assert [(item.title, item.depth) for item in outline.items[1:]] == [
        ("Vision", 1),
        ("Below", 2),
        ("Beside", 1),
        ("Mission", 1),
    ]
    assert moments.source_at(plan, head).startswith(text)
    assert moments.outline_at(plan, before).items[2].title == "Mission"


def test_what_a_section_needs_is_said(plan, owner):
    vision = factories.section(plan, 1)
    base = newest(vision)
    for text in ("no heading", "", "before\n\n# Vision\n", "## Vision\n", "# Vision\n\x00"):
        with pytest.raises(Invalid):
            revisions.save_revision(owner, vision, text=text, based_on=base.number)
    with pytest.raises(StaleRevision):
        revisions.save_revision(owner, vision, text="# Vision\n", based_on=base.number + 1)
    with pytest.raises(StaleRevision):
        revisions.save_revision(owner, vision, text="# Vision\n", based_on=None)
    with pytest.raises(Invalid, match="never closed"):
        revisions.save_revision(owner, vision, text="# Vision\n\n```\ncode\n", based_on=base.number)
    with pytest.raises(Forbidden):
        revisions.save_revision(factories.person("Bao"), vision, text="# Vision\n", based_on=base.number)
    assert newest(vision).id == base.id


def test_a_missing_final_newline_is_given_where_another_section_follows(plan, owner):
    vision, mission = factories.section(plan, 1), factories.section(plan, 2)
    revisions.save_revision(owner, vision, text="# Vision\n\nno end", based_on=newest(vision).number)
    assert newest(vision).text.body == "# Vision\n\nno end\n"
    revisions.save_revision(owner, mission, text="# Mission\n\nno end", based_on=newest(mission).number)
    assert newest(mission).text.body == "# Mission\n\nno end"


def test_going_back_is_a_revision_of_its_own(plan, owner):
    vision = factories.section(plan, 1)
    first = newest(vision)
    revisions.save_revision(owner, vision, text="# Vision\n\nother\n\n", based_on=first.number)
    back = revisions.revert_section(owner, vision, to=first)
    assert back.changed and back.revision.text.body == first.text.body
    assert db.session.query(Revision).filter_by(section_id=vision.id).count() == 3


def test_what_is_typed_is_kept_until_it_is_saved(plan, owner):
    vision = factories.section(plan, 1)
    base = newest(vision)
    autosaves.keep_typing(owner, vision, text="# Vision\n\nhalf a", based_on=base.number)
    autosaves.keep_typing(owner, vision, text="# Vision\n\nhalf a word\n", based_on=base.number)
    assert autosaves.find_typing(owner, vision).body == "# Vision\n\nhalf a word\n"
    assert autosaves.find_typing(factories.person("Bao"), vision) is None
    revisions.save_revision(owner, vision, text="# Vision\n\nhalf a word\n", based_on=base.number)
    assert autosaves.find_typing(owner, vision) is None


def test_paragraphs_keep_their_ids(plan, owner):
    import json

    vision = factories.section(plan, 1)
    base = newest(vision)
    ids = json.loads(base.paragraphs)
    text = base.text.body.replace("Vision one.", "A new paragraph.\n\nVision one.")
    after = revisions.save_revision(owner, vision, text=text, based_on=base.number).revision
    fresh = json.loads(after.paragraphs)
    assert [given for given in fresh if given in ids] == ids
    assert len(set(fresh)) == len(fresh) == len(ids) + 1
    assert sections.find_section(owner, plan, 1).paragraphs_given == max(fresh)


def test_a_translation_begins_no_sections(plan, owner):
    vision = factories.section(plan, 1)
    with pytest.raises(Invalid, match="negotiated"):
        revisions.save_revision(
            owner, vision, text="# Vision\n\n## Plus bas\n", based_on=None, language="fr", split=True
        )
    saved = revisions.save_revision(owner, vision, text="# Avenir\n\nDes mots.\n", based_on=None, language="fr")
    assert saved.revision.title == "Avenir" and newest(vision).title == "Vision"


def test_a_summary_holds_no_characters_that_cannot_be_kept(plan, owner):
    vision = factories.section(plan, 1)
    before = newest(vision)
    with pytest.raises(Invalid, match=r"U\+0000") as refused:
        revisions.save_revision(
            owner, vision, text=before.text.body + "More.\n\n", based_on=before.number, summary="a\0b"
        )
    assert refused.value.field == "summary" and newest(vision).number == before.number
