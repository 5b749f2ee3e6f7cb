"""Those who act in the demo's stories, and that the stories are plain data."""

import ast
import re
from datetime import date
from pathlib import Path

import wiki.demo
from wiki.demo.people import ADMINISTRATOR, DELEGATIONS, MEMBERSHIPS, PERSONS
from wiki.demo.pollinators import pollinators
from wiki.demo.south_south import SOUTH_SOUTH


def test_people_are_told_apart_and_belong_where_they_are_said_to() -> None:
    persons, delegations = {person.key for person in PERSONS}, {delegation.key for delegation in DELEGATIONS}
    assert len(persons) == len(PERSONS) == len({person.email for person in PERSONS}) == len({p.name for p in PERSONS})
    assert len(delegations) == len(DELEGATIONS) == len({delegation.code for delegation in DELEGATIONS})
    assert all(re.search(r"@([a-z0-9-]+\.)?example\.(org|net|com)$|@[a-z.]+\.example\.org$", p.email) for p in PERSONS)
    assert not persons & delegations
    for membership in MEMBERSHIPS:
        assert membership.member in persons | delegations and membership.of in delegations, membership
    roles = [*SOUTH_SOUTH.roles, *pollinators(date(2026, 11, 23)).roles]
    assert {role.person for role in roles} == persons - {ADMINISTRATOR.key}
    assert len({(role.person, role.plan) for role in roles}) == len(roles)


def test_the_data_imports_nothing_but_the_standard_library() -> None:
    room = Path(wiki.demo.__file__).parent
    allowed = {"ast", "collections", "dataclasses", "datetime", "pathlib", "re", "typing"}
    for file in room.rglob("*.py"):
        if file.name == "play.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                assert module.startswith("wiki.demo.") or module.split(".")[0] in allowed, f"{file.name}: {module}"
