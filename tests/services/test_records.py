"""The record: who reads what of it, and every single change beside it being found, with the entry named."""

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import text

from tests.services import factories
from tests.services.documents import document, write
from tests.statements import noted
from wiki.db import db, transaction
from wiki.errors import Forbidden, NotFound
from wiki.services import answers, closings, comments, delegations, drafts, journal, plans, records, sections
from wiki.services.records import verify_plan

SOURCE = "# One\n\nOne says this.\n\n# Two\n\nTwo says that.\n"


@pytest.fixture
def plan(owner):
    made = document(owner, SOURCE)
    sections.move_section(owner, factories.section(made, 1), parent=factories.section(made, 0),
                          after=factories.section(made, 2))  # fmt: skip
    drafts.freeze_draft(owner, made, name="Draft", date=date(2006, 11, 8))
    write(owner, factories.section(made, 2), "# Two\n\nTwo says more.\n\n")
    return made


def entry_of(plan, kind: str) -> int:
    """The number of the newest entry of a kind."""
    number = "SELECT max(number) FROM journal_entry WHERE plan_id = :plan AND kind = :kind"
    return db.session.execute(text(number), {"plan": plan.id, "kind": kind}).scalar_one()


def spoil(statement: str, **parameters: object) -> None:
    """What somebody with the database in hand might do."""
    db.session.rollback()
    with db.engine.begin() as connection:
        assert connection.execute(text(statement), parameters).rowcount >= 1
    db.session.rollback()


@contextmanager
def spoiled(table: str, change: str, row: int, **parameters: object):
    """One row changed behind the house's back, and put back afterwards."""
    db.session.rollback()
    before = dict(db.session.execute(text(f"SELECT * FROM {table} WHERE id = :id"), {"id": row}).mappings().one())
    used = {name: value for name, value in parameters.items() if f":{name}" in change}
    spoil(f"UPDATE {table} SET {change} WHERE id = :id", id=row, **used)
    yield
    columns = ", ".join(f'"{name}" = :{name}' for name in before)
    spoil(f"UPDATE {table} SET {columns} WHERE id = :id", **before)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_proof_never_looks_through_all_rows_for_each_entry(plan):
    with noted() as asked:
        assert verify_plan(plan).ok
    grouped = [statement for statement in asked if "GROUP BY" in statement[0]]
    assert len(grouped) == 4  # revisions, placements, drafts, comments
    for statement, parameters in grouped:
        rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        walked = [row[3] for row in rows if row[3].startswith(("SCAN", "SEARCH"))]
        assert len(walked) == 2 and walked[1].startswith("SEARCH journal_entry USING INTEGER PRIMARY KEY"), walked


def test_a_record_as_it_was_written_holds(plan, owner):
    found = verify_plan(plan)
    assert (found.ok, found.first_bad, found.why, found.erased) == (True, None, "", 0)
    assert found.entries == journal.head_number(plan)
    assert found.digest == records.find_entry(owner, plan, found.entries).digest
    assert verify_plan(None).ok


IN_ENTRY = ["act = act - 1", "kind = 'x.y'", "subject = 'x'", "person_id = NULL", "digest = payload_hash",
            "payload_hash = digest", "at = '2001-01-01 00:00:00.000000'", "delegation_id = :party",
            "on_behalf_of_id = :party"]  # fmt: skip


def test_a_changed_entry_is_named(plan):
    number = entry_of(plan, "section.move")
    with db.engine.begin() as connection:
        made = connection.execute(
            text("INSERT INTO delegation (uid, kind, name, code) VALUES ('u', 'party', 'P', 'P') RETURNING id")
        )
        more = {"party": made.scalar_one()}
    entry = db.session.execute(
        text("SELECT id FROM journal_entry WHERE plan_id = :plan AND number = :n"), {"plan": plan.id, "n": number}
    ).scalar_one()
    for change in IN_ENTRY:
        with spoiled("journal_entry", change, entry, **more):
            assert (change, verify_plan(plan).first_bad) == (change, number)
    assert verify_plan(plan).ok


def test_a_removed_or_renumbered_entry_is_named(plan):
    number = entry_of(plan, "section.move")
    spoil("UPDATE journal_entry SET number = number + 1000 WHERE plan_id = :p AND number = :n", p=plan.id, n=number)
    found = verify_plan(plan)
    assert (found.first_bad, found.why) == (number, "This entry is missing.")


OF_REVISION = ["number = number + 500", "language = 'fr'", "parent_id = NULL", "base_id = NULL", "title = 'Other'",
               "text_hash = :other", "typed_hash = :other", "level = 3", "summary = 'x'", "paragraphs = '[1]'",
               "paragraphs = 'x'", "section_id = section_id - 1",
               "entry_id = (SELECT min(id) FROM journal_entry)"]  # fmt: skip
OF_PLACEMENT = ["number = number + 500", "parent_id = NULL", "order_key = 'zz'", "removed = (1 = 1)",
                "entry_id = (SELECT min(id) FROM journal_entry)"]  # fmt: skip
OF_DRAFT = ["number = number - 1", "slug = 'x'", "name = 'x'", "symbol = 'x'", "date = '2001-01-01'", "note = 'x'",
            "distribution = 'public'", "adopted = (1 = 1)"]  # fmt: skip


def test_a_changed_row_beside_the_journal_is_named_by_its_entry(plan):
    empty = db.session.execute(text("SELECT hash FROM text WHERE body = ''")).scalar_one()
    for table, kind, changes in (
        ("revision", "revision.save", OF_REVISION),
        ("placement", "section.move", OF_PLACEMENT),
        ("draft", "draft.freeze", OF_DRAFT),
    ):
        number = entry_of(plan, kind)
        row = db.session.execute(
            text(
                f"SELECT made.id FROM {table} AS made JOIN journal_entry ON journal_entry.id = entry_id"
                " WHERE journal_entry.plan_id = :plan AND journal_entry.number = :n"
            ),
            {"plan": plan.id, "n": number},
        ).scalar_one()
        for change in changes:
            with spoiled(table, change, row, **({"other": empty} if ":other" in change else {})):
                named = number + 500 if "+ 500" in change else number
                if "entry_id" in change:
                    assert verify_plan(plan).first_bad in (number, 1)
                else:
                    assert (table, change, verify_plan(plan).first_bad) == (table, change, named)
    assert verify_plan(plan).ok


OF_COMMENT = ["body = 'x'", "quote = 'x'", "audience = 'public'", "late = (1 = 1)", "section_id = NULL",
              "disposition = 'accepted'", "disposition_reason = 'x'", "disposition = NULL", "person_id = :other",
              "erased_number = 3, body = ''", "resolved_number = number", "number = number - 1"]  # fmt: skip


def test_a_changed_remark_or_answer_is_named(plan, owner):
    made = comments.post_comment(owner, plan, body="Why?", section=factories.section(plan, 2))
    answers.answer_comment(owner, made, disposition="noted", reason="Because.")
    number, row, other = made.number, made.id, factories.person("Other").id
    assert verify_plan(plan).ok
    for change in OF_COMMENT:
        with spoiled("comment", change, row, other=other):
            named = number - 1 if "number - 1" in change else number
            assert (change, verify_plan(plan).first_bad) == (change, named)
    answers.erase_comment(owner, comments.find_comment(owner, plan, number), reason="The law.")
    assert (verify_plan(plan).ok, verify_plan(plan).erased) == (True, 2)
    with spoiled("comment", "body = 'Why?'", row):
        assert verify_plan(plan).first_bad == number


def test_a_changed_text_a_lost_row_and_changed_words_are_named(plan):
    saved, placed = entry_of(plan, "revision.save"), entry_of(plan, "section.move")
    spoil("UPDATE text SET body = 'Two says less.' WHERE body LIKE :words", words="%says more%")
    assert verify_plan(plan).first_bad == saved
    entry = "SELECT id FROM journal_entry WHERE plan_id = :plan AND number = :n"
    spoil(f"DELETE FROM placement WHERE entry_id = ({entry})", plan=plan.id, n=placed)
    assert (verify_plan(plan).first_bad, verify_plan(plan).why) == (placed, "What this entry made is missing.")
    spoil(f"UPDATE entry_payload SET body = '{{}}' WHERE entry_id = ({entry})", plan=plan.id, n=2)
    assert (verify_plan(plan).first_bad, verify_plan(plan).why) == (2, "What it says is not what was recorded.")


def test_changed_settings_and_a_forged_seal_are_found(plan):
    for change in ("title = 'x'", "visibility = 'private'", "sealed_number = 3", "uid = 'x'"):
        with spoiled("plan", change, plan.id):
            assert (change, verify_plan(plan).ok) == (change, False)


def test_an_erased_payload_is_erased_and_a_vanished_one_is_broken(plan, owner):
    number = entry_of(plan, "section.move")
    with transaction(plan.id):
        erasing = journal.record(owner, plan, "comment.erase", "comment/1", {}).number
    entry = "SELECT id FROM journal_entry WHERE plan_id = :plan AND number = :n"
    take = f"UPDATE entry_payload SET body = NULL, erased_number = :by WHERE entry_id = ({entry})"
    spoil(take, plan=plan.id, n=number, by=erasing)
    assert (verify_plan(plan).ok, verify_plan(plan).erased) == (True, 1)
    for other in (None, erasing - 1, 999):
        spoil(take, plan=plan.id, n=number, by=other)
        assert verify_plan(plan).first_bad == number


def test_the_installation_has_a_record_of_its_own(plan, owner):
    with pytest.raises(Forbidden):
        records.list_entries(owner, None)
    with transaction():
        journal.record(owner, None, "person.invite", "person/x", {})
    chief = factories.person("Chief", is_administrator=True)
    assert [entry.kind for entry in records.list_entries(chief, None)] == ["person.invite"]
    assert verify_plan(None).entries == 1
    spoil("UPDATE journal_entry SET subject = 'x' WHERE plan_id IS NULL")
    assert verify_plan(None).first_bad == 1


def test_what_one_may_not_read_is_withheld_and_still_counted(plan, owner):
    newest = records.list_entries(None, plan, limit=3)
    assert [entry.withheld for entry in newest] == [True, True, True]
    assert {entry.kind + entry.person + entry.sentence for entry in newest} == {""}
    assert all(entry.content is None and len(entry.digest) == 64 for entry in newest)
    everything = records.list_entries(factories.member(owner, plan, "Ed", "expert"), plan, limit=500)
    assert not any(entry.withheld for entry in everything)
    assert [entry.number for entry in everything] == list(range(len(everything), 0, -1))
    assert [entry.kind for entry in records.list_entries(None, plan, kinds=("revision.save", "plan.create"))] == [
        "plan.create"
    ]
    assert [entry.number for entry in records.list_entries(owner, plan, before=4, limit=2)] == [3, 2]
    plans.change_plan(owner, plan, title=plan.title, visibility="private")
    with pytest.raises(NotFound):
        records.list_entries(None, plan)


def test_the_installations_record_says_who_and_what(owner, plan):
    keeper = factories.person("Keeper", is_administrator=True)
    kenya = delegations.create_delegation(keeper, kind="party", name="Kenya", code="KE")
    group = delegations.create_delegation(keeper, kind="group", name="Group of 77", code="G77")
    bola = factories.member(owner, plan, "Bola", "party")
    delegations.add_member(keeper, kenya, bola, since=date(2007, 1, 31))
    delegations.add_member(keeper, group, kenya, since=date(2007, 1, 31))

    def told(of, count: int, reader=keeper) -> list[str]:
        return [entry.sentence % entry.parameters for entry in records.list_entries(reader, of, limit=count)]

    assert told(None, 2) == [
        "took “Kenya” into the group “Group of 77”.",
        "took Bola into the delegation “Kenya”.",
    ]
    with noted() as asked:
        assert "gave Bola the role “Party”." in told(plan, 500, owner)
    assert len([one for one in asked if "UNION ALL" in one[0]]) == 1
    closings.close_person(keeper, bola)
    assert told(None, 1) == [f"closed an account, now called “Closed account {bola.uid[:6]}”."]
    assert f"took Closed account {bola.uid[:6]} into the delegation “Kenya”." in told(None, 500)
