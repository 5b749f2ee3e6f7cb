"""Languages of a plan: which it has at a moment, beginning a text in another, and its life apart from the original."""

import pytest

from tests.services import factories
from wiki.errors import Conflict, Forbidden, Invalid, NotFound
from wiki.services import exports, journal, moments, plans, revisions, sections, translations


def begin(owner, plan, number=1, **more):
    given = {"language": "fr", "title": "La vision", "body": "Un monde.\r\n\r\nUne phrase.", **more}
    return translations.begin_translation(owner, factories.section(plan, number), **given)


def test_a_text_is_begun_under_a_heading_of_the_sections_level_and_lives_apart(owner, plan):
    before = journal.head_number(plan)
    saved = begin(owner, plan)
    assert saved.revision.text.body == "# La vision\n\nUn monde.\n\nUne phrase.\n\n"
    assert moments.source_at(plan, journal.head_number(plan)) == moments.source_at(plan, before)
    again = revisions.save_revision(
        owner,
        factories.section(plan, 1),
        text=saved.revision.text.body.replace("monde", "beau monde"),
        based_on=saved.revision.number,
        language="fr",
    )
    assert again.revision.parent_id == saved.revision.id
    assert exports.export_plan(owner, plan, language="fr").content.decode() == again.revision.text.body


def test_the_languages_at_a_moment_are_those_that_have_texts_there(owner, plan):
    before = journal.head_number(plan)
    assert translations.languages_at(plan, before) == ("en",)
    begin(owner, plan)
    begin(owner, plan, 2, language="ar", title="مهمة", body="")
    assert translations.languages_at(plan, before) == ("en",)
    assert translations.languages_at(plan, journal.head_number(plan)) == ("en", "ar", "fr")


def test_a_reading_names_sections_without_a_text_by_their_own_title(owner, plan):
    begin(owner, plan)
    now = moments.find_moment(owner, plan)
    french = translations.reading_at(plan, now, {"language": "fr", "view": "clean"})
    assert (french.tag, french.languages, french.titles[2]) == ("fr", ("en", "fr"), "Mission")
    assert french.carry == {"at": None, "language": "fr", "view": "clean"}
    assert french.turned(language="en") == {"at": None, "language": None, "view": "clean"}
    assert translations.reading_at(plan, now, {"at": "now"}).carry == {"at": "now", "language": None, "view": None}


def test_what_stands_before_the_first_heading_has_no_title(owner, plan):
    root = factories.root(plan)
    with pytest.raises(Invalid):
        translations.begin_translation(owner, root, language="fr", body=" ")
    assert translations.begin_translation(owner, root, language="fr", body="Projet.").revision.text.body == "Projet.\n"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "Deux\nlignes"}, "title"),
        ({"body": "# Un autre titre"}, "body"),
        ({"language": "français"}, "language"),
        ({"language": "en"}, "language"),
        ({"body": "\ue000"}, "text"),
    ],
)
def test_what_cannot_be_a_translation_is_refused(owner, plan, given, field):
    with pytest.raises(Invalid) as refused:
        begin(owner, plan, **given)
    assert refused.value.field == field


def test_it_is_begun_once_where_the_section_stands_by_those_who_may(owner, plan):
    begin(owner, plan)
    with pytest.raises(Conflict):
        begin(owner, plan)
    party = factories.person("Party")
    plans.grant_role(owner, plan, party, role="party")
    with pytest.raises(Forbidden):
        begin(party, plan, 2)
    sections.remove_section(owner, factories.section(plan, 2))
    with pytest.raises(NotFound):
        begin(owner, plan, 2)
