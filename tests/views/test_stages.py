"""Pages of stages, without a script."""

import pytest

from tests.services import factories
from tests.views.forms import forms
from tests.views.visitors import Visitor
from wiki.db import db
from wiki.services import stages


@pytest.fixture
def owner(app):
    return factories.person("Amina", may_make_plans=True, timezone="Africa/Nairobi")


@pytest.fixture
def plan(owner):
    return factories.plan(owner, "Vision")


@pytest.fixture
def page(app, owner):
    return Visitor(app, owner)


def test_a_stage_is_planned_from_a_preset_opened_extended_and_closed(plan, page):
    form = page.get("/plans/plan/stages/new?preset=review")
    assert form.text.count("checkbox") == 4 and form.text.count(" checked") == 3
    data = {"name": "Review", "closes": "2090-01-31T18:00", "zone": "America/Montreal", "cells": ["comment:party"]}
    assert page.post("/plans/plan/stages/new", data=data).status_code == 303
    assert page.post("/plans/plan/stages/review/open").status_code == 303
    shown = page.get("/plans/plan/stages").text
    # six in the evening in Montreal, and what that is where the reader lives
    assert "31 Jan 2090, 18:00 (America/Montreal)" in shown and "1 Feb 2090, 02:00 where you are" in shown
    early = page.post("/plans/plan/stages/review/extend", data={"closes": "2080-01-01T00:00", "reason": "the post"})
    assert early.status_code == 422 and 'value="2080-01-01T00:00"' in early.text and "the post" in early.text
    assert page.post("/plans/plan/stages/review/extend", data={"closes": "2091-01-31T18:00"}).status_code == 303
    assert "extended; first 31 Jan 2090, 18:00" in page.get("/plans/plan/stages").text
    assert page.post("/plans/plan/stages/new", data={**data, "name": "Second"}).status_code == 303
    assert page.post("/plans/plan/stages/second/open").status_code == 409
    assert page.post("/plans/plan/stages/second/open", data={"close_other": "yes"}).status_code == 303
    assert page.post("/plans/plan/stages/second/close").status_code == 303
    assert page.post("/plans/plan/stages/second/cancel").status_code == 409


def test_what_was_typed_comes_back_with_a_refusal(plan, page):
    typed = {"name": "Review", "note": "All read it.", "closes": "2007-13-31T18:00", "cells": ["edit:expert"]}
    answer = page.post("/plans/plan/stages/new", data=typed)
    assert answer.status_code == 422 and 'id="closes-error"' in answer.text
    assert "All read it." in answer.text and 'value="edit:expert" checked' in answer.text
    assert 'value="comment:party" checked' not in answer.text


def test_a_change_keeps_what_its_form_does_not_show(plan, page, owner):
    stage = stages.create_stage(owner, plan, name="Review", closes="2090-01-31T18:00", cells=["edit:expert"])
    stages.open_stage(owner, stage)
    assert 'name="closes"' not in page.get("/plans/plan/stages/review/edit").text
    data = {"name": "Review, again", "note": "", "cells": ["comment:party"], "position": "1"}
    assert page.post("/plans/plan/stages/review/edit", data=data).status_code == 303
    db.session.expire_all()
    assert (stage.name, stage.closes, stages.cells_of(stage)) == (
        "Review, again",
        "2090-01-31T18:00",
        ["comment:party"],
    )


def test_others_read_the_timeline_and_have_no_forms(plan, app, owner):
    stages.open_stage(owner, stages.create_stage(owner, plan, name="Review", cells=["comment:party"]))
    signed_out = Visitor(app)
    assert "Review" in signed_out.get("/plans/plan/stages").text
    assert [form.action for form in forms(signed_out.get("/plans/plan/stages"))] == [
        "/plans/plan/search",
        "/language",
    ]
    assert signed_out.get("/plans/plan/stages/new").status_code == 401
    assert signed_out.get("/plans/plan/stages/none/edit").status_code == 404
    assert Visitor(app, factories.person("Reader")).post("/plans/plan/stages/review/close").status_code == 403
