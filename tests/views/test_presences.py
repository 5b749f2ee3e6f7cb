"""What the editor's script asks now and then: who is here, and how long the sign-in lasts."""

from datetime import timedelta

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki import clock
from wiki.services import plans

HERE = "/plans/plan/sections/1/presence"


@pytest.fixture
def plan(owner):
    return factories.plan(owner, "Vision")


def test_two_who_edit_see_each_other(app, owner, plan):
    bo = factories.person("Bo")
    plans.grant_role(owner, plan, bo, role="chair")
    one, other = Visitor(app, owner), Visitor(app, bo)
    assert one.post(HERE).get_json()["others"] == []
    assert other.post(HERE).get_json()["others"] == ["Amina"]
    assert one.post(f"{HERE}/end").status_code == 200
    assert other.post(HERE).get_json()["others"] == []


def test_asking_does_not_keep_a_session_alive_but_staying_does(app, owner, plan, monkeypatch):
    app.config["SESSION_MINUTES"] = 30
    visitor = Visitor(app, owner)
    start = clock.now()

    def after(minutes: int, **sent: str):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=minutes))
        return visitor.post(HERE, data=sent)

    assert after(0).get_json()["minutes_left"] == 30
    assert after(20).get_json()["minutes_left"] == 10
    assert after(28).get_json()["minutes_left"] == 2
    assert after(28, stay="yes").get_json()["minutes_left"] == 30
    assert after(57).get_json()["minutes_left"] == 1
    assert after(59).status_code == 401
