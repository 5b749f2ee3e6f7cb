"""The tutorial in docs/api.md, run line by line against a server."""

import re
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from wiki.db import db
from wiki.services import persons, tokens

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture
def served(app):
    """The address of a server of the application, and somebody's token."""
    owner = persons.create_person(persons.operator(), name="Wanjiru", email="w@example.org", may_make_plans=True)
    _, secret = tokens.make_token(owner, name="Tutorial", scopes=("comment", "edit", "manage"))
    db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/api", secret
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_line_of_the_tutorial_does_what_it_says(served):
    base, secret = served
    blocks = re.findall(r"^```python\n(.*?)^```", TUTORIAL.read_text(), re.M | re.S)
    words = "\n".join(blocks)
    assert words.count("assert ") > 20
    # The reader's own values stand where the tutorial has its.
    words = words.replace('"http://127.0.0.1:8000/api"', repr(base)).replace('"plenary_..."', repr(secret))
    names: dict[str, object] = {}
    exec(compile(words, str(TUTORIAL), "exec"), names)
    assert names["status"] == 200
