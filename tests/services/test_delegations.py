"""Delegations and memberships."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.services import factories
from wiki import clock
from wiki.errors import Conflict, Forbidden, Invalid
from wiki.services import access, delegations


@pytest.fixture
def administrator(app):
    return factories.person("Ines", is_administrator=True)


def test_names_and_codes_are_unique_in_whatever_case(app, administrator):
    kenya = delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")
    for name, code in (("Kenya Two", "ke"), ("KENYA", "KX")):
        with pytest.raises(Conflict):
            delegations.create_delegation(administrator, kind="party", name=name, code=code)
    for kind, name, code in (("state", "A", "A"), ("party", " ", "A"), ("party", "A", "A:B"), ("party", "A", "[A]")):
        with pytest.raises(Invalid):
            delegations.create_delegation(administrator, kind=kind, name=name, code=code)
    delegations.change_delegation(administrator, kenya, name="Kenya", code="KEN")
    assert delegations.find_delegation_by_code("ken").id == kenya.id
    with pytest.raises(Forbidden):
        delegations.create_delegation(factories.person("Kofi", may_make_plans=True), kind="party", name="G", code="G")


def test_a_person_is_in_one_delegation_at_a_time(app, administrator):
    kofi = factories.person("Kofi")
    ghana, kenya = (
        delegations.create_delegation(administrator, kind="party", name=name, code=name[:2])
        for name in ("Ghana", "Kenya")
    )
    first, middle, last = date(2006, 1, 1), date(2007, 1, 1), date(2008, 1, 1)
    delegations.add_member(administrator, ghana, kofi, since=first, until=middle)
    for since, until in ((first, None), (first - timedelta(9), middle), (middle - timedelta(1), last)):
        with pytest.raises(Conflict):
            delegations.add_member(administrator, kenya, kofi, since=since, until=until)
    with pytest.raises(Invalid):
        delegations.add_member(administrator, kenya, kofi, since=last, until=last)
    later = delegations.add_member(administrator, kenya, kofi, since=middle, focal_point=True)
    delegations.add_member(administrator, ghana, kofi, since=first - timedelta(9), until=first)
    with clock.standing_at(datetime(2006, 12, 31, 23, tzinfo=UTC)):
        assert access.delegation_of(kofi) == ghana
    with clock.standing_at(datetime(2007, 1, 1, tzinfo=UTC)):
        assert access.delegation_of(kofi) == kenya
        delegations.end_membership(administrator, later)
        assert access.delegation_of(kofi) is None
        delegations.add_member(administrator, ghana, kofi)
        assert access.delegation_of(kofi) == ghana


def test_parties_belong_to_groups_and_nothing_else_does(app, administrator):
    kenya = delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")
    group = delegations.create_delegation(administrator, kind="group", name="Group of 77", code="G77")
    delegations.add_member(administrator, group, kenya)
    assert access.groups_of(kenya) == [group]
    for inside, member in ((kenya, group), (kenya, kenya), (group, group)):
        with pytest.raises(Invalid):
            delegations.add_member(administrator, inside, member)
    with pytest.raises(Conflict):
        delegations.add_member(administrator, group, kenya)
    assert delegations.count_members() == {group.id: 1}


def test_a_pasted_list_makes_what_it_can(app, administrator):
    delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")
    pasted = "Kenya; KX\nGhana; GH\nGroup of 77; G77; group\nno code\nGabon; gh\nTogo; TG; state"
    made, refused = delegations.create_delegations(administrator, pasted=pasted, kind="party")
    assert [(one.name, one.code, one.kind) for one in made] == [
        ("Ghana", "GH", "party"),
        ("Group of 77", "G77", "group"),
    ]
    assert [row.number for row, _ in refused] == [1, 4, 5, 6]
    assert [one.code for one in delegations.list_delegations()] == ["GH", "KE", "G77"]
    for pasted in ("", " \n", "A; B\n" * 501):
        with pytest.raises(Invalid):
            delegations.create_delegations(administrator, pasted=pasted, kind="party")
    with pytest.raises(Forbidden):
        delegations.create_delegations(factories.person("Kofi"), pasted="Gabon; GA", kind="party")
    assert delegations.find_delegation_by_code("GA") is None
