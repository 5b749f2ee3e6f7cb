"""The index is kept along with the text, grows with what changes alone, and can be made anew."""

from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.services import factories
from tests.services.documents import document, write
from wiki.cli import main
from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound
from wiki.models import Plan, SearchForm, SearchPiece
from wiki.services import answers, comments, imports, journal, moments, notes, reindexing, revisions, searches, sections
from wiki.services.search_stores import matching
from wiki.text.finding import read_query
from wiki.text.paragraphs import split_paragraphs
from wiki.text.plain import plain_words


def pieces() -> list[tuple]:
    """What is in the index, whatever its row ids."""
    rows = db.session.scalars(select(SearchPiece)).all()
    return sorted(
        (
            (row.plan_id, row.section_id, row.comment_id, row.kind, row.language, row.paragraph, row.label, row.number,
             row.until_number, row.at, row.digest, row.body)
            for row in rows
        ),
        key=repr,
    )  # fmt: skip


def words_found(word: str) -> int:
    return db.session.scalar(select(func.count()).select_from(matching(read_query(word))))


def standing_at(plan: Plan, moment: int) -> list[str]:
    """The words of paragraphs that stood at a moment by the index."""
    rows = db.session.scalars(
        select(SearchPiece.body).where(
            SearchPiece.plan_id == plan.id,
            SearchPiece.kind.in_(("text", "title")),
            SearchPiece.number <= moment,
            func.coalesce(SearchPiece.until_number, moment + 1) > moment,
        )
    )
    return sorted(rows)


def told_at(plan: Plan, moment: int) -> list[str]:
    """The same, read from the plan as it stood."""
    outline = moments.outline_at(plan, moment)
    texts = moments.texts_of(outline.items)
    found = []
    for item in outline.items:
        source = texts[item.text_hash] if item.text_hash else ""
        found += [plain_words(source[block.start : block.end]) for block in split_paragraphs(source)]
    return sorted(words for words in found if words)


def check(owner, plan: Plan) -> None:
    """At every moment the index says what the plan says, and made anew it is the same."""
    for moment in range(1, journal.head_number(plan) + 1):
        try:
            moments.find_moment(owner, plan, str(moment))
        except NotFound:
            continue
        assert standing_at(plan, moment) == told_at(plan, moment), moment
    kept = pieces()
    reindexing.rebuild_index()
    assert pieces() == kept


SOURCE = "# A\n\nOne is said.\n\n## B\n\nTwo.\n\n### C\n\nThree.\n\n## D\n\nFour.\n"


def test_a_paragraph_stands_from_its_revision_to_the_one_that_took_it(owner):
    plan = document(owner, SOURCE)
    first = factories.section(plan, 1)
    written = write(owner, first, "# A\n\nOne is said again.\n\n").revision.number
    rows = {row.body: row for row in db.session.scalars(select(SearchPiece).where(SearchPiece.section_id == first.id))}
    assert set(rows) == {"A", "One is said.", "One is said again."}
    assert rows["A"].until_number is None
    assert rows["One is said."].until_number == rows["One is said again."].number == written
    assert rows["One is said."].paragraph == rows["One is said again."].paragraph == 2
    check(owner, plan)


def test_the_index_grows_with_what_changes_and_not_with_revisions(owner):
    plan = document(owner, "# A\n\n" + "".join(f"Paragraph {n} stays.\n\n" for n in range(50)))
    section = factories.section(plan, 1)
    before = len(pieces())
    for turn in range(10):
        text = revisions.newest_text(owner, section).text.body
        text = text.replace("Paragraph 7 stays", f"Paragraph 7 stays {turn}").split("7 stays")
        write(owner, section, "7 stays".join(text).replace(f" {turn - 1}.", "."))
    assert len(pieces()) <= before + 10


def test_sections_that_are_taken_out_end_and_stand_again(owner):
    plan = document(owner, SOURCE)
    middle, below = factories.section(plan, 2), factories.section(plan, 3)
    sections.remove_section(owner, middle)
    assert standing_at(plan, journal.head_number(plan)) == ["A", "D", "Four.", "One is said."]
    sections.restore_section(owner, middle)
    sections.remove_section(owner, below)
    sections.move_section(owner, middle, parent=factories.section(plan, 4))
    sections.restore_section(owner, below)
    assert words_found("three") == 3
    check(owner, plan)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["write", "title", "move", "remove", "restore", "import", "add", "revert"]),
        st.integers(1, 6),
        st.integers(0, 6),
    ),
    max_size=8,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_whatever_is_done_the_index_says_what_the_plan_says(owner, acts):
    number = db.session.scalar(select(func.count()).select_from(Plan))
    plan = document(owner, SOURCE, slug=f"plan-{number}")
    for act, one, other in acts:
        try:
            section = sections.find_section(owner, plan, one)
            if act == "write":
                newest = revisions.newest_text(owner, section)
                write(owner, section, newest.text.body + f"More {other}.\n\n")
            elif act == "title":
                sections.retitle_section(owner, section, title=f"Title {other}")
            elif act == "move":
                sections.move_section(owner, section, parent=sections.find_section(owner, plan, other))
            elif act == "remove":
                sections.remove_section(owner, section)
            elif act == "restore":
                sections.restore_section(owner, section)
            elif act == "add":
                sections.add_section(owner, plan, title=f"New {other}", body="Five.", parent=section)
            elif act == "revert":
                listed = revisions.list_revisions(owner, section, language="en")
                revisions.revert_section(owner, section, to=listed[other % len(listed)])
            else:
                shorter = SOURCE.replace("## B\n\nTwo.\n\n", "") if other % 2 else SOURCE + "\n# E\n\nSix.\n"
                imports.import_document(owner, slug=plan.slug, source=shorter)
        except (Conflict, Invalid, NotFound):
            pass
    check(owner, plan)


def test_remarks_are_found_with_their_answers_until_they_are_erased(owner):
    plan = document(owner, SOURCE)
    remark = comments.post_comment(owner, plan, body="The **fellowships** are few.")
    comments.reply_to_comment(owner, remark, body="Scholarships as well.")
    answers.answer_comment(owner, remark, disposition="not_accepted", reason="Funds are lacking.")
    assert [words_found(word) for word in ("fellowship", "scholarship", "fund")] == [1, 1, 1]
    kept = pieces()
    reindexing.rebuild_index()
    assert pieces() == kept
    answers.erase_comment(owner, remark, reason="The law asks it.")
    assert [words_found(word) for word in ("fellowship", "scholarship", "fund")] == [0, 1, 0]
    reindexing.rebuild_index()
    assert words_found("fellowship") == 0


def test_a_note_is_found_until_it_is_thrown_away(owner):
    plan = document(owner, SOURCE)
    note = comments.post_comment(owner, plan, body="Ask about fellowships.", audience="private")
    other = comments.post_comment(owner, plan, body="Fellowships for all.", audience="private")
    assert words_found("fellowship") == 2
    notes.publish_comment(owner, other)
    notes.discard_note(owner, note)
    assert words_found("fellowship") == 1


def test_what_is_rolled_back_is_not_found(owner):
    plan = document(owner, SOURCE)
    with pytest.raises(ZeroDivisionError), transaction(plan.id):
        comments.post_comment(owner, plan, body="Fellowships.")
        raise ZeroDivisionError
    assert words_found("fellowship") == 0


def test_an_installation_without_an_index_gets_one(app, owner):
    document(owner, SOURCE)
    kept = pieces()
    with transaction():
        db.session.query(SearchForm).delete()
        db.session.query(SearchPiece).delete()
    reindexing.ensure_index()
    assert pieces() == kept
    assert searches.search(owner, "two").total == 1


def test_a_backup_is_searched_after_it_is_put_back(both_databases, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.md").write_text(SOURCE)

    def run(url: str, *words: str) -> str:
        environment = {"PLENARY_DATABASE_URL": url, "PLENARY_INSTANCE": str(tmp_path / url[:6])}
        done = CliRunner().invoke(main, words, env=environment)
        assert done.exit_code == 0, (words, done.stderr, done.exception)
        return done.stdout

    for source, target in (both_databases, both_databases[::-1]):
        if target == both_databases[1]:
            run(source, "import", "plan.md", "--plan", "plan", "--draft", "First", "--date", str(date(2007, 1, 31)))
            run(source, "backup", "one.zip")
            run(target, "restore", "one.zip")
        found = run(target, "search", "find", "said", "--plan", "plan")
        assert "plan, section 1 · A" in found
        assert "One is *said*." in found
        assert run(target, "search", "rebuild") == "8 pieces can be searched.\n"
