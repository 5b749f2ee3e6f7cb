"""Pages of brackets without scripts: reading them, settling one after its preview, putting words in brackets."""

import html
import re
from datetime import date

import pytest

from tests.services import factories
from tests.views.forms import form_to, forms
from tests.views.visitors import Visitor
from wiki.services import drafts, journal, revisions

TEXT = "# Vision\n\n1. Parties [XA: should] report <by> 2015.\n\n2. They mobilize [new and [additional]] resources.\n\n"
PAGE = "/plans/plan/sections/1/brackets"


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision", "Mission")
    write(owner, made, TEXT)
    return made


def newest(plan):
    return revisions.newest_revision(factories.section(plan, 1), "en")


def write(owner, plan, text):
    revisions.save_revision(owner, factories.section(plan, 1), text=text, based_on=newest(plan).number)


def links(answer, words):
    """The addresses of links that begin with these words."""
    found = re.findall(rf'<a [^>]*href="([^"]*)"[^>]*>\s*{re.escape(words)}', answer.text)
    return [html.unescape(address) for address in found]


def test_a_bracket_is_lifted_from_its_list_after_a_preview(app, owner, plan):
    visitor = Visitor(app, owner)
    page = visitor.get(PAGE)
    assert "3 open brackets" in page.text and "XA" in page.text
    head = journal.head_number(plan)
    address = links(page, "Lift, keep the words")[0]
    preview = visitor.get(address)
    assert preview.status_code == 200 and "<del>" in preview.text and "Nothing is recorded yet." in preview.text
    assert journal.head_number(plan) == head
    answer = form_to(preview, "/plans/plan/sections/1/brackets/settle").send(visitor, summary="Agreed")
    assert answer.status_code == 303 and answer.location.endswith(PAGE)
    assert "1. Parties should report <by> 2015." in newest(plan).text.body and newest(plan).summary == "Agreed"
    assert "lifted a bracket in section 1" in visitor.get("/plans/plan/record").text


def test_an_option_is_chosen_and_a_bracket_dropped(app, owner, plan):
    write(owner, plan, TEXT.replace("[XA: should]", "[shall/should/may]"))
    visitor = Visitor(app, owner)
    preview = visitor.get(links(visitor.get(PAGE), "Choose “may”")[0])
    form_to(preview, "/plans/plan/sections/1/brackets/settle").send(visitor)
    assert "1. Parties may report" in newest(plan).text.body
    preview = visitor.get(links(visitor.get(PAGE), "Drop with its words")[0])
    form_to(preview, "/plans/plan/sections/1/brackets/settle").send(visitor)
    assert "2. They mobilize resources." in newest(plan).text.body
    assert "No bracket is open" in visitor.get(PAGE).text


def test_what_changed_meanwhile_is_said_and_nothing_is_recorded(app, owner, plan):
    visitor = Visitor(app, owner)
    preview = visitor.get(links(visitor.get(PAGE), "Lift, keep the words")[0])
    write(owner, plan, TEXT.replace("2015", "2020"))
    head = journal.head_number(plan)
    answer = form_to(preview, "/plans/plan/sections/1/brackets/settle").send(visitor)
    assert answer.status_code == 409 and "Somebody changed the same sentence meanwhile" in answer.text
    assert "3 open brackets" in answer.text and journal.head_number(plan) == head
    assert visitor.get(f"{PAGE}/settle?act=lift&start=4&revision={newest(plan).number}").status_code == 409


def test_words_are_put_in_brackets_after_a_preview(app, owner, plan):
    visitor = Visitor(app, owner)
    address = "/plans/plan/sections/1/brackets/new"
    form = form_to(visitor.get(address), address)
    wrong = form.send(visitor, quote="nowhere", owners="KE", act="preview")
    assert wrong.status_code == 422 and "These words were not found" in wrong.text and "nowhere" in wrong.text
    wrong = form.send(visitor, quote="They mobilize", owners="the fund", act="preview")
    assert wrong.status_code == 422 and 'id="owners-error"' in wrong.text and "the fund" in wrong.text
    head = journal.head_number(plan)
    preview = form.send(visitor, quote="They mobilize", owners="KE, XB", act="preview")
    assert preview.status_code == 200 and "<ins>" in preview.text and journal.head_number(plan) == head
    record = next(form for form in forms(preview) if "summary" in dict(form.fields))
    answer = record.send(visitor, act="record", summary="Kenya's reservation")
    assert answer.status_code == 303
    assert "2. [KE, XB: They mobilize] [new and" in newest(plan).text.body
    assert newest(plan).summary == "Kenya's reservation"


def test_a_mark_without_a_partner_is_shown_where_it_is(app, owner, plan):
    write(owner, plan, "# Vision\n\n1. Parties [will report.\n\n")
    answer = Visitor(app, owner).get(PAGE)
    assert '<span class="stray">[</span>' in answer.text and "Mend it in the text" in answer.text
    assert "1 open bracket" in answer.text
    assert '<span class="stray">' in Visitor(app, owner).get("/plans/plan/sections/1").text


def test_the_plans_brackets_are_those_its_home_counts(app, owner, plan):
    visitor = Visitor(app, owner)
    assert "3 brackets" in visitor.get("/plans/plan").text
    page = visitor.get("/plans/plan/brackets")
    assert "3 open brackets" in page.text and links(page, "Lift") == []
    place = links(page, "paragraph 1.")[0]
    target = visitor.get(place.partition("#")[0])
    assert f'id="{place.partition("#")[2]}"' in target.text


def test_readers_see_a_drafts_brackets_without_the_moments_between(app, owner, plan):
    drafts.freeze_draft(owner, plan, name="First", date=date(2007, 1, 31), distribution="public")
    write(owner, plan, TEXT.replace("by> 2015", "by> [2015]"))
    for address in ("/plans/plan/brackets", PAGE):
        page = Visitor(app).get(address)
        assert "3 open brackets" in page.text and "first in “First”" in page.text
        assert "Amina" not in page.text and "/revisions/" not in page.text and "Lift" not in page.text
    assert Visitor(app).get(f"{PAGE}?at=now").status_code in (401, 403, 404)


def test_the_clean_view_says_that_it_is_not_the_text_and_leads_back(app, owner, plan):
    visitor = Visitor(app, owner)
    for address in ("/plans/plan/sections/1", "/plans/plan/text"):
        stands = visitor.get(address)
        assert "should" in stands.text and "This is not the text" not in stands.text
        (clean,) = links(stands, "Clean view")
        page = visitor.get(clean)
        assert "This is not the text" in page.text and "3 brackets are open" in page.text
        article = page.text.partition("<article")[2].partition("</article>")[0]
        assert "Parties should report" in article and "[" not in article and "XA" not in article
        ids = re.findall(r'id="((?:s1-)?p-\d+)"', article)
        assert ids == re.findall(r'id="((?:s1-)?p-\d+)"', stands.text.partition("<article")[2])
        assert address in [found.partition("?")[0] for found in links(page, "With brackets")]
    section = visitor.get("/plans/plan/sections/1?view=clean")
    assert "/plans/plan/sections/2?view=clean" in section.text
    assert "This is not the text" not in visitor.get("/plans/plan/sections/2?view=clean").text
