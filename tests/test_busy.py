"""Others write for longer than one waits, or the database is not there at all: nothing is recorded, a sentence says so,
and what was typed is there again.

On SQLite whoever writes holds the whole file, on PostgreSQL the plan.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from click.testing import CliRunner
from sqlalchemy import NullPool, create_engine, event, text
from sqlalchemy.exc import OperationalError

from tests.api.programs import Program
from tests.services import factories
from tests.views.visitors import Visitor
from wiki import db as store
from wiki.cli import main
from wiki.db import db
from wiki.errors import Busy
from wiki.services import revisions

TYPED = "# Vision\n\nA long thought that took an afternoon to write down.\n\n"
SENTENCE = "Others are writing just now, and this was not recorded."


@pytest.fixture
def held(plan, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A plan that somebody else writes, for as long as one likes; whoever comes then waits a tenth of a second."""
    monkeypatch.setattr(store, "LOCK_WAIT", 100)
    db.session.remove()
    db.engine.dispose()

    @contextmanager
    def hold() -> Iterator[None]:
        with db.engine.connect().execution_options(plenary_writes=True) as other, other.begin():
            other.execute(text("UPDATE plan SET title = title"))
            yield

    yield hold
    db.session.remove()
    db.engine.dispose()


def edit(visitor: Visitor, based_on: int, act: str = "save"):
    form = {"text": TYPED.replace("\n", "\r\n"), "based_on": str(based_on), "act": act, "summary": "Why I did it."}
    return visitor.post("/plans/plan/sections/1/edit", data=form)


def test_what_was_typed_comes_back_and_can_be_sent_again(app, owner, plan, held):
    visitor, section = Visitor(app, owner), factories.section(plan, 1)
    before = revisions.newest_revision(section, "en").number
    with held():
        answer = edit(visitor, before)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert SENTENCE in answer.text and "A long thought that took an afternoon" in answer.text
    assert "Why I did it." in answer.text and f'name="based_on" value="{before}"' in answer.text
    db.session.rollback()
    assert revisions.newest_revision(section, "en").number == before
    assert edit(visitor, before).status_code == 303


def test_a_comment_comes_back_as_well(app, owner, plan, held):
    visitor, words = Visitor(app, owner), "A remark that took an afternoon to write down."
    with held():
        answer = visitor.post("/plans/plan/comments/new", data={"body": words, "section": "1"})
    assert answer.status_code == 503 and SENTENCE in answer.text and words in answer.text


def test_a_program_is_told_when_to_come_back(app, owner, plan, held):
    program = Program(app, owner)
    with held():
        answer = program.ask("POST", "/plans/plan/comments", json={"body": "A remark."})
    assert (answer.status_code, answer.json["type"]) == (503, "/api/#busy") and SENTENCE in answer.json["detail"]
    assert int(answer.headers["Retry-After"]) > 0
    assert program.ask("POST", "/plans/plan/comments", json={"body": "A remark."}).status_code == 201


def test_what_the_editor_keeps_by_itself_is_refused_so_that_it_is_sent_again(app, owner, plan, held):
    based_on = revisions.newest_revision(factories.section(plan, 1), "en").number
    form = {"text": TYPED, "based_on": str(based_on)}
    visitor = Visitor(app, owner)
    with held():
        assert visitor.post("/plans/plan/sections/1/autosave", data=form).status_code == 503
    assert visitor.post("/plans/plan/sections/1/autosave", data=form).status_code == 200


def test_a_use_case_leaves_nothing_behind(app, owner, plan, held):
    section = factories.section(plan, 1)
    based_on = revisions.newest_revision(section, "en").number
    with held(), pytest.raises(Busy):
        revisions.save_revision(owner, section, text=TYPED, based_on=based_on)
    assert revisions.save_revision(owner, section, text=TYPED, based_on=based_on).changed


def test_a_command_says_so(app, database, plan, held, tmp_path):
    (tmp_path / "later.md").write_text("# Vision\n\nWords.\n")
    environment = {"PLENARY_INSTANCE": str(tmp_path / "instance"), "PLENARY_DATABASE_URL": database}
    with held():
        done = CliRunner().invoke(main, ["import", str(tmp_path / "later.md"), "--plan", "plan"], env=environment)
    assert done.exit_code == 1 and SENTENCE in done.stderr


@pytest.fixture
def away(plan) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A database that is not there, for as long as one likes."""

    def refuse(*_: object) -> None:
        raise OperationalError("connect", {}, Exception("nobody listens there"))

    @contextmanager
    def leave() -> Iterator[None]:
        db.session.remove()
        db.engine.dispose()
        event.listen(db.engine, "do_connect", refuse, insert=True)
        try:
            yield
        finally:
            event.remove(db.engine, "do_connect", refuse)

    return leave


@pytest.mark.parametrize("page", ["/", "/plans/plan", "/plans/plan/sections/1/edit", "/plans/plan/none", "/sign-in"])
def test_a_page_says_that_the_database_is_away(app, owner, away, page):
    visitor = Visitor(app, owner)
    with away():
        answer = visitor.get(page, headers={"Accept-Language": "fr"})
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert "La base de données ne répond pas" in answer.text and '<html lang="fr"' in answer.text
    assert visitor.get("/plans/plan").status_code == 200


def test_what_was_typed_comes_back_while_the_database_is_away(app, owner, plan, away):
    visitor, before = Visitor(app, owner), revisions.newest_revision(factories.section(plan, 1), "en").number
    with away():
        answer = edit(visitor, before)
    assert answer.status_code == 503 and "A long thought that took an afternoon" in answer.text
    assert edit(visitor, before).status_code == 303


def test_a_program_is_told_that_the_database_is_away(app, owner, away):
    program = Program(app, owner)
    with away():
        answer = program.get("/plans")
    assert (answer.status_code, answer.json["type"]) == (503, "/api/#failure")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_database_that_was_begun_anew_is_spoken_to_anew(app, owner, plan):
    """PostgreSQL alone closes connections; a file cannot."""
    visitor = Visitor(app, owner)
    assert visitor.get("/plans/plan").status_code == 200
    if db.engine.dialect.name == "postgresql":
        db.session.remove()
        with create_engine(app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool).connect() as other:
            mine = text(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert other.scalar(mine)
    assert visitor.get("/plans/plan").status_code == 200
    assert edit(visitor, revisions.newest_revision(factories.section(plan, 1), "en").number).status_code == 303
