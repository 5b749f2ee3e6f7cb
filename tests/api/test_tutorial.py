"""The tutorial in docs/api.md, run line by line against a server."""

import re
from pathlib import Path

import pytest

from wiki.db import db
from wiki.services import persons, tokens

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture
def secret(app) -> str:
    """Somebody's token."""
    owner = persons.create_person(persons.operator(), name="Wanjiru", email="w@example.org", may_make_plans=True)
    _, secret = tokens.make_token(owner, name="Tutorial", scopes=("comment", "edit", "manage"))
    db.session.remove()
    return secret


def test_every_line_of_the_tutorial_does_what_it_says(secret: str, address: str):
    blocks = re.findall(r"^```python\n(.*?)^```", TUTORIAL.read_text(), re.M | re.S)
    words = "\n".join(blocks)
    assert words.count("assert ") > 20
    # The reader's own values stand where the tutorial has its.
    words = words.replace('"http://127.0.0.1:8000/api"', repr(f"{address}/api")).replace('"plenary_..."', repr(secret))
    names: dict[str, object] = {}
    exec(compile(words, str(TUTORIAL), "exec"), names)
    assert names["status"] == 200
