"""The pages of searching, as a visitor without scripts."""

import html
import re
from datetime import date

import pytest

from tests.services import factories
from tests.services.documents import document, write
from tests.views.visitors import Visitor
from wiki.services import comments, drafts


@pytest.fixture
def plan(owner):
    made = document(owner, "# Aims\n\n1. Sharing <b>what</b> was learned.\n\n2. Training of trainers.\n")
    drafts.freeze_draft(owner, made, name="First", symbol="UNEP/CBD/SSC/1", date=date(2007, 1, 31),
                        distribution="public")  # fmt: skip
    write(owner, factories.section(made, 1), "# Aims\n\n1. Sharing <b>what</b> was learned.\n\n2. Fellowships.\n")
    return made


def text_of(answer) -> str:
    main = re.search(r"<main.*?</main>", answer.get_data(as_text=True), re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main[0])).split())


def test_a_hit_stands_in_its_sentence_with_its_words_marked(app, owner, plan):
    answer = Visitor(app, owner).get("/plans/plan/search?words=share+LEARN")
    page = answer.get_data(as_text=True)
    assert "<mark>Sharing</mark> what was <mark>learned</mark>." in page
    assert 'href="/plans/plan/sections/1#p-2"' in page
    assert "1 hit" in text_of(answer)


def test_what_is_gone_says_where_it_was_and_what_removed_it(app, owner, plan):
    told = text_of(Visitor(app, owner).get("/plans/plan/search?words=trainer"))
    assert re.search(r"not in the text any more Training of trainers\. .*Was in First · removed in revision \d+", told)
    told = text_of(Visitor(app).get("/plans/plan/search?words=trainer"))
    assert "Training of trainers." in told
    assert "removed" not in told
    assert "Amina" not in told


def test_what_was_typed_comes_back_escaped(app, owner, plan):
    typed = '"><script>alert(1)</script>'
    answer = Visitor(app, owner).get("/plans/plan/search", query_string={"words": typed, "stage": typed, "kind": typed})
    assert answer.status_code in (404, 422)
    assert "<script>alert" not in answer.get_data(as_text=True)
    assert 'value="&#34;&gt;&lt;script' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("¶2", "/plans/plan/sections/1#p-3"),
        ("go to paragraph 1", "/plans/plan/sections/1#p-2"),
        ("unep/cbd/ssc/1", "/plans/plan/text?at=first"),
        ("symbol UNEP/CBD/SSC/1", "/plans/plan/text?at=first"),
    ],
)
def test_a_place_is_gone_to_at_once(app, owner, plan, typed, leads):
    answer = Visitor(app, owner).get("/plans/plan/search", query_string={"words": typed})
    assert answer.status_code == 303
    assert answer.location.startswith(leads.partition("#")[0])
    assert Visitor(app, owner).get(answer.location).status_code == 200


def test_a_place_that_is_not_there_is_said_and_the_words_are_looked_for(app, owner, plan):
    answer = Visitor(app, owner).get("/plans/plan/search?words=paragraph+99")
    assert "There is no paragraph 99 in this text." in text_of(answer)
    assert "open one" in text_of(Visitor(app).get("/search?words=paragraph+1"))
    assert "no draft with the symbol" in text_of(Visitor(app).get("/search?words=symbol+X/9"))


def test_bad_choices_are_told_and_what_was_typed_stays(app, owner, plan):
    visitor = Visitor(app, owner)
    for asked, sentence in (
        ("since=soon", "Give the date as year, month and day"),
        ("kind=nothing", "is not a kind of hit"),
        ("section=999", "There is no section 999"),
        ("section=x", "A section is named by its number"),
        ("at=nothing", "There is no draft"),
        ("stage=nothing", "There is no stage"),
        ("delegation=nothing", "There is no delegation"),
        ("language=%00", "is not a language tag"),
    ):
        answer = visitor.get(f"/plans/plan/search?words=sharing&{asked}")
        assert answer.status_code in (404, 422), asked
        assert sentence in text_of(answer), asked
        assert 'value="sharing"' in answer.get_data(as_text=True)


def test_pages_are_turned_and_kinds_chosen(app, owner, plan):
    for number in range(45):
        comments.post_comment(owner, plan, body=f"Remark {number} on sharing.")
    visitor = Visitor(app, owner)
    told = text_of(visitor.get("/plans/plan/search?words=sharing"))
    assert "46 hits" in told
    assert "1 of 3" in told
    assert "Remark 44" in told
    assert "Remark 0 on" in text_of(visitor.get("/plans/plan/search?words=sharing&page=3"))
    told = text_of(visitor.get("/plans/plan/search?words=sharing&kind=text&page=9"))
    assert "1 hit" in told
    assert "Remark" not in told


def test_an_empty_search_helps(app, owner, plan):
    visitor = Visitor(app, owner)
    assert "Words are found in every form" in text_of(visitor.get("/plans/plan/search"))
    assert "Write at least one word" in text_of(visitor.get("/plans/plan/search?words=-sharing"))
    told = text_of(visitor.get("/plans/plan/search?words=%22zq+zq%22&kind=title"))
    assert "Nothing was found" in told
    assert "Leave the quotation marks out" in told
    assert "without the choices" in told


def test_the_box_stands_on_every_page_and_all_plans_are_searched(app, owner, plan):
    factories.member(owner, plan, "Juma", "expert")
    assert 'action="/plans/plan/search"' in Visitor(app).get("/plans/plan").get_data(as_text=True)
    page = Visitor(app).get("/").get_data(as_text=True)
    assert 'action="/search"' in page
    told = text_of(Visitor(app).get("/search?words=sharing"))
    assert "A plan › Aims" in told
    assert "Plans of that name: A plan" in text_of(Visitor(app).get("/search?words=plan"))


def test_a_private_note_that_was_found_is_led_to(app, owner, plan):
    note = comments.post_comment(owner, plan, body="Zebra.", section=factories.section(plan, 1), audience="private")
    found = Visitor(app, owner).get("/plans/plan/search?words=zebra").text
    assert f"/plans/plan/sections/1?comment={note.id}#comment-{note.id}" in found
