"""The transaction: what was loaded before its lock is never trusted, what it returns is as it was committed."""

import pytest
from sqlalchemy import text

from tests.services import factories
from tests.statements import noted
from wiki.db import add_row, db, key_of, transaction
from wiki.models import Delegation


@pytest.fixture
def person(app):
    return factories.person("Amina")


def rename(person_id: int, name: str) -> None:
    """As another process would."""
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE person SET name = :name WHERE id = :id"), {"name": name, "id": person_id})


def test_what_was_loaded_before_the_lock_is_read_anew_behind_it(person):
    assert person.name == "Amina"
    rename(key_of(person), "Another")
    assert person.name == "Amina"
    with transaction():
        assert person.name == "Another"


def test_so_it_is_where_the_transaction_before_had_loaded_it(person):
    with transaction():
        assert person.name == "Amina"
    rename(key_of(person), "Another")
    with transaction():
        assert person.name == "Another"


def test_what_a_use_case_returns_is_asked_for_no_more(person):
    with transaction():
        made = add_row(Delegation, uid="d" * 32, kind="party", name="Kenya", code="KE")
    with noted() as asked:
        assert (made.name, made.code) == ("Kenya", "KE")
    assert asked == []
    db.session.expire_all()
    assert made.name == "Kenya" and made in db.session


def test_a_row_that_was_added_goes_with_a_transaction_that_fails(person):
    with pytest.raises(RuntimeError), transaction():
        add_row(Delegation, uid="d" * 32, kind="party", name="Kenya", code="KE")
        raise RuntimeError
    assert db.session.query(Delegation).count() == 0
