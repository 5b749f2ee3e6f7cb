"""Whatever is done in whatever order: the record verifies, and no earlier moment ever changes by a byte."""

import random

import pytest

from tests.services import factories
from wiki.errors import Conflict, Invalid, NotFound
from wiki.models import Plan, Section
from wiki.services import exports, imports, journal, moments, records, revisions, sections
from wiki.services.writing import languages_of, newest_revision
from wiki.text import outline

SOURCE = (
    "---\ntitle: Odd\n---\r\nBefore the first.\n\n# One\r\rCarriage returns alone.\r\r## Under one\n\n"
    "a\u2028b\x0cc  \n\nTwo\n===\r\n\r\n- item\r\n\r\n### Skipped {#id}\n\nText.\n\n# Three #\n\nLast, without an end"
)
SCRAPS = (
    "New words here.\n\n",
    "Unended",
    "trailing  \r\n\r\n",
    "\r\rreturns\r\r",
    "\u2028\x0b\x85\n\n",
    "[A: shall] [B: should]\n\n",
    "```\n# not one\n```\n\n",
    "# Split off\n\nbelow\n\n",
    "#### Deep\n\n",
    "> quoted\n\n",
    "\n\n\n",
    "Title\n---\n\n",
    "    indented\n\n",
    "- ",
    "中文。",
)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_earlier_moment_stays_as_it_was_and_the_record_verifies(app, seed):
    pick = random.Random(seed)
    owner = factories.person("Amina", may_make_plans=True)
    plan = imports.import_document(owner, slug="odd", source=SOURCE).plan
    imports.import_document(owner, slug="odd", source=SOURCE.replace("words", "mots"), language="fr")
    seen: dict[tuple[int, str], str] = {}
    done = 0
    for _ in range(30):
        try:
            pick.choice((_write, _write, _write, _write, _move, _add, _take_out, _put_back, _go_back, _take_over))(
                pick, owner, plan
            )
            done += 1
        except (Invalid, Conflict, NotFound):
            pass
        head = journal.head_number(plan)
        for language in languages_of(plan):
            source = seen.setdefault((head, language), moments.source_at(plan, head, language))
            assert source == moments.source_at(plan, head, language)
        _check_tree(plan)
    assert done > 12
    moments._outlines.clear()
    for (number, language), source in seen.items():
        found = exports.export_plan(owner, plan, moment=str(number), format="md", language=language)
        assert found.content == source.encode()
    verified = records.verify_plan(plan)
    assert verified.ok, verified


def _check_tree(plan: Plan) -> None:
    """What stands in the plan is what its document says: each heading a section, each section's text its own."""
    head = journal.head_number(plan)
    items = moments.outline_at(plan, head).items
    parts = outline.split_outline(moments.source_at(plan, head))
    texts = moments.texts_of(items)
    assert [part.text for part in parts] == [texts[item.text_hash] for item in items if item.text_hash]
    assert [(part.title, part.level) for part in parts] == [(item.title, item.level) for item in items]


def _any(pick: random.Random, plan: Plan) -> Section:
    items = moments.outline_at(plan, journal.head_number(plan)).items
    return factories.section(plan, pick.choice(items).number)


def _write(pick: random.Random, owner, plan: Plan) -> None:
    section = _any(pick, plan)
    language = pick.choice(languages_of(plan))
    newest = newest_revision(section, language)
    if newest is None:
        raise NotFound("no text")
    text = newest.text.body
    places = [0, len(text), *(at + 1 for at, sign in enumerate(text) if sign in "\n\r")]
    at, until = sorted((pick.choice(places), pick.choice(places)))
    scrap = pick.choice(SCRAPS)
    changed = text[:at] + scrap + text[at if pick.random() < 0.7 else until :]
    from_form = pick.random() < 0.5
    if from_form:
        changed = changed.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    revisions.save_revision(
        owner, section, text=changed, based_on=newest.number, language=language, from_form=from_form,
        split=language == plan.language,
    )  # fmt: skip


def _move(pick: random.Random, owner, plan: Plan) -> None:
    parent = _any(pick, plan)
    now = moments.outline_at(plan, journal.head_number(plan))
    siblings = [factories.section(plan, item.number) for item in now.children(parent.id)]
    sections.move_section(owner, _any(pick, plan), parent=parent, after=pick.choice([None, *siblings]))


def _add(pick: random.Random, owner, plan: Plan) -> None:
    sections.add_section(owner, plan, title=f"Added {pick.random()}", body=pick.choice(SCRAPS), parent=_any(pick, plan))


def _take_out(pick: random.Random, owner, plan: Plan) -> None:
    sections.remove_section(owner, _any(pick, plan))


def _put_back(pick: random.Random, owner, plan: Plan) -> None:
    gone = sections.list_removed(owner, plan)
    if gone:
        sections.restore_section(owner, pick.choice(gone)[0])


def _go_back(pick: random.Random, owner, plan: Plan) -> None:
    section = _any(pick, plan)
    found = revisions.list_revisions(owner, section, language=plan.language)
    revisions.revert_section(owner, section, to=pick.choice(found))


def _take_over(pick: random.Random, owner, plan: Plan) -> None:
    """A later version of the whole document: two of its sections change places, a word is another."""
    parts = [part.text for part in outline.split_outline(moments.source_at(plan, journal.head_number(plan)))]
    if len(parts) > 3:
        one, other = pick.sample(range(1, len(parts)), 2)
        parts[one], parts[other] = parts[other], parts[one]
    imports.import_document(owner, slug=plan.slug, source="".join(parts).replace("words", pick.choice(("terms", "w"))))
