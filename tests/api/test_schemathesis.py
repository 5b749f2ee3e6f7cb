"""Every operation asked, as each kind of caller, what its description allows and much that it does not.

What comes back has to be described: its status, its shape, its media type, its headers; nothing may break, nothing that
breaks the description may be taken, nothing may be open without the sign-in it names.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.api.programs import Program
from tests.services import factories
from wiki.db import db
from wiki.rules.access import STAGE_CELLS
from wiki.services import comments, persons, plans, stages, tokens

ROLES = ("secretariat", "expert", "party", "reader", "anonymous")

#: the description says what a request looks like, not how things stand: a base may be stale, an address nobody's, a
#: section be moved under itself, a stage be open already; and a caller may name a mark of what is unchanged
SOUND_BUT_REFUSED = ["2xx", "304", "401", "403", "404", "409", "412", "413", "415", "422", "428"]


@pytest.fixture
def callers(app):
    owner = persons.create_person(
        persons.operator(), name="Owner", email="owner@example.org", is_administrator=True, may_make_plans=True
    )
    people = {"secretariat": owner, "reader": factories.person("Reader")}
    plan = factories.plan(owner, "Vision", "Mission")
    for role in ("expert", "party"):
        people[role] = factories.person(role.title())
        plans.grant_role(owner, plan, people[role], role=role)
    stages.open_stage(owner, stages.create_stage(owner, plan, name="Open", cells=STAGE_CELLS))
    comments.post_comment(owner, plan, body="A remark.", section=factories.section(plan, 1), audience="public")
    secrets = {role: tokens.make_token(who, name=role, scopes=("comment", "edit", "manage"))[1]
               for role, who in people.items()}  # fmt: skip
    plain = {"Accept-Encoding": "identity"}
    return {role: {"Authorization": f"Bearer {secrets[role]}"} | plain if role in secrets else plain for role in ROLES}


def test_every_operation_as_each_role(app, callers):
    def served(environ, start):
        """Each request in a context of its own, as on a server; the checks send some themselves."""
        db.session.rollback()
        with app.app_context():
            return app(environ, start)

    described = schemathesis.openapi.from_wsgi("/api/openapi.json", served)
    described.config.checks.positive_data_acceptance.expected_statuses = SOUND_BUT_REFUSED
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=2, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case):
            nonlocal asked
            if "slug" in (case.path_parameters or {}):
                case.path_parameters["slug"] = "plan"
            for role in ROLES:
                answer = case.call(headers=callers[role])
                case.validate_response(answer, headers=callers[role])
                asked += 1

        ask()
    assert asked > 500
    # Whatever was tried, the record still holds together.
    assert Program(app).get("/plans/plan/proof").json["ok"]
