"""Searching: what is found, in which order, and how it is narrowed."""

from datetime import date, timedelta

import pytest

from tests.services import factories
from tests.services.documents import document, write
from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Invalid, NotFound, SignInNeeded
from wiki.models import Delegation, Membership
from wiki.services import comments, drafts, imports, revisions, searches, sections, stages
from wiki.services.search_scopes import Filters
from wiki.services.writing import newest_revision

SOURCE = """# Aims

1. Sharing what was learned.

2. Training of trainers.

## Means

3 bis. Funds for training.
"""


@pytest.fixture
def plan(owner):
    return document(owner, SOURCE)


def found(actor, typed: str, **more) -> list[str]:
    """The hits as their words with marks, in order."""
    plan, page = more.pop("plan", None), more.pop("page", 1)
    hits = searches.search(actor, typed, plan=plan, filters=Filters(**more), page=page).hits
    return ["".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.shown) for hit in hits]


def freeze(owner, plan, name: str, distribution: str = "restricted"):
    return drafts.freeze_draft(owner, plan, name=name, date=date(2007, 1, 31), distribution=distribution)


def test_words_are_found_in_text_and_titles_newest_first(owner, plan):
    assert found(owner, "trained") == ["3 bis. Funds for [training].", "[Training] of trainers."]
    assert found(owner, "aim mean") == []
    assert found(owner, "aims") == ["[Aims]"]
    write(owner, factories.section(plan, 1), SOURCE.partition("## Means")[0].replace("of trainers", "of all trainers"))
    assert found(owner, "training")[0] == "[Training] of all trainers."


def test_a_paragraph_is_one_hit_by_its_newest_wording_that_holds_the_words(owner, plan):
    first = factories.section(plan, 1)
    text = SOURCE.partition("## Means")[0]
    for word in ("teachers", "tutors", "mentors"):
        write(owner, first, text.replace("trainers", word))
    hits = searches.search(owner, "training", plan=plan).hits
    assert [(hit.standing, hit.section) for hit in hits] == [(True, 1), (True, 2)]
    gone = searches.search(owner, "tutors", plan=plan).hits
    assert [(hit.standing, hit.removed_by_revision) for hit in gone] == [(False, True)]
    assert gone[0].removed == writing_number(first)


def writing_number(section) -> int:
    return newest_revision(section, "en").number


def test_what_is_gone_was_in_a_draft_and_went_with_a_revision_or_its_section(owner, plan):
    freeze(owner, plan, "First")
    freeze(owner, plan, "Second")
    last = write(owner, factories.section(plan, 1), "# Aims\n\n1. Sharing.\n\n").revision.number
    placed = sections.remove_section(owner, factories.section(plan, 2)).number
    trainers, funds = (searches.search(owner, typed, plan=plan).hits for typed in ("trainers", "funds"))
    assert [(hit.was_in.name, hit.removed, hit.removed_by_revision, hit.title) for hit in (*trainers, *funds)] == [
        ("Second", last, True, "Aims"),
        ("Second", placed, False, "Means"),
    ]
    sections.restore_section(owner, factories.section(plan, 2))
    assert [hit.standing for hit in searches.search(owner, "funds", plan=plan).hits] == [True]


def test_words_that_went_elsewhere_are_found_there_alone(owner, plan):
    write(owner, factories.section(plan, 1), "# Aims\n\n1. Sharing what was learned.\n\n")
    second = factories.section(plan, 2)
    write(owner, second, "## Means\n\n3 bis. Funds for training.\n\n2. Training of trainers.\n")
    assert [(hit.section, hit.standing) for hit in searches.search(owner, "trainers", plan=plan).hits] == [(2, True)]


def test_hits_are_narrowed_to_section_moment_kind_and_language(owner, plan):
    imports.import_document(owner, slug="plan", source=SOURCE.replace("Training", "Formation"), language="fr")
    freeze(owner, plan, "First")
    write(owner, factories.section(plan, 2), "## Means\n\n3 bis. Funds for fellowships.\n")
    comments.post_comment(owner, plan, body="More training.", section=factories.section(plan, 2))
    assert len(found(owner, "training", plan=plan)) == 4
    assert len(found(owner, "training", plan=plan, section=1)) == 4
    assert found(owner, "trainers", plan=plan, section=2) == []
    assert found(owner, "training", plan=plan, section=2, kind="history") == ["3 bis. Funds for [training]."]
    assert found(owner, "training", plan=plan, at="first", kind="text", language="en") == [
        "3 bis. Funds for [training].", "[Training] of trainers.",
    ]  # fmt: skip
    assert found(owner, "fellowships", plan=plan, at="first") == []
    assert found(owner, "formations", plan=plan, language="fr") == ["[Formation] of trainers."]
    assert found(owner, "training", plan=plan, kind="comment") == ["More [training]."]
    assert found(owner, "mean", plan=plan, kind="title", language="en") == ["[Means]"]
    counts = searches.search(owner, "training", plan=plan).counts
    assert counts == {"text": 2, "title": 0, "comment": 1, "history": 1}


def test_hits_are_narrowed_to_stage_delegation_and_days(owner, plan):
    expert = factories.member(owner, plan, "Juma", "expert")
    with transaction():
        kenya = Delegation(kind="party", name="Kenya", code="KE")
        db.session.add(kenya)
        db.session.flush()
        db.session.add(Membership(delegation_id=kenya.id, person_id=expert.id, since=clock.now().date()))
    stage = stages.create_stage(owner, plan, name="Experts", cells=["edit:expert"])
    stages.open_stage(owner, stage)
    write(expert, factories.section(plan, 2), "## Means\n\n3 bis. Funds for training, and fellowships.\n")
    comments.post_comment(expert, plan, body="Training matters.")
    stages.close_stage(owner, stage)
    comments.post_comment(owner, plan, body="Training it is.")
    ours = ["[Training] matters.", "3 bis. Funds for [training], and fellowships."]
    assert found(owner, "training", plan=plan, stage="experts") == ours
    assert found(owner, "training", plan=plan, delegation="KE") == ours
    assert found(owner, "training", delegation="KE") == ours
    today = clock.now().date()
    assert len(found(owner, "training", plan=plan, since=today, until=today)) == 4
    assert found(owner, "training", plan=plan, until=today - timedelta(days=2)) == []
    assert found(owner, "training", plan=plan, since=today + timedelta(days=2)) == []
    assert found(owner, "training", plan=plan, until=date.max, stage="experts") == ours


def test_choices_that_name_nothing_are_refused(owner, plan):
    for filters, error in (
        ({"kind": "x"}, Invalid), ({"language": "x" * 60}, Invalid), ({"delegation": "XX"}, Invalid),
        ({"section": 99}, NotFound), ({"at": "none"}, NotFound), ({"stage": "none"}, NotFound),
    ):  # fmt: skip
        with pytest.raises(error):
            searches.search(owner, "training", plan=plan, filters=Filters(**filters))
    with pytest.raises(Invalid):
        searches.search(owner, "training", filters=Filters(section=1))
    with pytest.raises(SignInNeeded):
        searches.search(None, "training", plan=plan, filters=Filters(at="now"))


def test_who_reads_public_drafts_finds_them_and_nothing_between(owner):
    plan = document(owner, SOURCE, visibility="public")
    assert found(None, "training") == []
    freeze(owner, plan, "First", "public")
    section = factories.section(plan, 2)
    write(owner, section, "## Means\n\n3 bis. Secret fellowships.\n")
    freeze(owner, plan, "Hidden")
    write(owner, section, "## Means\n\n3 bis. Open fellowships.\n")
    assert found(None, "fellowships") == []
    assert [hit.standing for hit in searches.search(None, "funds").hits] == [True]
    freeze(owner, plan, "Second", "public")
    assert found(None, "fellowships") == ["3 bis. Open [fellowships]."]
    assert found(None, "secret") == []
    (gone,) = searches.search(None, "funds").hits
    assert (gone.standing, gone.was_in.name, gone.removed, gone.author, gone.at) == (False, "First", None, "", None)
    assert found(None, "funds", plan=plan, at="first") == ["3 bis. [Funds] for training."]
    assert searches.search(None, "funds", plan=plan, filters=Filters(at="first")).hits[0].standing
    assert found(None, "training", since=date(2000, 1, 1)) == []


def test_all_six_languages_are_searched_at_once(owner):
    texts = {
        "ar": "# أهداف\n\nوالأنشطةُ الوطنية.\n",
        "zh-Hans": "# 目标\n\n为了保护环境，各方合作。\n",
        "fr": "# Buts\n\nDes décisions prises.\n",
        "ru": "# Цели\n\nДля целей сотрудничества.\n",
        "es": "# Metas\n\nLas acciones técnicas.\n",
    }
    for language, source in texts.items():
        imports.import_document(owner, slug=language.lower(), source=source, language=language)
    assert found(owner, "أنشطة") == ["[والأنشطةُ] الوطنية."]
    assert found(owner, "境") == ["为了保护环[境]，各方合作。"]
    assert found(owner, "保护环境") == ["为了[保护环境]，各方合作。"]
    assert found(owner, "decision") == ["Des [décisions] prises."]
    assert found(owner, "сотрудничество") == ["Для целей [сотрудничества]."]
    assert found(owner, "accion tecnica") == ["Las [acciones] [técnicas]."]
    assert found(owner, "保护", language="zh") == ["为了[保护]环境，各方合作。"]


def test_paragraphs_and_symbols_are_gone_to(owner, plan):
    public = document(owner, SOURCE, slug="open", visibility="public")
    drafts.freeze_draft(owner, public, name="One", symbol="UNEP/CBD/1", date=date(2007, 1, 31), distribution="public")
    drafts.freeze_draft(owner, public, name="Two", symbol="UNEP/CBD/2", date=date(2007, 1, 31))
    section = factories.section(public, 2)
    write(owner, section, "## Means\n\n4. Funds for training.\n")
    assert searches.find_place(owner, "¶3 bis", plan=plan) == searches.Place("plan", section=2, paragraph=2)
    assert searches.find_place(owner, "par 4", plan=public) == searches.Place("open", section=2, paragraph=2)
    assert searches.find_place(None, "par 3 bis", plan=public) == searches.Place("open", section=2, paragraph=2)
    for who, typed, of in ((owner, "¶3 bis", public), (None, "¶4", public), (owner, "¶4", None)):
        with pytest.raises(NotFound):
            searches.find_place(who, typed, plan=of)
    assert searches.find_place(None, "unep/cbd/1") == searches.Place("open", draft="one")
    assert searches.find_place(owner, "go to symbol UNEP/CBD/2", plan=plan) == searches.Place("open", draft="two")
    assert searches.find_place(None, "UNEP/CBD/2") is None
    with pytest.raises(NotFound):
        searches.find_place(None, "symbol UNEP/CBD/2")
    assert searches.find_place(owner, "funds for training", plan=plan) is None


def test_summaries_of_revisions_are_history(owner, plan):
    section = factories.section(plan, 2)
    newest = revisions.newest_text(owner, section)
    revisions.save_revision(owner, section, text=newest.text.body + "\nMore.\n", based_on=newest.number,
                            summary="After the Nairobi meeting")  # fmt: skip
    (hit,) = searches.search(owner, "nairobi", plan=plan).hits
    assert (hit.kind, hit.section, hit.standing) == ("summary", 2, True)
    assert searches.search(owner, "nairobi", plan=plan).counts["history"] == 1
